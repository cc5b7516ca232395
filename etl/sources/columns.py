"""The order in which a text is read: line numbers taken out of the margin, columns set apart.

Print is wider than its text: some converters keep the margin's line numbers before every line, or
lay the columns of a page side by side. Both are known by going through the whole document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.model import ParseIssue

_LINE_NUMBER = re.compile(r"^(?P<feed>\f?)(?P<number>[ \t]*(?P<value>\d{1,4})(?P<blank>[ \t]+|$))")
_STEPS = (1, 5)
# Of the lines with words, the share that a step has to number; mastheads and notes are counted by
# themselves, and lines of a number alone stand beside as many of words.
_NUMBERED, _NUMBERED_APART = 0.6, 0.25
# Of numbered lines of print, the share that begins with a small letter; of clauses none does.
_MID_SENTENCE = 0.15
_FEWEST_NUMBERS = 20
# A column is at least so wide, and its gutter two blanks.
_NARROWEST, _GUTTER = 28, 2
# Of a page's lines, the share that two columns have to hold, and that may run across both.
_SHARE_OF_BOTH, _SHARE_ACROSS = 0.3, 0.25
_FEWEST_LINES = 8


@dataclass(frozen=True, slots=True)
class OrderedText:
    """A text in reading order, and what was done to it.

    ``numbers`` holds the 1-based line of the source of each line.
    """

    text: str
    numbers: tuple[int, ...]
    issues: tuple[ParseIssue, ...] = ()

    def line_of(self, place: int) -> int:
        """The line of the source that the 1-based line ``place`` was; 0 stays 0."""
        return self.numbers[place - 1] if place else 0


def in_reading_order(text: str) -> OrderedText:
    """Return a text without line numbers, the left column of each page before the right one."""
    parted = [
        (number, part)
        for number, line in enumerate(text.split("\n"), 1)
        for part in re.split(r"(?<=[^\f])(?=\f)", line)
    ]
    printed = [part for _, part in parted]
    lines = _without_line_numbers(printed)
    pages = [
        {index: lines[index].replace("\f", "").expandtabs() for index in page}
        for page in _pages(lines)
    ]
    gutters = [_gutter(list(wide.values())) for wide in pages]
    common = Counter(filter(None, gutters)).most_common(1)
    ordered = [
        one
        for wide, gutter in zip(pages, gutters, strict=True)
        for one in _by_columns(lines, wide, gutter or _shared(common, list(wide.values())))
    ]
    issues = []
    if lines != printed:
        message = "numbers before the lines, as on the margin of print, were left out"
        issues.append(ParseIssue("line_numbers_dropped", message, 1))
    if [index for index, _ in ordered] != list(range(len(lines))):
        message = "a page has two columns; the left one was read before the right one"
        issues.append(ParseIssue("columns_set_apart", message, 1))
    numbers = tuple(parted[index][0] for index, _ in ordered)
    return OrderedText("\n".join(line for _, line in ordered), numbers, tuple(issues))


def _without_line_numbers(lines: list[str]) -> list[str]:
    """Cut the numbers of lines out: those that count up, by one or by five, over the document."""
    for step in _STEPS:
        counted = list(_counting(lines, step))
        worded = sum(any(map(str.isalpha, line)) for line in lines)
        if len(counted) * step < _FEWEST_NUMBERS:
            continue
        apart = {index for index, found in counted if not lines[index][found.end() :].strip()}
        beside = [lines[index][found.end() :] for index, found in counted if index not in apart]
        in_mid_sentence = sum(rest[:1].islower() for rest in beside)
        enough = len(beside) * step >= _NUMBERED * worded
        if enough and in_mid_sentence >= _MID_SENTENCE * len(beside):
            if step > 1:
                return _cut(lines, counted)
            every = ((index, _LINE_NUMBER.match(line)) for index, line in enumerate(lines))
            return _cut(lines, [(index, found) for index, found in every if found])
        if len(apart) * step >= _NUMBERED_APART * worded:
            return _cut(lines, [one for one in counted if one[0] in apart])
    return lines


def _counting(lines: Sequence[str], step: int) -> Iterator[tuple[int, re.Match[str]]]:
    """Yield the lines whose number follows on from the one before, or begins anew."""
    last = 0
    for index, line in enumerate(lines):
        found = _LINE_NUMBER.match(line)
        if found and int(found["value"]) in (last + step, step):
            last = int(found["value"])
            yield index, found


def _cut(lines: list[str], counted: Sequence[tuple[int, re.Match[str]]]) -> list[str]:
    """Put blanks for the numbers where a column is kept for them, else nothing."""
    cut = list(lines)
    for index, found in counted:
        kept = " " * len(found["number"]) if len(found["blank"]) >= _GUTTER else ""
        cut[index] = f"{found['feed']}{kept}{lines[index][found.end() :]}"
    return cut


def _pages(lines: Sequence[str]) -> Iterator[range]:
    starts = [0, *(index for index, line in enumerate(lines) if index and "\f" in line)]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield range(start, end)


def _shared(common: Sequence[tuple[int, int]], lines: Sequence[str]) -> int | None:
    """Return the gutter of the other pages if it is free on this one, a last one of few lines."""
    for gutter, _ in common:
        if all(not line[gutter - _GUTTER : gutter].strip() for line in lines):
            return gutter
    return None


def _by_columns(
    lines: Sequence[str], wide: Mapping[int, str], gutter: int | None
) -> Iterator[tuple[int, str]]:
    """Yield index and text of a page's lines, or of its halves where it has two columns."""
    if gutter is None:
        yield from ((index, lines[index]) for index in wide)
        return
    feed = "\f" if any("\f" in lines[index] for index in wide) else ""
    left: list[tuple[int, str]] = []
    right: list[tuple[int, str]] = []
    for index, line in wide.items():
        if line[gutter - _GUTTER : gutter].strip():
            yield from _column(left, feed)
            yield from _column(right, "\f")
            yield index, line
            left, right, feed = [], [], ""
        else:
            left.append((index, line[:gutter].rstrip()))
            right.append((index, line[gutter:].rstrip()))
    yield from _column(left, feed)
    yield from _column(right, "\f")


def _column(lines: Sequence[tuple[int, str]], feed: str) -> Iterator[tuple[int, str]]:
    """A column is a page of its own, if it holds anything."""
    if not any(line for _, line in lines):
        return
    for place, (index, line) in enumerate(lines):
        yield index, f"{feed}{line}" if place == 0 else line


def _gutter(lines: Sequence[str]) -> int | None:
    """Return where the right column begins, None where the lines are not those of two columns."""
    worded = [line for line in lines if line.strip()]
    starts = Counter(
        found.end()
        for line in worded
        for found in re.finditer(rf"(?<=\S) {{{_GUTTER},}}(?=\S)|^ {{{_NARROWEST},}}(?=\S)", line)
        if found.end() >= _NARROWEST
    )
    if len(worded) < _FEWEST_LINES or not starts:
        return None
    gutter, _ = max(starts.items(), key=lambda item: (item[1], -item[0]))
    halves = [
        (line[:gutter].strip(), line[gutter:].strip())
        for line in worded
        if not line[gutter - _GUTTER : gutter].strip()
    ]
    both = [(left, right) for left, right in halves if left and right]
    across = len(worded) - len(halves)
    full = [one for one in both if min(map(len, one)) >= _NARROWEST]
    is_prose = len(full) * 2 >= len(both)
    enough = len(both) >= max(_FEWEST_LINES / 2, _SHARE_OF_BOTH * len(worded))
    return gutter if enough and is_prose and across <= _SHARE_ACROSS * len(worded) else None
