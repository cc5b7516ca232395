"""Lines of a plain text filed: body, annex, notes, closing lines and page furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from etl.grammar.dates import DATE, parse_date
from etl.grammar.numbering import BARE_ENUMERATOR, split_enumerator
from etl.grammar.organs import SYMBOL, find_formula
from etl.model import ParseIssue, Severity
from etl.sources.blocks import second_resolution
from etl.sources.closing import BehindClosing
from etl.sources.fragments import Fragment, Gap, ends_sentence, is_closed
from etl.sources.front_matter import CLOSING_MEETING
from etl.sources.furniture import (
    ANNEX_LINE,
    DATE_LINE,
    RULE,
    STRAY_FIELD,
    is_header,
    is_language,
    is_organ,
    page_number,
    repeats_of_title,
)
from etl.sources.joining import adopts_text
from etl.sources.lines import Line, base_indent, line_width
from etl.sources.note_block import NoteBlock, opens_note
from etl.sources.tables import Tables, find_tables

# Lines shorter than this share of the long ones had room for a further word.
_FULL_LINE = 0.88
# Lines that notes take at the foot of a page, and lines of a page.
_LONGEST_FOOT, _LONGEST_PAGE = 40, 80
_NOTE_OF_ANY_FORM = re.compile(r"(?P<mark>\d{1,3}) (?=[A-Z“\"])")


@dataclass(slots=True)
class LineSorter:
    """Walks the lines after the formula once and files each.

    Attributes:
        wrapped: a line is one of print, not a paragraph.
        lines: those after the formula.
        title: the resolution's title.
        adopted_on: the date of adoption that stands before the formula.
        behind: what stands behind the first of the closing lines, up to an annex.
    """

    wrapped: bool
    lines: Sequence[Line]
    title: str | None
    adopted_on: date | None = None
    body: list[Fragment] = field(default_factory=list)
    annex: list[Fragment] = field(default_factory=list)
    notes: NoteBlock = field(default_factory=NoteBlock)
    behind: BehindClosing = field(default_factory=BehindClosing)
    furniture: list[tuple[int, str]] = field(default_factory=list)
    issues: list[ParseIssue] = field(default_factory=list)
    closed: bool = False
    in_annex: bool = False
    gap: Gap = Gap.PARAGRAPH
    previous: Line | None = None
    width: int = 0
    base: int = 0
    titles: dict[int, int] = field(default_factory=dict)
    title_until: int = 0
    tables: Tables = field(default_factory=Tables)

    def sort(self) -> None:
        """File every line."""
        self.width = line_width(self.lines) if self.wrapped else 0
        self.base = base_indent(self.lines)
        self.titles = repeats_of_title([line.text for line in self.lines], self.title)
        self.notes.wrapped = self.wrapped
        heads = {place for first, end in self.titles.items() for place in range(first, end)}
        self.tables = find_tables(self.lines, self.width, heads)
        for index, line in enumerate(self.lines):
            if line.new_page:
                self.gap = Gap.PAGE
            if line.blank:
                self.gap = max(self.gap, Gap.PARAGRAPH)
            elif index in self.tables.rows and (self.in_annex or not self.closed):
                self._take_row(line, index)
            elif RULE.match(line.text):
                self._take_rule(line, index)
            elif self._is_furniture(line, index):
                self._end_page()
            elif self._is_note(line, index):
                self.gap = Gap.LINE
            else:
                self._take_text(line, index)
        self.notes.close()

    def _below(self, index: int) -> str:
        """The next line that is not blank, from an index on."""
        while index < len(self.lines) and self.lines[index].blank:
            index += 1
        return self.lines[index].text if index < len(self.lines) else ""

    def _end_page(self) -> None:
        self.notes.close()
        self.gap = Gap.PAGE

    def _take_rule(self, line: Line, index: int) -> None:
        self._end_page()
        below = self._below(index + 1)
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
        furniture = (
            self._repeats_title(line, index)
            or is_header(line.text)
            or (page is not None and not self._is_mark_of_next_note(page, index))
        )
        if furniture:
            self.furniture.append((line.number, line.text))
        return furniture

    def _repeats_title(self, line: Line, index: int) -> bool:
        """Tell a page's head from a line of a sentence that happens to hold the title's words."""
        end = self.titles.get(index, 0)
        if end > self.title_until:
            stands_between = self.gap is Gap.LINE and not SYMBOL.search(line.text)
            after = self.lines[end] if end < len(self.lines) else None
            if self._heads_text(end):
                return False
            if not stands_between or after is None or self._is_page_end(after) or after.new_page:
                self.title_until = end
        return index < self.title_until

    def _heads_text(self, end: int) -> bool:
        """Tell whether the title stands above a text that the resolution adopts and prints."""
        if self.body and adopts_text(self.body[-1].raw):
            return True
        if self.in_annex and self.annex[-1].heading and self.gap is not Gap.PAGE:
            return True
        below = self._below(end)
        return self.closed and not self.in_annex and split_enumerator(below)[0] == "1."

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
        after_comma = bool(self._text()) and self._text()[-1].raw.endswith(",")
        if value != self.notes.last_mark + 1 or not (after_comma or self._body_is_open()):
            return False
        below = self.lines[index : index + _LONGEST_FOOT]
        block = list(takewhile(lambda line: not (line.blank or line.new_page), below))
        after = self.lines[index + len(block) : index + len(block) + _LONGEST_FOOT]
        resumed = next((line.text for line in after if not self._is_page_end(line)), "")
        return bool(block) and block[-1].text.endswith(".") and resumed[:1].islower()

    def _ends_page(self, value: int, index: int) -> bool:
        """Tell a note of unusual form at the foot of the page that its mark stands on."""
        if value != self.notes.last_mark + 1 or DATE.match(self.lines[index].text):
            return False
        below = self.lines[index + 1 : index + _LONGEST_FOOT]
        if not any(line.new_page or (not line.blank and self._is_page_end(line)) for line in below):
            return False
        mark = re.compile(rf"(?:[^\W\d_]|[,;:.)”’]|\b(?:19|20)\d\d) ?{value}(?![\w/%°.])(?![,:]\d)")
        return any(mark.search(one.raw) for one in self._text()[-_LONGEST_PAGE:])

    def _is_page_end(self, line: Line) -> bool:
        return line.blank or page_number(line.text) is not None or is_header(line.text, self.title)

    def _body_is_open(self) -> bool:
        text = self._text()
        return bool(text) and not is_closed(text[-1].raw)

    def _text(self) -> list[Fragment]:
        """What has been read of the annexes, or of the body while it lasts."""
        return self.annex if self.in_annex else self.body

    def _is_note(self, line: Line, index: int) -> bool:
        found = None if self.notes.announced else _NOTE_OF_ANY_FORM.match(line.text)
        if found and (
            self._interrupts_body(int(found["mark"]), index)
            or self._ends_page(int(found["mark"]), index)
        ):
            self.notes.announced = True
        return self.notes.take(
            line,
            self.gap,
            closed=self.closed and not self.in_annex,
            open_body=self._body_is_open(),
            has_body=bool(self.body),
        )

    def _take_text(self, line: Line, index: int) -> None:
        if self.notes.announced:
            self._end_page()
        fragment = self._fragment(line)
        if CLOSING_MEETING.match(line.text) or self._is_closing_date(line, index):
            self.closed, self.in_annex = True, False
        if not self.closed:
            self.body.append(fragment)
        elif self.in_annex:
            self.annex.append(fragment)
        elif begun := self.behind.annex_from(fragment):
            self.annex.extend(begun)
            self.in_annex = True
        elif find_formula(line.text):
            raise second_resolution(line.number)
        else:
            self.behind.take(fragment)
        self.previous, self.gap = line, Gap.LINE

    def _take_row(self, line: Line, index: int) -> None:
        self._end_page()
        row = self.tables.rows[index]
        if row.text:
            row_alone = Fragment(row.text, line.number, "", row.text, self.gap, table=row.table)
            self._text().append(row_alone)
        if told := self.tables.issues.pop(row.table, None):
            self.issues.append(told)
        self.previous, self.gap = line, Gap.PARAGRAPH

    def _is_closing_date(self, line: Line, index: int) -> bool:
        """Tell the date alone that closes what was adopted without a meeting.

        It is that of the adoption, or nothing stands behind it.
        """
        if self.closed or not DATE_LINE.match(line.text) or not self.body:
            return False
        if not ends_sentence(self.body[-1].raw):
            return False
        is_adoption = self.adopted_on is not None and parse_date(line.text) == self.adopted_on
        return is_adoption or not self._below(index + 1)

    def _fragment(self, line: Line) -> Fragment:
        number, rest = split_enumerator(line.text)
        if bare := BARE_ENUMERATOR.match(line.text):
            number, rest = re.sub(r"\s", "", bare["enumerator"]), ""
        wrapped = self.wrapped
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
            heading=self.closed and ANNEX_LINE.match(line.text) is not None,
        )
