"""Tables in plain text: lines that hold cells, told from lines of sentences.

Programs that keep the place of words set the cells of a line off by blanks (aligned tables); others
print a cell, or a row without blanks, on a short line (stacked ones), where figures among many such
lines tell them from titles. In both each line is read as a row: which lines make up a row of the
print is certain only where a line has nothing in the first column. Ruled tables are certain.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise

from etl.grammar.dates import MONTH
from etl.grammar.numbering import BARE_ENUMERATOR, split_enumerator
from etl.model import ParseIssue, Severity
from etl.sources.fragments import is_closed
from etl.sources.front_matter import CLOSING_MEETING
from etl.sources.furniture import ANNEX_LINE, DATE_LINE, RULE, is_header, page_number
from etl.sources.lines import Line
from etl.sources.note_block import opens_note
from etl.sources.ruled_tables import TableRow, row_of, ruled_tables

_CELL = re.compile(r"\S+(?: \S+)*")
# So many blanks set the cells of a line off from each other somewhere; justified print has fewer.
_GAP = 3
# The last cell of a line is not longer than this, and no cell but one takes more of a full line.
_LONGEST_LAST, _WIDEST = 32, 0.45
_FEWEST_ROWS = 3
# Lines between two rows that hold the rest of a cell, or a title.
_LINES_BETWEEN = 8
# A figure, or a dash for none, at a line's end.
_FIGURE = re.compile(r"(?:^|\s)(?:[-–—+]?\(?\d(?:[\d ,.]*\d)?\)?%?|[–—-])$")
# A number at the end of such a line belongs to a sentence that goes on.
_IN_SENTENCE = re.compile(
    r"\b(?:of|and|to|in|on|for|by|from|with|nos?\.|vol\.|para(?:graph)?s?|resolutions?) \S+$"
    rf"|{MONTH} \d{{4}}|\d/\d+$",
    re.IGNORECASE,
)
# Of 1,200 conversions of resolutions without tables none has so many short lines in a row with so
# many figures, nor so many without, but for the numbers of lines, which count up.
_FEWEST_CELLS, _FEWEST_FIGURES, _SHARE_OF_FIGURES = 6, 3, 0.125
_MANY_CELLS = 12
# A cell is shorter than this share of a full line, or than so many letters where lines are
# paragraphs.
_SHORT, _SHORT_PARAGRAPH = 0.6, 80
_NUMERAL = re.compile(r"[IVX]{1,5}\.?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: the table's number, from 1, and the cells of the row that begins here.

    ``text`` is empty where the line belongs to the row above.
    """

    table: int
    text: str


@dataclass(frozen=True, slots=True)
class Tables:
    """The lines of a text that are rows, by index; by number, what to tell of inferred tables."""

    rows: dict[int, Row] = field(default_factory=dict)
    issues: dict[int, ParseIssue] = field(default_factory=dict)


def find_tables(lines: Sequence[Line], width: int, heads: Collection[int] = ()) -> Tables:
    """Find the tables among the lines behind the enacting formula.

    Args:
        lines: all of them, in reading order.
        width: of a full line in characters, 0 where a line is a paragraph.
        heads: indices of lines that repeat the title at the head of a page.
    """
    short = int(width * _SHORT) or _SHORT_PARAGRAPH
    text = _Text(lines, heads, short)
    found: list[tuple[Sequence[TableRow], bool]] = []
    taken: set[int] = set()
    ruled = [table.rows for table in ruled_tables([line.raw for line in lines])]
    # Of two that share lines the more certain one.
    for place, table in enumerate([*ruled, *_aligned(text, width), *_stacked(text)]):
        held = {index for row in table for index in row.lines}
        if not held & taken:
            taken |= held
            found.append((table, place < len(ruled)))
    found.sort(key=lambda one: one[0][0].lines)
    rows = {
        index: Row(number, row.text if index == row.lines[0] else "")
        for number, (table, _) in enumerate(found, 1)
        for row in table
        for index in row.lines
    }
    issues = {
        number: _told(lines, table)
        for number, (table, is_certain) in enumerate(found, 1)
        if not is_certain
    }
    return Tables(rows, issues)


def _told(lines: Sequence[Line], table: Sequence[TableRow]) -> ParseIssue:
    first, last = lines[table[0].lines[0]].number, lines[table[-1].lines[-1]].number
    message = (
        f"lines {first} to {last} are a table, each read as a row; cells over several lines, or "
        f"the cells of a row, may be apart: “{table[0].text[:40]}”"
    )
    return ParseIssue("table_in_text", message, first, Severity.WARNING)


@dataclass(frozen=True, slots=True)
class _Text:
    """Lines, which of them repeat the title above a page, and the length of a short one."""

    lines: Sequence[Line]
    heads: Collection[int]
    short: int

    def runs(self, belongs: Callable[[Line], bool]) -> Iterator[list[int]]:
        """Yield the runs of lines that belong together; blank lines and furniture end none.

        The title of an annex is in none.
        """
        run: list[int] = []
        is_title = False
        for index, line in enumerate(self.lines):
            if line.blank:
                continue
            may_belong = belongs(line)
            if (may_belong or run) and _is_furniture(self.lines, index, self.heads):
                continue
            if may_belong and not is_title:
                run.append(index)
            elif run:
                yield run
                run = []
            is_title = ANNEX_LINE.match(line.text) is not None
        if run:
            yield run

    def may_be_cell(self, line: Line) -> bool:
        """Tell whether a line is no sentence, number, note or closing line."""
        text = line.text
        if len(text) > self.short:
            return False
        if _is_figure(line) and not DATE_LINE.match(text):
            return True
        apart = any(form.match(text) for form in _APART)
        number, _ = split_enumerator(text)
        return not (apart or number or is_closed(text))


