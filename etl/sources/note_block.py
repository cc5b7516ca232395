"""Footnotes among the lines of a page: where a note begins, goes on and ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from etl.grammar.dates import DATE, MONTH
from etl.grammar.numbering import split_enumerator
from etl.grammar.opening import opens_clause, opens_frequently
from etl.grammar.raised_marks import MARK_END, MARK_START
from etl.model import Note
from etl.sources.fragments import Gap, ends_in_abbreviation, is_closed, join
from etl.sources.lines import Line

# "3 See …", the mark perhaps glued to the note, or written as the number of a list is.
_NOTE = re.compile(
    rf"^(?P<raised>{MARK_START})?(?P<mark>\d{{1,3}}|\*{{1,3}}){MARK_END}?"
    rf"(?:(?:\s+|(?=[A-Z“\"])|(?<={MARK_END}))(?P<text>(?!\.\s)\S.*))?$"
    r"|^\(?(?P<listed>\d{1,3})[.)]\s+(?P<stated>\S.*)$"
)
# How notes of resolutions begin; needed only where no rule announces them.
_NOTE_OPENING = re.compile(
    r"^(?:See\b|Ibid\b|Idem\b|United Nations\b|Resolutions?\b|Decisions?\b|Official Records\b"
    r"|Report\b|Available\b|General Assembly resolution\b|Treaty\b|Document\b|Cf\."
    r"|International Labour|International Legal|League of Nations\b|[ASE]/(?:[A-Z\d])"
    r"|[A-Z]{2,8}(?:-\d{1,4})?/[A-Z\d])"
)
# Notes lost by the converter make the next mark jump; a larger jump is another number.
_LARGEST_JUMP = 12


def opens_note(text: str) -> bool:
    """Tell whether ``text`` begins as footnotes of resolutions do."""
    return _NOTE_OPENING.match(text) is not None


def _mark_of(found: re.Match[str]) -> str:
    return found["mark"] or found["listed"]


@dataclass(slots=True)
class NoteBlock:
    """Collects notes from lines.

    ``announced``: a rule above shows that notes stand here; ``wrapped``: a note may take several
    lines; ``last_mark``: the highest mark so far, 0 if there is none.
    """

    notes: list[Note] = field(default_factory=list)
    announced: bool = False
    wrapped: bool = True
    last_mark: int = 0
    _mark: str = ""
    _line: int = 0
    _lines: list[str] = field(default_factory=list)
    _taken: set[str] = field(default_factory=set)

    def close(self) -> None:
        """End the open note and the block."""
        self._end_note()
        self.announced = False

    def could_begin(self, text: str) -> bool:
        """Tell whether a line under a rule begins notes: one that is not there yet."""
        found = _NOTE.match(text)
        return found is not None and _mark_of(found) not in self._taken

    def take(self, line: Line, gap: Gap, *, closed: bool, open_body: bool, has_body: bool) -> bool:
        """Take a line if it belongs to the notes.

        Args:
            line: the line.
            gap: what stood before it.
            closed: the resolution's closing lines have been passed.
            open_body: the last line of the body ended in mid-sentence.
            has_body: some of the body has been read.
        """
        found = _NOTE.match(line.text)
        if found is not None and (
            found["raised"]
            or (found["listed"] and self._is_listed_note(found, has_body=has_body))
            or (found["mark"] and self._may_begin(found, closed=closed, has_body=has_body))
        ):
            self._end_note()
            text = found["text"] or found["stated"]
            self._mark, self._line = _mark_of(found), line.number
            if self._mark.isdigit():
                self.last_mark = max(self.last_mark, int(self._mark))
            self._taken.add(self._mark)
            self._lines = [text] if text else []
            self.announced = True
            return True
        if not self._mark or (self._lines and self._is_over(line, gap, open_body=open_body)):
            return False
        self._lines.append(line.text)
        return True

    def _end_note(self) -> None:
        if not self._mark:
            return
        text = ""
        for line in self._lines:
            text = join(text, line)
        self.notes.append(Note(self._mark, text, self._line))
        self._mark, self._lines = "", []

    def _may_begin(self, found: re.Match[str], *, closed: bool, has_body: bool) -> bool:
        mark, text = found["mark"], found["text"] or ""
        if not mark.isdigit():
            return self.announced or (closed and bool(text))
        if self.announced and not self._mark and self.could_begin(found.string):
            return True
        value, last = int(mark), self.last_mark
        opens = opens_note(text)
        if value <= last or (value > last + _LARGEST_JUMP and not opens):
            return False
        if self.announced:
            finished = not self._lines or is_closed(self._lines[-1]) or value == last + 1
            return finished and (not text or opens or value == last + 1)
        if closed:
            is_text = not text or text[0].islower() or re.match(MONTH, text)
            return not is_text and not DATE.match(found.string)
        return opens and has_body

    def _is_listed_note(self, found: re.Match[str], *, has_body: bool) -> bool:
        """Tell "1. See …" among the notes from a paragraph's number."""
        if not has_body or opens_clause(found["stated"]):
            return False
        is_next = int(found["listed"]) == self.last_mark + 1
        return is_next and (self.announced or opens_note(found["stated"]))

    def _is_over(self, line: Line, gap: Gap, *, open_body: bool) -> bool:
        """Tell whether the body goes on although no rule or page number ends the notes."""
        if not self.wrapped:
            return True
        last = self._lines[-1].rstrip()
        finished = last.endswith((".", ".”", '."', ".)")) and not ends_in_abbreviation(last)
        if not finished:
            return gap is Gap.PARAGRAPH and opens_frequently(line.text)
        if line.text.startswith(("See ", "Ibid")):  # a second sentence of the note
            return False
        number, rest = split_enumerator(line.text)
        body_like = bool(number) or line.text[:1].islower() or opens_clause(rest)
        return body_like or gap is not Gap.LINE or open_body or line.indent > 0
