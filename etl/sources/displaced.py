"""Last lines of paragraphs that a converter prints above the lines they end.

pdftotext and pdfminer order the pieces of a page by place and width, so that the last word or two
of a paragraph, alone on its line, may come out before the line above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.grammar.languages import is_formula_alone
from etl.grammar.opening import opens_clause, opens_frequently
from etl.model import ParseIssue, Severity
from etl.sources.fragments import MARKS, QUOTES, Fragment, Gap, end_of, is_closed

_ENDED = re.compile(rf"[.;:]{QUOTES}{MARKS}$")
_LONGEST_END = 0.4
"""Share of a full line that such an end takes at most; the longest met was 30 of 118 letters."""


def last_lines_behind(
    pieces: Sequence[Fragment], width: int
) -> tuple[list[Fragment], list[ParseIssue]]:
    """Return the lines of print with each last line behind the one that it ends, and what moved.

    Args:
        pieces: the lines in the order of the source.
        width: of a full line in characters.
    """
    ordered = list(pieces)
    issues = []
    above: Fragment | None = None
    for index in range(len(ordered) - 1):
        # A number alone may stand behind the first line of its paragraph.
        if index and ordered[index - 1].text:
            above = ordered[index - 1]
        end, start = ordered[index : index + 2]
        after = ordered[index + 2] if index + 2 < len(ordered) else None
        if _is_end(above, end, width) and _lacks_its_end(start, after):
            message = (
                f"the last line of a paragraph, “{end.raw[:40]}”, stood above it; put behind it"
            )
            issues.append(ParseIssue("line_displaced", message, end.line, Severity.WARNING))
            ordered[index : index + 2] = start, end
    return ordered, issues


def _is_end(above: Fragment | None, piece: Fragment, width: int) -> bool:
    """Tell a short line that ends what no line above it began; behind a comma many go on."""
    begun = not (
        above is None
        or is_formula_alone(above.text)
        or _ENDED.search(end_of(above.raw)) is not None
    )
    return (
        not (begun or piece.number or piece.table)
        and len(piece.raw) <= _LONGEST_END * width
        and is_closed(piece.raw)
        and not opens_clause(piece.raw)
    )


def _lacks_its_end(piece: Fragment, after: Fragment | None) -> bool:
    """Tell a line set apart that begins a clause, and that no line below it goes on with."""
    alone = piece.gap is not Gap.LINE and not (piece.number or piece.table)
    ends_here = after is None or bool(after.number) or opens_frequently(after.raw)
    return alone and ends_here and opens_clause(piece.raw) and not is_closed(piece.raw)
