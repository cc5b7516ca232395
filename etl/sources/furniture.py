"""Page furniture: running headers, page numbers, rules, job numbers and barcodes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.grammar.dates import DATE, SESSION
from etl.grammar.organs import ORGANS, SYMBOL

RULE = re.compile(r"^[_\-–—=*\s]*(?:_{4,}|-{6,}|={6,}|—{3,}|─{4,})[_\-–—=*\s]*$")
# "Annex", "ANNEX II", perhaps with the title on the same line ("Annex: Terms of reference").
ANNEX_LINE = re.compile(
    r"^(?:Annex|ANNEX|Appendix|APPENDIX)(?:\s+[IVXLC]+)?\s?[:.–—]?(?:\s+[A-Z“\"][^.;]*)?$"
)
DATE_LINE = re.compile(r"^\d{1,2}\s+[A-Z][a-z]+\s+(?:19|20)\d{2}$")
STRAY_FIELD = re.compile(r"^\d{1,3}F$")
# "3", "Page 3 of 12", "- 3 -", "[3]", "3 | Page", "=== Page 3 ===", "…/3".
_WORD = r"(?:[Pp]age|PAGE|P\s?a\s?g\s?e|[Pp]\.)"
_PAGE = re.compile(
    rf"^(?:(?:\.{{3}}|…)\s*/\s*|[-–—=\[\s]*(?:{_WORD}\s*[|:]?\s*)?)(?P<page>\d{{1,3}})"
    rf"(?:\s*/\s*\d{{1,3}}|(?<=\d)\s+of\s+\d{{1,3}}|\s*\|\s*{_WORD})?[-–—=\]\s]*$"
)
# What tells at a page's end that the text goes on.
_GOES_ON = re.compile(r"^/\s?(?:\.{3}|…)$|^\(continued\)$")
_LANGUAGE = re.compile(r"^(?:English|ENGLISH|Original: English)(?:\s+only)?$")
_HEADER = re.compile(
    r"^(?:Distr\.|Original:|United Nations(?:\s*$|(?=[AES]/))|<<|\[DU\d|Please recycle"
    r"|Agenda items?\s+\d|\d{6}$)"
)
_ORGANS = frozenset(organ.name for organ in ORGANS)
# The date of distribution and the session, glued together by Word: "23 February 2007Sixty-first
# session".
_MASTHEAD = re.compile(rf"^(?:{DATE.pattern}\s*)?{SESSION.pattern}$")
# What may stand beside a title or symbol in a running header: "2/15", "21-19216 (E)", "*2119216*";
# Geneva and Vienna put a letter or two before the job number ("GE.21-10271(E)").
_BESIDE = re.compile(
    r"^\d{1,2}/\d{1,2}(?=\s|$)|(?<=\s)\d{1,2}/\d{1,2}$"
    r"|\b(?:[A-Z]{1,2}\.\s?)?\d{2}-\d{5,6}\b(?:\s*\(E\))?(?:\s+\d{6}\b)?|\*?\b\d{7,8}\b\*?"
)


# Lines over which a page's head may repeat the title, blank ones between them.
_LONGEST_HEAD = 12


def page_number(text: str) -> int | None:
    """Return the page number if ``text`` is one alone, perhaps beside the document's symbol."""
    found = _PAGE.match(SYMBOL.sub("", text).strip(" -–|"))
    return int(found["page"]) if found else None


def is_language(text: str) -> bool:
    """Tell whether a line names the language alone, as older page headers do below the symbol."""
    return _LANGUAGE.match(text) is not None


def is_organ(text: str) -> bool:
    """Tell whether a line is an organ's name alone: a masthead's, or a line's of narrow print."""
    return text in _ORGANS


def repeats_of_title(texts: Sequence[str], title: str | None) -> dict[int, int]:
    """Return where the title is printed again, as it is at the head of a page, over some lines.

    Args:
        texts: the lines, white space folded.
        title: the resolution's title, white space folded.

    Returns:
        The index of the first line of each repetition, and the index behind its last line.
    """
    found = {}
    whole = (title or "").casefold()
    parts = [_without_symbol(text).casefold() for text in texts]
    for first, part in enumerate(parts):
        if not (part and whole):
            continue
        end = _end_of_title(parts, first, whole)
        if end is None and whole.endswith(part):
            # Some programs print its last line, the shortest, before the others.
            end = _end_of_title(parts, first + 1, whole[: -len(part)].rstrip())
        if end is not None:
            found[first] = end
    return found


def _end_of_title(parts: Sequence[str], first: int, title: str) -> int | None:
    """The index behind the lines that the title takes from ``first`` on, None if it does not."""
    rest, index = title, first
    while rest and index < min(first + _LONGEST_HEAD, len(parts)):
        if not rest.startswith(parts[index]):
            return None
        rest, index = rest[len(parts[index]) :].lstrip(), index + 1
    return None if rest else index


def _without_symbol(text: str) -> str:
    """A line without what a page's head prints beside the title."""
    return _BESIDE.sub("", SYMBOL.sub("", text).strip()).strip(" -–|")


def is_header(text: str, title: str | None = None) -> bool:
    """Tell a line of a header or footer from text.

    Args:
        text: the line, white space folded.
        title: the resolution's title, which newer documents repeat beside the symbol.
    """
    if is_organ(text) or any(form.match(text) for form in (_HEADER, _MASTHEAD, _GOES_ON)):
        return True
    rest = _BESIDE.sub("", SYMBOL.sub("", text).strip())
    if title and title.casefold() in rest.casefold():
        start = rest.casefold().index(title.casefold())
        rest = rest[:start] + rest[start + len(title) :]
    left = rest.strip(" -–|")
    return rest != text and (not left or (left.isdigit() and len(left) < len("1000")))
