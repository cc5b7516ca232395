"""Pieces of text as a layout shows them, joined to the paragraphs that they were cut from.

Page breaks, footnote blocks and line ends cut paragraphs; OCR sets every piece as a paragraph of
its own. Whether the next piece begins a paragraph or goes on with the last one is decided here for
all layouts, from what the layout shows and from how resolutions are drafted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from etl.grammar.numbering import is_bracketed, number_value
from etl.grammar.opening import opens_clause, opens_frequently, opens_operative
from etl.model import ParseIssue, Severity


class Gap(IntEnum):
    """What stood between a piece and the one before it."""

    LINE = 0
    PARAGRAPH = 1
    PAGE = 2


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of text as the layout shows it.

    Attributes:
        text: the piece without a number printed at its beginning.
        number: that number or letter, ``""`` if none; a piece may be a number alone.
        raw: the piece with its number as printed, for when the number proves to be text.
        gap: what stood between this piece and the one before.
        indented: begins further right than the body's lines.
        after_short_line: the line before ended although this piece's first word had room on it.
        emphasised: begins in italics.
        heading: the layout itself shows a heading.
    """

    text: str
    line: int
    number: str = ""
    raw: str = ""
    gap: Gap = Gap.PARAGRAPH
    indented: bool = False
    after_short_line: bool = False
    emphasised: bool = False
    heading: bool = False


@dataclass(slots=True)
class Paragraph:
    """A paragraph put together; marks still stand in its text."""

    text: str
    line: int
    number: str = ""
    pieces: int = 1
    emphasised: bool = False
    heading: bool = False
    issues: list[ParseIssue] = field(default_factory=list)


# A mark taken from the source's own markup stands in the text between these until it is lifted.
MARK_START, MARK_END = "\ue000", "\ue001"
_MARK = rf"(?:\s?(?:\d{{1,3}}|\*{{1,3}}|{MARK_START}[^{MARK_END}]*{MARK_END}))*\s*"
_QUOTES = r"[”\"’'»)\]]*"
_CLOSED = re.compile(rf"[,;:.!?]{_QUOTES}{_MARK}$|[;,]{_MARK}\s(?:and|or)\s*$")
_CLOSED_BY_COMMA = re.compile(rf",{_QUOTES}{_MARK}$")
_CLOSED_BY_COLON = re.compile(rf":{_MARK}$")
_CLOSED_BY_SEMICOLON = re.compile(rf";{_QUOTES}{_MARK}(?:(?:and|or)\s*)?$")
_ABBREVIATION = re.compile(
    r"\b(?:No|Nos|vol|vols|chap|chaps|sect|sects|para|paras|art|arts|p|pp|v|vs|Mr|Mrs|Ms|Dr|St|Rev|Add|Corr|I\.C\.J|U\.N)\.$"
)
# Evidence that a capital after a comma begins a paragraph, where lines are all the layout shows;
# one certain sign or two lesser ones are enough.
_NEEDED = 2.0
_SHORT_LINE, _INDENT, _OPENING, _BLANK = 1.25, 1.0, 1.0, 1.25
_LONGEST_HEADING = 100
# Numbers may jump this far where some in between were lost.
_LARGEST_LOSS = 4


def is_closed(text: str) -> bool:
    """Tell whether ``text`` ends as a clause may end: a stop, perhaps with quotes and a mark."""
    stripped = text.rstrip()
    return _CLOSED.search(stripped) is not None and _ABBREVIATION.search(stripped) is None


def join(first: str, second: str, vocabulary: frozenset[str] = frozenset()) -> str:
    """Join two pieces of one paragraph as they read without the break.

    A hyphen at the break is kept ("non-" + "governmental") unless it is a soft one, or the word
    without it stands elsewhere in the document (``vocabulary``, lower case) and with it does not.
    """
    if first.endswith("\u00ad"):
        return first[:-1] + second
    left = re.search(r"([^\W\d_]+)-$", first)
    right = re.match(r"[^\W\d_]+", second)
    if left and right and second[0].islower():
        whole = (left.group(1) + right.group()).lower()
        hyphened = f"{left.group(1)}-{right.group()}".lower()
        if whole in vocabulary and hyphened not in vocabulary:
            return first[:-1] + second
    if re.search(r"\w[-–/]$", first) or (first.endswith("—") and not first.endswith(" —")):
        return first + second
    return f"{first} {second}" if first and second else first or second


def join_fragments(
    fragments: Sequence[Fragment], vocabulary: frozenset[str] = frozenset()
) -> list[Paragraph]:
    """Put the paragraphs of a body together from its pieces, in order."""
    paragraphs: list[Paragraph] = []
    pending: Fragment | None = None
    last_number = 0
    for index, fragment in enumerate(fragments):
        current = paragraphs[-1] if paragraphs else None
        following = fragments[index + 1] if index + 1 < len(fragments) else None
        if not fragment.text:
            if current is not None and _belongs_to(current, fragment, last_number):
                current.number = fragment.number
                current.issues.append(_displaced(fragment))
                last_number = number_value(fragment.number) or last_number
            elif current is not None and not is_closed(current.text):
                _extend(current, fragment, vocabulary)
            else:
                pending = fragment
            continue
        heading = fragment.heading or _is_heading(current, fragment, following)
        goes_on = pending is None and not heading and current is not None and not current.heading
        if goes_on and current and not _begins_paragraph(current, fragment, following, last_number):
            _extend(current, fragment, vocabulary)
            continue
        number = fragment.number or (pending.number if pending else "")
        paragraph = Paragraph(
            fragment.text, fragment.line, number, emphasised=fragment.emphasised, heading=heading
        )
        if pending is not None and not fragment.number:
            paragraph.issues.append(
                ParseIssue(
                    "number_on_its_own_line",
                    f"number {pending.number} stands alone on its "
                    "line; joined to the paragraph after it",
                    pending.line,
                )
            )
        pending = None
        last_number = number_value(number) or last_number
        paragraphs.append(paragraph)
    return paragraphs


