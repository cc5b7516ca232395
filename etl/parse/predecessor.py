"""The earlier resolution that a resolution names as the latest of its series."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.model import Clause, ClauseKind
from etl.parse.citations import cited_resolutions

_DECLARATION = re.compile(
    r"(?:the\s+)?(?:most\s+recent|latest|last)\s+(?:of\s+which|being|of\s+them|ones?)?\s*"
    r"(?:(?:is|was|are|were|being)\s+)?(?:its\s+)?"
    r"(?P<cited>(?:[A-Z][\w ]+?)?resolutions?\b[^;]{0,400})"
)
# One of them is in every declaration, and to look for them takes no time.
_LATEST = ("recent", "latest", "last")
# Where the declaration ends and the recital goes on to something else.
_OTHER_MATTER = re.compile(
    r",?\s+(?:and|as well as)\s+(?:also\s+)?(?:recalling|noting|other|all|the)\b|,\s+(?!\d)"
)
# A series is declared among the first recitals; the figure leaves room for general ones before it.
_FIRST_RECITALS = 12


def declared_predecessor(clauses: Sequence[Clause], organ: str) -> str | None:
    """Return the symbol a resolution calls "the most recent of which is …", or None.

    Where several are named ("are resolutions 74/1 and 75/2"), the last one named is the latest.
    """
    recitals = [clause for clause in clauses if clause.kind is ClauseKind.PREAMBULAR]
    for clause in recitals[:_FIRST_RECITALS]:
        if not any(word in clause.text for word in _LATEST):
            continue
        found = _DECLARATION.search(clause.text)
        if found is None:
            continue
        phrase = _OTHER_MATTER.split(found["cited"], maxsplit=1)[0]
        cited = cited_resolutions(phrase, organ)
        if cited:
            return cited[-1][0]
    return None
