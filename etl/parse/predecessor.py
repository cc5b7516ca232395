"""The earlier resolution that a resolution names as the latest of its series."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.grammar.organs import organ_of_symbol
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
    Resolutions of another organ are no predecessors: the General Assembly finances what the
    Security Council extended, and names the latest resolutions of both.
    """
    recitals = [clause for clause in clauses if clause.kind is ClauseKind.PREAMBULAR]
    for clause in recitals[:_FIRST_RECITALS]:
        if not any(word in clause.text for word in _LATEST):
            continue
        for found in _DECLARATION.finditer(clause.text):
            phrase = _OTHER_MATTER.split(found["cited"], maxsplit=1)[0]
            own = [
                symbol for symbol, _ in cited_resolutions(phrase, organ) if _is_of(symbol, organ)
            ]
            if own:
                return own[-1]
    return None


def _is_of(symbol: str, organ: str) -> bool:
    found = organ_of_symbol(symbol)
    return found is not None and found.name == organ
