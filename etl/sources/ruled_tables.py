"""Tables whose columns are ruled with dashes, as Pandoc prints them: their cells are certain.

Three forms (Pandoc's manual, "Tables"): in a simple one each line is a row; in a multi-line one a
blank line ends each row; in a grid every cell has its own lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

SEPARATOR = " | "
"""What stands between the filled cells of a row (see :class:`etl.model.Block`)."""

# A rule over each of several columns, one over all of them, and one of a grid.
_COLUMNS = re.compile(r"^[ ]*-{3,}(?:[ ]+-{3,})+[ ]*$")
_WHOLE = re.compile(r"^[ ]*-{8,}[ ]*$")
_GRID = re.compile(r"^[ ]*\+(?:[-=:]{3,}\+)+[ ]*$")

# Letters that a line may be shorter for than its rule.
_DRAWN_TOGETHER = 4


class TableRow(NamedTuple):
    """The cells of a row in one line, and the indices of its lines, rules and blanks left out."""

    lines: tuple[int, ...]
    text: str


class RuledTable(NamedTuple):
    """The lines that a table takes, its rules included, and its rows."""

    lines: range
    rows: tuple[TableRow, ...]


def ruled_tables(lines: Sequence[str]) -> list[RuledTable]:
    """Find the ruled tables among the lines of a text."""
    tables: list[RuledTable] = []
    for index, line in enumerate(lines):
        if tables and index in tables[-1].lines:
            continue
        table = None
        if _COLUMNS.match(line):
            table = _table_of_columns(lines, index)
        elif _GRID.match(line):
            table = _table_of_grid(lines, index)
        if table is not None and table.rows:
            tables.append(table)
    return tables


def with_pipes(text: str) -> str:
    """Return a text of Markdown with its ruled tables in the form that readers of it share.

    A table takes the lines that it took.
    """
    lines = text.split("\n")
    for table in ruled_tables(lines):
        rows = [row.text for row in table.rows]
        columns = max(row.count(SEPARATOR) for row in rows) + 1
        first = rows[0] + SEPARATOR * (columns - 1 - rows[0].count(SEPARATOR))
        piped = [f"| {first} |", "|---" * columns + "|", *(f"| {row} |" for row in rows[1:])]
        blank = [""] * (len(table.lines) - len(piped))
        lines[table.lines.start : table.lines.stop] = [*piped, *blank]
    return "\n".join(lines)


def row_of(cells: Iterable[str]) -> str:
    """Return a row as one line: its filled cells, set off from each other."""
    return SEPARATOR.join(filter(None, cells))


def joined_cells(lines: Iterable[Sequence[str]]) -> list[str]:
    """Join what stands below each other in the columns of a row."""
    return [" ".join(filter(None, column)) for column in zip(*lines, strict=True)]


def _table_of_columns(lines: Sequence[str], rule: int) -> RuledTable | None:
    """The table about its first rule of columns, below which rows must stand."""
    first = rule
    while first and lines[first - 1].strip() and not _WHOLE.match(lines[first - 1]):
        first -= 1
    headed = range(first, rule)
    is_multiline = bool(first) and _WHOLE.match(lines[first - 1]) is not None
    if len(headed) > 1 and not is_multiline:
        return None
    end = _end(lines, rule, by_rule=is_multiline or not headed)
    if end is None:
        return None
    body = range(rule + 1, end)
    starts = [found.start() for found in re.finditer("-+", lines[rule])]
    parts = [headed, *_rows_of(lines, body)]
    rows = [TableRow(tuple(part), row_of(_cells(lines, part, starts))) for part in parts if part]
    return RuledTable(range(first - is_multiline, min(end + 1, len(lines))), tuple(rows))


def _end(lines: Sequence[str], rule: int, *, by_rule: bool) -> int | None:
    """The index of the rule that ends a table, or of the blank line where none does."""
    for index in range(rule + 1, len(lines)):
        is_rule = _COLUMNS.match(lines[index]) or _WHOLE.match(lines[index])
        if is_rule or (not by_rule and not lines[index].strip()):
            return index
    return None if by_rule else len(lines)


def _rows_of(lines: Sequence[str], body: range) -> Iterator[list[int]]:
    """Rows end at blank lines if there are any between them, else each line is one."""
    filled = [index for index in body if lines[index].strip()]
    if not filled or filled[-1] - filled[0] + 1 == len(filled):
        yield from ([index] for index in filled)
        return
    for is_filled, part in groupby(body, key=lambda index: bool(lines[index].strip())):
        if is_filled:
            yield list(part)


def _table_of_grid(lines: Sequence[str], rule: int) -> RuledTable | None:
    end = rule
    while end + 1 < len(lines) and lines[end + 1].lstrip().startswith(("|", "+")):
        end += 1
    rules = [index for index in range(rule, end + 1) if _GRID.match(lines[index])]
    corners = [found.start() for found in re.finditer(r"\+", lines[rule])]
    rows = []
    for above, below in pairwise(rules):
        part = range(above + 1, below)
        cells = _cells(lines, part, corners[:-1])
        text = row_of(cell.replace("|", " ").strip() for cell in cells)
        rows.append(TableRow(tuple(part), text))
    return RuledTable(range(rule, end + 1), tuple(rows))


def _cells(lines: Sequence[str], part: Sequence[int], starts: Sequence[int]) -> list[str]:
    """The cells of a row; the last column goes on to the end of its lines."""
    return joined_cells(_cut(lines[index], starts) for index in part)


def _cut(line: str, starts: Sequence[int]) -> list[str]:
    """Cut a line at its columns, or where it was drawn together before them ("--" to "–")."""
    cuts = [starts[0]]
    for start in starts[1:]:
        blank = line.rfind(" ", max(cuts[-1], start - _DRAWN_TOGETHER), start)
        is_filled = line[start - 1 : start].strip(" |")
        cuts.append(blank if is_filled and blank >= 0 else start)
    bounds = [*pairwise(cuts), (cuts[-1], None)]
    return [" ".join(line[start:end].strip("| ").split()) for start, end in bounds]