# What stands in no table.
_APART = (RULE, ANNEX_LINE, DATE_LINE, CLOSING_MEETING, BARE_ENUMERATOR, _NUMERAL)


def _is_furniture(lines: Sequence[Line], index: int, heads: Collection[int]) -> bool:
    """Tell a page's head or foot; a number alone is one only beside another, or a page's end."""
    text = lines[index].text
    if index in heads or is_header(text):
        return True
    if page_number(text) is None:
        return False
    if not text.isdigit():
        return True
    above = _neighbour(lines, range(index - 1, -1, -1))
    below = _neighbour(lines, range(index + 1, len(lines)))
    is_last = below is None or below.new_page or is_header(below.text)
    return is_last or lines[index].new_page or (above is not None and is_header(above.text))


def _neighbour(lines: Sequence[Line], places: range) -> Line | None:
    """The nearest line that is not blank, some lines away at most."""
    near = (lines[place] for place in islice(places, _LINES_BETWEEN))
    return next((line for line in near if not line.blank), None)


# Cells set off by blanks --------------------------------------------------------------------------


def _aligned(text: _Text, width: int) -> Iterator[list[TableRow]]:
    """Yield tables whose cells stand side by side, from their first line of several to the last."""
    for run in text.runs(lambda line: text.may_be_cell(line) or _is_row(line, width)):
        places = [place for place, index in enumerate(run) if _is_row(text.lines[index], width)]
        for rows in _near(places):
            if _holds_figures(text.lines, [run[place] for place in rows]):
                yield _table(text.lines, run[rows[0] : rows[-1] + 1])


def _near(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """Part rows where more lines stand between two of them than a row has."""
    cuts = [
        place
        for place, (before, after) in enumerate(pairwise(places), 1)
        if after - before > _LINES_BETWEEN + 1
    ]
    for start, end in pairwise([0, *cuts, len(places)]):
        if start < end:
            yield places[start:end]


def _holds_figures(lines: Sequence[Line], rows: Sequence[int]) -> bool:
    """Tell tables from justified print: enough rows end in a figure that stands alone."""
    figures = sum(
        _is_figure(lines[row]) and _FIGURE.fullmatch(_cells(lines[row])[-1].group()) is not None
        for row in rows
    )
    return figures >= max(_FEWEST_ROWS, _SHARE_OF_FIGURES * len(rows))


def _table(lines: Sequence[Line], held: Sequence[int]) -> list[TableRow]:
    table: list[TableRow] = []
    second = min(cells[1].start() for index in held if len(cells := _cells(lines[index])) > 1)
    for index in held:
        cells = _cells(lines[index])
        row = TableRow((index,), row_of(cell.group() for cell in cells))
        if table and cells and cells[0].start() >= second:
            above = table.pop()
            row = TableRow((*above.lines, index), f"{above.text} {row.text}")
        table.append(row)
    return table


def _is_row(line: Line, width: int) -> bool:
    """Tell whether several cells stand on a line."""
    if " " * _GAP not in line.raw.lstrip():
        return False
    cells = _cells(line)
    if cells and BARE_ENUMERATOR.fullmatch(cells[0].group()):
        cells = cells[1:]
    if len(cells) < len("ab") or is_header(line.text):
        return False
    gaps = [after.start() - before.end() for before, after in pairwise(cells)]
    lengths = sorted(len(cell.group()) for cell in cells)
    mark, rest = cells[0].group(), cells[1].group()
    is_note = len(mark) <= len("100") and (
        opens_note(rest) or (len(cells) == len("ab") and is_closed(rest))
    )
    return (
        max(gaps) >= _GAP
        and not is_note
        and len(cells[-1].group()) <= _LONGEST_LAST
        and (not width or lengths[-2] <= _WIDEST * width)
    )


def _cells(line: Line) -> list[re.Match[str]]:
    return list(_CELL.finditer(line.raw))


# Cells, or rows, on short lines -------------------------------------------------------------------


def _stacked(text: _Text) -> Iterator[list[TableRow]]:
    """Yield runs of short lines: many, or to their last figure some with enough figures."""
    for run in text.runs(text.may_be_cell):
        figures = [place for place, index in enumerate(run) if _is_figure(text.lines[index])]
        held = run[: figures[-1] + 1] if figures else []
        enough = len(figures) >= max(_FEWEST_FIGURES, _SHARE_OF_FIGURES * len(held))
        if not enough or len(held) < _FEWEST_CELLS:
            held = run if len(run) >= _MANY_CELLS else []
        if held and not _counts_up(text.lines, held):
            yield [TableRow((index,), text.lines[index].text) for index in held]


def _is_figure(line: Line) -> bool:
    return _FIGURE.search(line.text) is not None and not _IN_SENTENCE.search(line.text)


def _counts_up(lines: Sequence[Line], held: Sequence[int]) -> bool:
    """Tell the numbers of lines, or pages, that stand apart from their text."""
    values = [int(text) for index in held if (text := lines[index].text).isdigit()]
    steps = sum(after == before + 1 for before, after in pairwise(values))
    return steps * 2 >= len(held)
