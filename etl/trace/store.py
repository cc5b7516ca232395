"""Writing what linking and tracing found, touching only the rows that differ.

What is to be stored was decided before. Where a table is still empty nothing is compared: rows are
written while the next ones are made.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, Table

from etl.db import tables
from etl.db.rows import Column, Difference, Row, copy_columns, read_rows, store_difference
from etl.db.statements import execute
from etl.model import Edge, Explanation, WordingChange
from etl.trace.lineage import LineageColumns
from etl.trace.origins import OriginColumns
from etl.trace.series import Titled, find_series, neighbours
from etl.trace.stored import numbers_of

_EDGE = (
    "child_paragraph_id",
    "parent_paragraph_id",
    "child_adopted_on",
    "parent_adopted_on",
    "is_main",
    "relation",
    "is_moved",
    "score",
    "child_coverage",
    "parent_coverage",
    "margin",
    "runner_up_paragraph_id",
    "reason",
    "spans",
)
_LINEAGE = (
    "paragraph_id",
    "root_paragraph_id",
    "depth",
    "root_similarity",
    "earliest_similar_paragraph_id",
)
_ORIGIN = ("paragraph_id", "char_start", "char_end", "origin_paragraph_id", "word_count")
_CHANGE = (
    "child_paragraph_id",
    "parent_paragraph_id",
    "position",
    "operation",
    "parent_start",
    "parent_end",
    "child_start",
    "child_end",
    "old_text",
    "new_text",
    "change_class",
)

_SERIES = ("series_id", "language", "title", "organ")
_MEMBER = (
    "series_id",
    "symbol",
    "position",
    "preceding_position",
    "succeeding_position",
    "resolution_id",
    "reason",
)


@dataclass(frozen=True, slots=True)
class TraceDifference:
    """Rows touched per table, and clauses stored before that have a new root.

    ``roots_moved`` maps each such clause to its old and its new root.
    """

    edges: Difference
    lineages: Difference
    origins: Difference
    changes: Difference
    roots_moved: Mapping[int, tuple[int, int]]

    def __bool__(self) -> bool:
        return any((self.edges, self.lineages, self.origins, self.changes))


def store_edges(
    connection: Connection,
    explanations: Iterable[Explanation],
    adopted_on: Mapping[int, date],
    of: Collection[int] | None,
) -> Difference:
    """Make the stored edges of clauses equal to their explanations.

    Args:
        connection: an open transaction.
        explanations: those of all clauses concerned.
        adopted_on: the day of adoption of every clause that is a child or a parent.
        of: the clauses concerned; None means all, so that edges of others go.
    """
    rows = (
        _edge(edge, adopted_on[edge.child_id], adopted_on[edge.parent_id])
        for explanation in sorted(explanations, key=attrgetter("child_id"))
        for edge in explanation.edges
    )
    before = _stored(connection, tables.clause_edge, _EDGE, of)
    return store_difference(connection, tables.clause_edge, _EDGE, before, rows)


def store_changes(
    connection: Connection, rows: Iterable[Row], of: Collection[int] | None
) -> Difference:
    """Make the stored wording changes of clauses (None: of all) equal to ``rows``.

    They hang on edges, which must be stored before; :func:`change_row` makes them.
    """
    before = _stored(connection, tables.wording_change, _CHANGE, of)
    return store_difference(connection, tables.wording_change, _CHANGE, before, rows)


class LinesStored(NamedTuple):
    """Rows touched; ``roots_moved`` as in :class:`TraceDifference`."""

    lineages: Difference
    origins: Difference
    roots_moved: Mapping[int, tuple[int, int]]


def store_lines(
    connection: Connection,
    lineages: LineageColumns,
    origins: OriginColumns,
    of: Collection[int] | None,
) -> LinesStored:
    """Make the stored lineages and phrase origins of clauses (None: of all) equal to these.

    Clauses of undated resolutions, which take no part in linking, become their own roots.
    """
    undated = [tuple(row) for row in execute(connection, "trace/select_undated_clauses")]
    lone_lineages, lone_origins = _undated(undated)
    concerned = None if of is None else [*of, *(row[0] for row in undated)]
    lines = LineageColumns._make(map(np.concatenate, zip(lineages, lone_lineages, strict=True)))
    runs = OriginColumns._make(map(np.concatenate, zip(origins, lone_origins, strict=True)))
    before = _stored(connection, tables.clause_lineage, _LINEAGE, concerned)
    roots = dict(zip(lines.clause_id.tolist(), lines.root_id.tolist(), strict=True))
    moved = {
        row[0]: (row[1], roots[row[0]]) for row in before if roots.get(row[0], row[1]) != row[1]
    }
    runs_before = _stored(connection, tables.phrase_origin, _ORIGIN, concerned)
    return LinesStored(
        _columns_written(connection, tables.clause_lineage, _LINEAGE, before, lines),
        _columns_written(connection, tables.phrase_origin, _ORIGIN, runs_before, runs),
        moved,
    )


def _stored(
    connection: Connection, table: Table, columns: Sequence[str], of: Collection[int] | None
) -> list[Row]:
    key = next(iter(table.primary_key.columns)).name
    return read_rows(connection, table, columns, None if of is None else (key, of))


def _columns_written(
    connection: Connection,
    table: Table,
    names: Sequence[str],
    before: Sequence[Row],
    wanted: Sequence[Column],
) -> Difference:
    if not before:
        # In the order of the key, so that its index grows at its end.
        order = np.lexsort(wanted[: len(table.primary_key.columns)][::-1])
        in_order = [column[order] for column in wanted]
        return Difference(added=copy_columns(connection, table, names, in_order))
    rows = zip(*(column.tolist() for column in wanted), strict=True)
    return store_difference(connection, table, names, before, rows)


def _undated(rows: Sequence[Row]) -> tuple[LineageColumns, OriginColumns]:
    """Return lineages and origins of undated clauses (key, characters, words): their own."""
    key, length, words = np.array(rows, dtype=np.int64).reshape(-1, 3).T
    nothing, whole = np.zeros_like(key), np.ones(len(key))
    filled = length > 0
    return (
        LineageColumns(key, key, nothing, whole, key),
        OriginColumns(key[filled], nothing[filled], length[filled], key[filled], words[filled]),
    )


def store_series(connection: Connection, documents: Sequence[Titled]) -> Difference:
    """Make the stored series equal to those of all dated ``documents``; return the rows touched.

    A series is known by its earliest member, so its key changes only when an earlier one is loaded.
    A member that is loaded without a date is referred to, though it is only named.
    """
    key = {
        (symbol, language): resolution_id
        for resolution_id, symbol, language in execute(connection, "trace/select_resolutions")
    }
    heads: list[Row] = []
    members: list[Row] = []
    for one in find_series(documents):
        series_id = key[one.first, one.language]
        heads.append((series_id, one.language, one.title or None, one.organ or None))
        members += [
            (series_id, member.symbol, position, *around,
             key.get((member.symbol, one.language)), member.reason.value)
            for position, (member, around) in enumerate(
                zip(one.members, neighbours(one.members), strict=True), start=1
            )
        ]  # fmt: skip
    series = store_difference(
        connection,
        tables.series,
        _SERIES,
        read_rows(connection, tables.series, _SERIES),
        heads,
        in_place=True,
    )
    # Members of series that are gone went with them, so they are read only now.
    table = tables.series_member
    standing = read_rows(connection, table, _MEMBER)
    return series + store_difference(connection, table, _MEMBER, standing, members)


def _edge(edge: Edge, child_adopted_on: date, parent_adopted_on: date) -> Row:
    return (
        edge.child_id,
        edge.parent_id,
        child_adopted_on,
        parent_adopted_on,
        edge.is_main,
        edge.relation.value,
        edge.is_moved,
        edge.score,
        edge.child_coverage,
        edge.parent_coverage,
        edge.margin,
        edge.runner_up_id,
        edge.reason,
        numbers_of(edge.spans),
    )


_change_fields = attrgetter(*(field.name for field in fields(WordingChange)))


def change_row(change: WordingChange) -> Row:
    """Return the row of a wording change: its fields, which are in the order of the columns."""
    row: Row = _change_fields(change)
    return row
