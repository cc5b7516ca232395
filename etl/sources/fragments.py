"""Pieces of text as a layout shows them, and how two pieces of one paragraph read together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum

from etl.grammar.raised_marks import MARK_END, MARK_START
from etl.model import ParseIssue


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
        table: the 1-based number of the table that the piece is a row of, 0 outside of tables.
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
    table: int = 0


@dataclass(slots=True)
class Paragraph:
    """A paragraph put together; marks still stand in its text."""

    text: str
    line: int
    number: str = ""
    pieces: int = 1
    emphasised: bool = False
    heading: bool = False
    table: int = 0
    issues: list[ParseIssue] = field(default_factory=list)

    @property
    def stands_alone(self) -> bool:
        """Whether nothing can go on from it: a heading, or a row of a table."""
        return self.heading or self.table > 0


MARKS = rf"(?:\s?(?:\d{{1,3}}|\*{{1,3}}|{MARK_START}[^{MARK_END}]*{MARK_END}))*\s*"
QUOTES = r"[”\"’'»)\]]*"
CLOSED_BY_COMMA = re.compile(rf",{QUOTES}{MARKS}$")
_CLOSED = re.compile(rf"[,;:.!?]{QUOTES}{MARKS}$|[;,]{MARKS}\s(?:and|or)\s*$")
_SENTENCE_ENDS = re.compile(rf"[.!?]{QUOTES}{MARKS}$")
_ABBREVIATION = re.compile(
    r"\b(?:Nos?|[Vv]ols?|chaps?|sects?|paras?|arts?|pp?|vs?|eds?|(?:[A-Z]\.)+[A-Z]|Mr|Mrs|Ms|Dr|St"
    r"|Rev|Add|Corr)\.$"
)


# Marks at a text's end, up to some twenty of them, and the word before.
_LONGEST_END = 400
_HYPHEN = "[-\u2010\u2011]"


def end_of(text: str) -> str:
    """Return as much of a text's end as tells how it ends, however long the text is."""
    return text[-_LONGEST_END:].rstrip()


def is_closed(text: str) -> bool:
    """Tell whether ``text`` ends as a clause may end: a stop, perhaps with quotes and a mark."""
    stripped = end_of(text)
    return _CLOSED.search(stripped) is not None and not ends_in_abbreviation(stripped)


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends with a full stop, perhaps with quotes and a mark."""
    return _SENTENCE_ENDS.search(end_of(text)) is not None


def ends_in_abbreviation(text: str) -> bool:
    """Tell whether the stop at the end of ``text`` is that of an abbreviation ("vol.")."""
    return _ABBREVIATION.search(end_of(text)) is not None


def join(first: str, second: str, vocabulary: frozenset[str] = frozenset()) -> str:
    """Join two pieces of one paragraph as they read without the break.

    A hyphen at the break is kept ("non-" + "governmental") unless it is a soft one, or the word
    without it stands elsewhere in the document (``vocabulary``, lower case) and with it does not.
    """
    if first.endswith("\u00ad"):
        return first[:-1] + second
    end = first[-_LONGEST_END:]
    if re.search(rf"\w{_HYPHEN}$", end) and re.match(r"(?:and|or|to|nor|but)\b", second):
        return f"{first} {second}"
    left = re.search(rf"(?<![^\W\d_])([^\W\d_]+){_HYPHEN}$", end)
    right = re.match(r"[^\W\d_]+", second)
    if left and right and second[0].islower():
        whole = (left.group(1) + right.group()).lower()
        hyphened = f"{left.group(1)}-{right.group()}".lower()
        if whole in vocabulary and hyphened not in vocabulary:
            return first[:-1] + second
    if re.search(rf"\w(?:{_HYPHEN}|[–/])$", end) or (
        first.endswith("—") and not first.endswith(" —")
    ):
        return first + second
    return f"{first} {second}" if first and second else first or second
