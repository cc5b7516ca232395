"""Plain text converted from Word or PDF: lines sorted into body, footnotes and page furniture.

The two layouts share their faults: notes and running headers stand in mid-sentence, the header may
stand behind the body, marks are glued to words. They differ in what a line is: a paragraph (Word)
or a line of print (PDF); see :class:`Layout`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from etl.errors import DocumentRejected
from etl.grammar.dates import DATE, MONTH
from etl.grammar.marks import lift_marks
from etl.grammar.numbering import BARE_ENUMERATOR, split_enumerator
from etl.grammar.opening import opens_clause, opens_frequently
from etl.grammar.organs import ENACTING_FORMULA, SYMBOL
from etl.model import Block, BlockKind, ClauseKind, Document, Note, ParseIssue, Severity, SourceFormat
from etl.sources.fragments import Fragment, Gap, Paragraph, is_closed, join, join_fragments
from etl.sources.furniture import RULE, STRAY_FIELD, is_header, page_number
from etl.sources.front_matter import CLOSING_MEETING, read_front_matter


@dataclass(frozen=True, slots=True)
class Layout:
    """What a line is in a text layout. ``wrapped``: a line of print, not a paragraph."""

    source_format: SourceFormat
    wrapped: bool


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    indent: int
    new_page: bool

    @property
    def blank(self) -> bool:
        return not self.text


@dataclass(slots=True)
class _Sorted:
    """The lines after the formula, sorted."""

    body: list[Fragment] = field(default_factory=list)
    annex: list[Fragment] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    closing: list[tuple[int, str]] = field(default_factory=list)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    note_mark: str = ""
    note_line: int = 0
    note_lines: list[str] = field(default_factory=list)

    @property
    def last_mark(self) -> int:
        return max((int(note.mark) for note in self.notes if note.mark.isdigit()), default=0)

    def end_note(self) -> None:
        if not self.note_mark:
            return
        text = ""
        for line in self.note_lines:
            text = join(text, line)
        self.notes.append(Note(self.note_mark, text, self.note_line))
        self.note_mark, self.note_lines = "", []


_NOTE = re.compile(r"^(?P<mark>\d{1,3}|\*{1,3})(?:\s+(?P<text>\S.*))?$")
_NOTE_OPENING = re.compile(
    r"^(?:See\b|Ibid\b|Idem\b|United Nations\b|Resolutions?\b|Decisions?\b|Official Records\b|Report\b"
    r"|Available\b|General Assembly resolution\b|Treaty\b|Document\b|Cf\."
    r"|International Labour|International Legal|League of Nations\b|[ASE]/(?:[A-Z\d]))"
)
_ANNEX = re.compile(r"^(?:Annex(?:es)?|Appendix)(?:\s+[IVXLC]+)?$")
_DATE_LINE = re.compile(r"^\d{1,2}\s+[A-Z][a-z]+\s+(?:19|20)\d{2}$")
_NOTE_ABBREVIATION = re.compile(
    r"(?:\b(?:No|Nos|vol|vols|chap|sect|para|paras|art|arts|p|pp|v|Corr|Add|Rev|Ibid|ed|eds))\.$"
)
# Notes lost by the converter make the next mark jump; a larger jump is another number.
_LARGEST_JUMP = 12
# Lines shorter than this share of the long ones had room for a further word.
_FULL_LINE = 0.88


def read_plain_text(text: str, layout: Layout) -> Document:
    """Read a text layout into blocks.

    Raises:
        DocumentRejected: if no organ's enacting formula stands in the text.
    """
    lines = _lines(text)
    formula, organ = _find_formula(lines)
    before = [(line.number, line.text) for line in lines[:formula] if not line.blank]
    sorted_lines = _sort(lines[formula + 1 :], layout)
    front = read_front_matter(before, sorted_lines.closing, sorted_lines.furniture, organ)
    vocabulary = frozenset(re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()))
    blocks, issues = _blocks(sorted_lines, vocabulary)
    formula_block = Block(
        BlockKind.PARAGRAPH, lines[formula].text, line=lines[formula].number,
        part=ClauseKind.PREAMBULAR,
    )
    return Document(
        source_format=layout.source_format,
        metadata=front.metadata,
        blocks=(formula_block, *blocks),
        notes=tuple(sorted_lines.notes),
        issues=(*front.issues, *sorted_lines.issues, *issues),
    )


def _lines(text: str) -> list[_Line]:
    lines = []
    for number, raw in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
        stripped = raw.replace("\f", " ").expandtabs(4)
        folded = " ".join(raw.split())
        lines.append(_Line(number, folded, len(stripped) - len(stripped.lstrip()), "\f" in raw))
    return lines


def _find_formula(lines: Sequence[_Line]) -> tuple[int, str]:
    for index, line in enumerate(lines):
        if found := ENACTING_FORMULA.match(line.text):
            return index, " ".join(found["organ"].split())
    raise DocumentRejected(
        "this is no resolution: no line begins with an organ's formula such as "
        "“The General Assembly,”",
        line=1,
        hint="check that the file holds a resolution and that its conversion kept the first page",
    )


def _sort(lines: Sequence[_Line], layout: Layout) -> _Sorted:
    found = _Sorted()
    width = _line_width(lines) if layout.wrapped else 0
    base = _base_indent(lines)
    in_notes = closed = in_annex = False
    gap = Gap.PARAGRAPH
    previous: _Line | None = None
    for index, line in enumerate(lines):
        if line.new_page:
            gap = Gap.PAGE
        if line.blank:
            gap = max(gap, Gap.PARAGRAPH)
            continue
        if RULE.match(line.text):
            found.end_note()
            in_notes = _starts_notes(lines, index + 1, found)
            if not in_notes and not closed:
                found.issues.append(ParseIssue("notes_lost", "a rule for footnotes has no notes "
                                               "under it", line.number, Severity.WARNING))
            gap = Gap.PAGE
            continue
        if _is_furniture(line, lines, index, in_notes, found):
            found.end_note()
            in_notes, gap = False, Gap.PAGE
            continue
        if _is_note_line(line, lines, index, found, in_notes=in_notes, closed=closed, gap=gap):
            in_notes = True
            gap = Gap.LINE
            continue
        found.end_note()
        if in_notes:
            in_notes, gap = False, Gap.PAGE
        if CLOSING_MEETING.match(line.text):
            closed, in_annex = True, False
        if closed and _ANNEX.match(line.text):
            in_annex = True
        if in_annex:
            found.annex.append(_fragment(line, layout, gap, base, previous, width))
        elif closed:
            place = found.closing if CLOSING_MEETING.match(line.text) or _DATE_LINE.match(line.text) else found.furniture
            place.append((line.number, line.text))
        else:
            found.body.append(_fragment(line, layout, gap, base, previous, width))
        previous, gap = line, Gap.LINE
    found.end_note()
    return found


def _fragment(
    line: _Line, layout: Layout, gap: Gap, base: int, previous: _Line | None, width: int
) -> Fragment:
    bare = BARE_ENUMERATOR.match(line.text)
    number, rest = split_enumerator(line.text)
    if bare:
        number, rest = re.sub(r"\s", "", bare["enumerator"]), ""
    first_word = rest.split(" ", 1)[0] if rest else ""
    room = previous is not None and len(previous.text) + 1 + len(first_word) <= width * _FULL_LINE
    return Fragment(
        text=rest,
        line=line.number,
        number=number,
        raw=line.text,
        gap=gap if layout.wrapped else max(gap, Gap.PARAGRAPH),
        indented=layout.wrapped and line.indent > base and gap is not Gap.PAGE,
        after_short_line=layout.wrapped and room,
    )


def _line_width(lines: Sequence[_Line]) -> int:
    lengths = sorted(len(line.text) for line in lines if not line.blank)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _base_indent(lines: Sequence[_Line]) -> int:
    indents = [line.indent for line in lines if not line.blank]
    return max(set(indents), key=lambda indent: (indents.count(indent), -indent)) if indents else 0


def _starts_notes(lines: Sequence[_Line], index: int, found: _Sorted) -> bool:
    following = next((line for line in lines[index:] if not line.blank), None)
    if following is None:
        return False
    note = _NOTE.match(following.text)
    if note is None:
        return False
    mark = note["mark"]
    return not mark.isdigit() or int(mark) > found.last_mark


def _is_furniture(
    line: _Line, lines: Sequence[_Line], index: int, in_notes: bool, found: _Sorted
) -> bool:
    """Tell page furniture from text, and keep what it says for the metadata."""
    text = line.text
    if STRAY_FIELD.match(text):
        found.issues.append(ParseIssue("stray_field_code", f"“{text}”, the remains of a footnote "
                                       "field, was cut out", line.number))
        return True
    furniture = is_header(text)
    page = page_number(text)
    if not furniture and page is not None:
        furniture = not (in_notes and _is_next_note(page, lines, index, found))
    if furniture:
        found.furniture.append((line.number, text))
    return furniture


def _is_next_note(value: int, lines: Sequence[_Line], index: int, found: _Sorted) -> bool:
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    last = int(found.note_mark) if found.note_mark.isdigit() else found.last_mark
    return value > last and bool(re.match(r"[A-Z(“\"]", following)) and not SYMBOL.fullmatch(following)


def _is_note_line(
    line: _Line, lines: Sequence[_Line], index: int, found: _Sorted, *,
    in_notes: bool, closed: bool, gap: Gap,
) -> bool:
    """Tell whether a line belongs to the footnotes, and file it there if so."""
    note = _NOTE.match(line.text)
    last = int(found.note_mark) if found.note_mark.isdigit() else found.last_mark
    if note is not None and _may_begin_note(note, last, found, in_notes=in_notes, closed=closed):
        found.end_note()
        found.note_mark, found.note_line = note["mark"], line.number
        found.note_lines = [note["text"]] if note["text"] else []
        return True
    if not found.note_mark or (closed and is_header(line.text)):
        return False
    if found.note_lines and _note_is_over(line, found, lines, index, gap):
        return False
    found.note_lines.append(line.text)
    return True


def _may_begin_note(
    note: re.Match[str], last: int, found: _Sorted, *, in_notes: bool, closed: bool
) -> bool:
    mark, text = note["mark"], note["text"] or ""
    if not mark.isdigit():
        return in_notes or (closed and bool(text))
    value = int(mark)
    if in_notes:
        finished = not found.note_lines or is_closed(found.note_lines[-1]) or value == last + 1
        return value > last and value <= last + _LARGEST_JUMP and finished and bool(
            not text or _NOTE_OPENING.match(text) or value == last + 1 or not found.note_mark
        )
    follows = value == last + 1 or last == 0 or value > last
    if closed:
        dated = DATE.match(note.string) or re.match(MONTH, text)
        return follows and value <= last + _LARGEST_JUMP and bool(text) and not dated
    return follows and _NOTE_OPENING.match(text) is not None and bool(found.body)


def _note_is_over(
    line: _Line, found: _Sorted, lines: Sequence[_Line], index: int, gap: Gap
) -> bool:
    """Tell whether the body goes on although no rule or page number ends the notes."""
    last = found.note_lines[-1].rstrip()
    finished = last.endswith((".", ".”", '."', ".)")) and not _NOTE_ABBREVIATION.search(last)
    if not finished:
        return gap is Gap.PARAGRAPH and opens_frequently(line.text)
    number, rest = split_enumerator(line.text)
    if gap is not Gap.LINE or number or line.text[:1].islower() or opens_clause(rest):
        return not _NOTE_OPENING.match(line.text)
    body_is_open = bool(found.body) and not is_closed(found.body[-1].raw)
    return not _NOTE_OPENING.match(line.text) and (body_is_open or line.indent > 0)


def _blocks(
    found: _Sorted, vocabulary: frozenset[str]
) -> tuple[list[Block], list[ParseIssue]]:
    body = join_fragments(found.body, vocabulary)
    annex = join_fragments(found.annex, vocabulary)
    issues = [issue for paragraph in (*body, *annex) for issue in paragraph.issues]
    texts = [_mend_words(paragraph, issues) for paragraph in (*body, *annex)]
    lifted = lift_marks(texts, {note.mark for note in found.notes})
    blocks = []
    for index, (paragraph, (text, references)) in enumerate(
        zip((*body, *annex), lifted, strict=True)
    ):
        in_annex = index >= len(body)
        heading = paragraph.heading or (
            in_annex and not paragraph.number and not is_closed(text)
        )
        blocks.append(
            Block(
                BlockKind.HEADING if heading else BlockKind.PARAGRAPH,
                text.strip(),
                references,
                paragraph.line,
                paragraph.number,
                part=ClauseKind.ANNEX if in_annex else None,
            )
        )
        glued = [reference for reference in references if _glued_to_number(text, reference.char_offset)]
        issues.extend(
            ParseIssue("mark_glued_to_number", f"mark {reference.mark} was glued to a number; cut "
                       "off", paragraph.line) for reference in glued
        )
    return blocks, issues


def _glued_to_number(text: str, offset: int) -> bool:
    return offset > 0 and text[offset - 1].isdigit()


# Prefixes that the Editorial Manual hyphenates before a capital; a capital glued to one lost its
# hyphen at a line end ("InterAmerican").
_LOST_HYPHEN = re.compile(r"\b(?P<prefix>Inter|Non|Pan|Anti|Trans|Sub|Mid|Pro|Euro|Afro|Latin|Post|Pre)(?=[A-Z][a-z]{2,})")


def _mend_words(paragraph: Paragraph, issues: list[ParseIssue]) -> str:
    def mend(found: re.Match[str]) -> str:
        issues.append(
            ParseIssue("hyphen_restored", f"a hyphen lost at a line end was put back after "
                       f"“{found['prefix']}”", paragraph.line, Severity.WARNING)
        )
        return f"{found['prefix']}-"

    return _LOST_HYPHEN.sub(mend, paragraph.text.replace("\u00ad", ""))


def iterate_paragraph_lines(text: str) -> Iterator[str]:
    """Yield the lines that hold words, folded: what recognising a layout looks at."""
    for line in text.split("\n"):
        folded = " ".join(line.split())
        if re.search(r"\w", folded):
            yield folded