def _is_heading(current: Paragraph | None, fragment: Fragment, following: Fragment | None) -> bool:
    """Tell a heading by its place: short, without a stop, between a clause's end and the next."""
    if fragment.gap is not Gap.PARAGRAPH or fragment.number or is_closed(fragment.text):
        return False
    if current is None or not (current.heading or is_closed(current.text)) or following is None:
        return False
    short = len(fragment.text) <= _LONGEST_HEADING and not fragment.text[:1].islower()
    begins_next = bool(following.number and following.text) or opens_clause(following.text)
    return (
        short and following.gap is Gap.PARAGRAPH and begins_next and not opens_clause(fragment.text)
    )


def _belongs_to(current: Paragraph, bare: Fragment, last_number: int) -> bool:
    """Tell whether a number alone belongs to the paragraph before it (printed after its line)."""
    if current.number:
        return False
    value = number_value(bare.number)
    if not is_closed(current.text):
        return value is None or value == last_number + 1 or current.pieces == 1
    if _CLOSED_BY_COMMA.search(current.text) and not opens_operative(current.text):
        return False
    return value is not None and value == last_number + 1


def _begins_paragraph(
    current: Paragraph, fragment: Fragment, following: Fragment | None, last_number: int
) -> bool:
    closed = is_closed(current.text)
    if fragment.number:
        return _number_begins_paragraph(current, fragment, last_number, closed=closed)
    text = fragment.text
    start = re.sub(r"^[\s“\"‘'«(\[*_]+", "", text)
    if start[:1].islower():
        return False
    if not closed:
        return (
            fragment.gap is not Gap.LINE
            and _opens_certainly(fragment)
            and (fragment.gap is Gap.PARAGRAPH or current.emphasised == fragment.emphasised)
        )
    own_paragraph = fragment.gap is Gap.PARAGRAPH and fragment.emphasised
    if own_paragraph or _is_followed_by_its_number(fragment, following, last_number):
        return True
    if not _CLOSED_BY_COMMA.search(current.text.rstrip()):
        return _stop_begins_paragraph(current, fragment)
    evidence = (
        _SHORT_LINE * fragment.after_short_line
        + _INDENT * fragment.indented
        + _OPENING * opens_clause(text)
        + _BLANK * (fragment.gap is Gap.PARAGRAPH)
        + _NEEDED * (opens_frequently(text) or (fragment.emphasised and opens_clause(text)))
    )
    return evidence >= _NEEDED


def _opens_certainly(fragment: Fragment) -> bool:
    return opens_frequently(fragment.text) or (fragment.emphasised and opens_clause(fragment.text))


def _stop_begins_paragraph(current: Paragraph, fragment: Fragment) -> bool:
    """A capital after ";", ":" or "." begins a paragraph unless it reads as a further sentence."""
    if fragment.gap is Gap.PARAGRAPH:
        return True
    if _CLOSED_BY_SEMICOLON.search(current.text):
        return opens_clause(fragment.text) or fragment.after_short_line or fragment.indented
    if _CLOSED_BY_COLON.search(current.text):
        return fragment.after_short_line or fragment.indented or opens_clause(fragment.text)
    return fragment.after_short_line and (fragment.indented or opens_clause(fragment.text))


def _number_begins_paragraph(
    current: Paragraph, fragment: Fragment, last_number: int, *, closed: bool
) -> bool:
    value = number_value(fragment.number)
    capital = fragment.text[:1].isupper() or not fragment.text[:1].isalpha()
    if is_bracketed(fragment.number):
        return closed or (fragment.gap is Gap.PARAGRAPH and bool(current.number))
    if value is None or not capital:
        return False
    expected = last_number < value <= last_number + _LARGEST_LOSS or value == 1
    if closed:
        return expected or fragment.gap is not Gap.LINE or opens_operative(fragment.text)
    return expected and opens_operative(fragment.text)


def _is_followed_by_its_number(
    fragment: Fragment, following: Fragment | None, last_number: int
) -> bool:
    return (
        following is not None
        and not following.text
        and number_value(following.number) == last_number + 1
        and not is_closed(fragment.text)
    )


def _extend(current: Paragraph, fragment: Fragment, vocabulary: frozenset[str]) -> None:
    if fragment.gap is not Gap.LINE:
        current.issues.append(
            ParseIssue(
                "paragraph_joined_across_break",
                "a paragraph cut by a page break or footnotes was joined",
                fragment.line,
            )
        )
    current.text = join(current.text, fragment.raw or fragment.text, vocabulary)
    current.pieces += 1


def _displaced(bare: Fragment) -> ParseIssue:
    return ParseIssue(
        "number_displaced",
        f"number {bare.number} stands after the first line of its paragraph; put before it",
        bare.line,
        Severity.INFO,
    )
