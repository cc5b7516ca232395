"""Page furniture: running headers, page numbers, rules, job numbers and barcodes."""

from __future__ import annotations

import re

from etl.grammar.organs import ORGANS, SYMBOL

RULE = re.compile(r"^[_\-–—=*\s]*(?:_{4,}|-{6,}|={6,}|—{3,}|─{4,})[_\-–—=*\s]*$")
STRAY_FIELD = re.compile(r"^\d{1,3}F$")
_JOB_NUMBER = re.compile(r"^\d{2}-\d{5,6}(?:\s*\(E\))?(?:\s+\d{6})?(?:\s+\d{1,3}(?:/\d{1,3})?)?$")
_PAGE = re.compile(r"^(?:Page\s+)?[-–]?\s*(?P<page>\d{1,3})\s*[-–]?(?:\s*/\s*\d{1,3})?$")
_HEADER = re.compile(
    r"^(?:Distr\.|Original:|United Nations(?:\s*$|(?=[AES]/))|<<|\[DU\d|Please recycle|\*\d{6,}\*"
    r"|Agenda items?\s+\d|(?:" + "|".join(organ.name for organ in ORGANS) + r")$)"
)


def page_number(text: str) -> int | None:
    """Return the page number if ``text`` is one alone, perhaps beside the document's symbol."""
    found = _PAGE.match(SYMBOL.sub("", text).strip(" -–|"))
    return int(found["page"]) if found else None


def is_header(text: str) -> bool:
    """Tell a line of a header or footer (symbol, job number, distribution) from text."""
    without_symbol = SYMBOL.sub("", text).strip(" -–|")
    if SYMBOL.search(text) and (not without_symbol or page_number(text) is not None):
        return True
    return bool(_JOB_NUMBER.match(text) or _HEADER.match(text))
