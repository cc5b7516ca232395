"""Plain text converted from Word or PDF: lines sorted into body, footnotes and page furniture.

The two layouts share their faults: notes and running headers stand in mid-sentence, the header may
stand behind the body, marks are glued to words. They differ in what a line is: a paragraph (Word)
or a line of print (PDF); see :class:`Layout`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from etl.grammar.marks import MARK_START, RAISED, lift_marks, raise_bracketed, raise_written
from etl.grammar.numbering import BARE_ENUMERATOR, split_enumerator
from etl.grammar.organs import Organ, find_formula
from etl.model import (
    Block,
    BlockKind,
    ClauseKind,
    Document,
    ParseIssue,
    Severity,
    SourceFormat,
)
from etl.sources.blocks import (
    Lifted,
    mend_words,
    no_resolution,
    second_resolution,
    to_blocks,
    vocabulary_of,
)
from etl.sources.enumerators import as_printed
from etl.sources.fragments import Fragment, Gap, Paragraph, is_closed
from etl.sources.front_matter import (
    CLOSING_MEETING,
    find_title,
    read_front_matter,
    text_after_closing,
)
from etl.sources.furniture import (
    ANNEX_LINE,
    DATE_LINE,
    RULE,
    STRAY_FIELD,
    is_header,
    is_language,
    is_organ,
    page_number,
)
from etl.sources.joining import join_fragments
from etl.sources.lines import Line, base_indent, line_width, split_lines
from etl.sources.note_block import NoteBlock, opens_note

# Lines shorter than this share of the long ones had room for a further word.
_FULL_LINE = 0.88
_NOTE_OF_ANY_FORM = re.compile(r"(?P<mark>\d{1,3}) (?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Layout:
    """What a line is in a text layout. ``wrapped``: a line of print, not a paragraph."""

    source_format: SourceFormat
    wrapped: bool


def read_plain_text(text: str, layout: Layout) -> Document:
    """Read a text layout into blocks.

    Raises:
        DocumentRejected: if no organ's enacting formula stands in the text, or two resolutions do.
    """
    text, other_style = as_printed(text)
    lines = split_lines(raise_bracketed(raise_written(text)))
    formula, organ = _find_formula(lines)
    before = [
        (line.number, RAISED.sub("", line.text)) for line in lines[:formula] if not line.blank
    ]
    sorter = _Sorter(layout, lines[formula + 1 :], find_title(before, organ)[1])
    sorter.sort()
    elsewhere = [*sorter.furniture, *sorter.left]
    front = read_front_matter(before, sorter.closing, elsewhere, organ)
    vocabulary = vocabulary_of(text)
    body = join_fragments(sorter.body, vocabulary)
    paragraphs = [*body, *join_fragments(sorter.annex, vocabulary)]
    texts = [mend_words(paragraph, vocabulary) for paragraph in paragraphs]
    lifted = lift_marks(texts, {note.mark for note in sorter.notes.notes})
    formula_block = Block(
        BlockKind.PARAGRAPH,
        lines[formula].text,
        line=lines[formula].number,
        part=ClauseKind.PREAMBULAR,
    )
    return Document(
        source_format=layout.source_format,
        metadata=front.metadata,
        blocks=(formula_block, *to_blocks(paragraphs, lifted, len(body))),
        notes=tuple(sorter.notes.notes),
        issues=(
            *front.issues,
            *other_style,
            *sorter.issues,
            *text_after_closing(sorter.left),
            *(issue for paragraph in paragraphs for issue in paragraph.issues),
            *_lifting_issues(paragraphs, texts, lifted),
        ),
    )


def _find_formula(lines: Sequence[Line]) -> tuple[int, Organ]:
    for index, line in enumerate(lines):
        if found := find_formula(line.text):
            return index, found[0]
    raise no_resolution((line.number, line.text) for line in lines)


@dataclass(slots=True)
class _Sorter:
    """Walks the lines after the formula once and files each.

    ``left`` is what stands behind the closing lines and is neither note nor annex.
    """

    layout: Layout
    lines: Sequence[Line]
    title: str | None
    body: list[Fragment] = field(default_factory=list)
    annex: list[Fragment] = field(default_factory=list)
    notes: NoteBlock = field(default_factory=NoteBlock)
    closing: list[tuple[int, str]] = field(default_factory=list)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    left: list[tuple[int, str]] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    closed: bool = False
    in_annex: bool = False
    gap: Gap = Gap.PARAGRAPH
    previous: Line | None = None
    width: int = 0
    base: int = 0

    def sort(self) -> None:
        """File every line."""
        self.width = line_width(self.lines) if self.layout.wrapped else 0
        self.base = base_indent(self.lines)
        self.notes.wrapped = self.layout.wrapped
        for index, line in enumerate(self.lines):
            if line.new_page:
                self.gap = Gap.PAGE
            if line.blank:
                self.gap = max(self.gap, Gap.PARAGRAPH)
            elif RULE.match(line.text):
                self._take_rule(line, index)
            elif self._is_furniture(line, index):
                self._end_page()
            elif self._is_note(line, index):
                self.gap = Gap.LINE
            else:
                self._take_text(line)
        self.notes.close()

    def _end_page(self) -> None:
        self.notes.close()
        self.gap = Gap.PAGE

    def _take_rule(self, line: Line, index: int) -> None:
        self._end_page()
        below = next((other.text for other in self.lines[index + 1 :] if not other.blank), "")
        self.notes.announced = self.notes.could_begin(below)
        if not self.notes.announced and not self.closed:
            self.issues.append(
                ParseIssue(
                    "notes_lost",
                    "a rule for footnotes has no notes under it",
                    line.number,
                    Severity.WARNING,
                )
            )

    def _is_furniture(self, line: Line, index: int) -> bool:
        """Tell page furniture from text, and keep what it says for the metadata."""
        if STRAY_FIELD.match(line.text):
            self.issues.append(
                ParseIssue(
                    "stray_field_code",
                    f"“{line.text}”, the remains of a footnote field, was cut out",
                    line.number,
                )
            )
            return True
        if is_organ(line.text) and self.gap is Gap.LINE and self._body_is_open():
            return False
        if is_language(line.text) and self.gap is Gap.PAGE:
            return True
        page = page_number(line.text)
        furniture = is_header(line.text, self.title) or (
            page is not None and not self._is_mark_of_next_note(page, index)
        )
        if furniture:
            self.furniture.append((line.number, line.text))
        return furniture

    def _is_mark_of_next_note(self, value: int, index: int) -> bool:
        """Tell a mark alone on its line, with the note on the next, from a page number."""
        following = self.lines[index + 1].text if index + 1 < len(self.lines) else ""
        if value <= self.notes.last_mark or is_header(following, self.title):
            return False
        if opens_note(following) or self._interrupts_body(value, index + 1):
            self.notes.announced = True
        return self.notes.announced and re.match(r"[A-Z\d(“\"]", following) is not None

    def _interrupts_body(self, value: int, index: int) -> bool:
        """Tell a note of unusual form: whole sentences between two halves of one sentence."""
        after_comma = bool(self.body) and self.body[-1].raw.endswith(",")
        if value != self.notes.last_mark + 1 or not (after_comma or self._body_is_open()):
            return False
        block = list(takewhile(lambda line: not (line.blank or line.new_page), self.lines[index:]))
        after = self.lines[index + len(block) :]
        resumed = next((line.text for line in after if not self._is_page_end(line)), "")
        return bool(block) and block[-1].text.endswith(".") and resumed[:1].islower()

    def _is_page_end(self, line: Line) -> bool:
        return line.blank or page_number(line.text) is not None or is_header(line.text, self.title)

    def _body_is_open(self) -> bool:
        return bool(self.body) and not is_closed(self.body[-1].raw)

    def _is_note(self, line: Line, index: int) -> bool:
        found = _NOTE_OF_ANY_FORM.match(line.text)
        if found and not self.notes.announced and self._interrupts_body(int(found["mark"]), index):
            self.notes.announced = True
        return self.notes.take(
            line,
            self.gap,
            closed=self.closed,
            open_body=self._body_is_open(),
            has_body=bool(self.body),
        )

    def _take_text(self, line: Line) -> None:
        if self.notes.announced:
            self._end_page()
        if CLOSING_MEETING.match(line.text):
            self.closed, self.in_annex = True, False
        elif self.closed and ANNEX_LINE.match(line.text):
            self.in_annex = True
        if self.in_annex:
            self.annex.append(self._fragment(line))
        elif self.closed:
            if find_formula(line.text):
                raise second_resolution(line.number)
            closing = CLOSING_MEETING.match(line.text) or DATE_LINE.match(line.text)
            (self.closing if closing else self.left).append((line.number, line.text))
        else:
            self.body.append(self._fragment(line))
        self.previous, self.gap = line, Gap.LINE

    def _fragment(self, line: Line) -> Fragment:
        number, rest = split_enumerator(line.text)
        if bare := BARE_ENUMERATOR.match(line.text):
            number, rest = re.sub(r"\s", "", bare["enumerator"]), ""
        wrapped = self.layout.wrapped
        first_word = rest.split(" ", 1)[0]
        used = len(self.previous.text) + 1 + len(first_word) if self.previous else self.width
        return Fragment(
            text=rest,
            line=line.number,
            number=number,
            raw=line.text,
            gap=self.gap if wrapped else max(self.gap, Gap.PARAGRAPH),
            indented=wrapped and line.indent > self.base and self.gap is not Gap.PAGE,
            after_short_line=wrapped and used <= self.width * _FULL_LINE,
            heading=self.in_annex and ANNEX_LINE.match(line.text) is not None,
        )


def _lifting_issues(
    paragraphs: Sequence[Paragraph], texts: Sequence[str], lifted: Sequence[Lifted]
) -> list[ParseIssue]:
    """Marks that stood in brackets, or where only the series of marks told them from numbers."""
    issues = []
    for paragraph, before, (text, references) in zip(paragraphs, texts, lifted, strict=True):
        shift = 0
        for reference in references:
            start = reference.char_offset + shift
            spaced = before[start] == " "
            raised = before[start + spaced] == MARK_START
            glued = reference.char_offset > 0 and text[reference.char_offset - 1].isdigit()
            shift += len(reference.mark) + spaced + (len("[]") if raised else 0)
            if raised or spaced or glued:
                code, place = _odd_place(raised=raised, spaced=spaced)
                message = f"footnote mark {reference.mark} was {place}; taken out of the text"
                issues.append(ParseIssue(code, message, paragraph.line))
    return issues


def _odd_place(*, raised: bool, spaced: bool) -> tuple[str, str]:
    if raised:
        return "mark_in_brackets", "set in brackets or raised"
    if spaced:
        return "mark_set_off", "set off by a space"
    return "mark_glued_to_number", "glued to a number"
