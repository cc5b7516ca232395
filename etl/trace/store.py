"""Writing what linking and tracing found, touching only the rows that differ.

The only part of ``etl.trace`` that knows the database: what is to be stored was decided before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby
from operator import attrgetter

from sqlalchemy import Connection, Table

from etl.db import tables
from etl.db.rows import Difference, Row, read_rows, store_difference
from etl.db.statements import execute
from etl.link.words import offsets
from etl.model import Edge, Explanation, Lineage, LinkDocument, PhraseOrigin, WordingChange
from etl.trace.series import find_series, neighbours
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
class Trace:
    """Everything that was read off one explanation of the clauses of ``documents``."""

    documents: Sequence[LinkDocument]
    explanations: Sequence[Explanation]
    lineages: Sequence[Lineage]
    origins: Sequence[PhraseOrigin]  # those of one clause together
    changes: Sequence[WordingChange]


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


def store_trace(
    connection: Connection, trace: Trace, *, of: Collection[int] | None = None
) -> TraceDifference:
    """Make the stored lineage equal to ``trace`` within the caller's transaction.

    Clauses of undated resolutions, which take no part in linking, become their own roots.

    Args:
        connection: an open transaction.
        trace: what was found; its documents hold every clause that is named.
        of: clauses that were explained anew; rows of others stay as they are. None means all,
            so that rows of clauses that ``trace`` does not hold go.
    """

    def stored(table: Table, columns: Sequence[str]) -> list[Row]:
        key = next(iter(table.primary_key.columns)).name
        return read_rows(connection, table, columns, None if of is None else (key, of))

    def written(table: Table, columns: Sequence[str], wanted: Iterable[Row]) -> Difference:
        before = stored(table, columns)
        concerned = wanted if of is None else (row for row in wanted if row[0] in of)
        return store_difference(connection, table, columns, before, concerned)

    undated = [tuple(row) for row in execute(connection, "trace/select_undated_clauses")]
    word_counts = {row[0]: row[1] for row in execute(connection, "trace/select_word_counts")}
    lineage_rows = list(chain(map(_lineage, trace.lineages), map(_own_root, undated)))
    roots = {row[0]: row[1] for row in lineage_rows}
    moved = {
        key: (root, roots[key])
        for key, root in stored(tables.clause_lineage, _LINEAGE[:2])
        if roots.get(key, root) != root
    }
    # Wording changes hang on edges, so edges come first.
    return TraceDifference(
        edges=written(tables.clause_edge, _EDGE, _edges(trace)),
        lineages=written(tables.clause_lineage, _LINEAGE, lineage_rows),
        origins=written(
            tables.phrase_origin,
            _ORIGIN,
            chain(_origins(trace, word_counts), _own_origins(undated)),
        ),
        changes=written(tables.wording_change, _CHANGE, map(_change, trace.changes)),
        roots_moved=moved,
    )


def store_series(connection: Connection, documents: Sequence[LinkDocument]) -> Difference:
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


def _edges(trace: Trace) -> Iterator[Row]:
    adopted = {
        clause.clause_id: document.adopted_on
        for document in trace.documents
        for clause in document.clauses
    }
    for explanation in trace.explanations:
        for edge in explanation.edges:
            yield _edge(edge, adopted[edge.child_id], adopted[edge.parent_id])


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


def _lineage(found: Lineage) -> Row:
    return (
        found.clause_id,
        found.root_id,
        found.depth,
        found.root_similarity,
        found.earliest_similar_id,
    )


def _own_root(undated: Row) -> Row:
    key = undated[0]
    return key, key, 0, 1.0, key


def _origins(trace: Trace, word_counts: Mapping[int, int]) -> Iterator[Row]:
    """Rows of phrase origins; the words of each clause's longest run are those that are left."""
    texts = {
        clause.clause_id: clause.text for document in trace.documents for clause in document.clauses
    }
    for clause_id, group in groupby(trace.origins, key=attrgetter("clause_id")):
        runs = list(group)
        longest = max(range(len(runs)), key=lambda n: runs[n].char_end - runs[n].char_start)
        text = texts[clause_id]
        counts = [
            0 if n == longest else len(offsets(text[run.char_start : run.char_end]))
            for n, run in enumerate(runs)
        ]
        counts[longest] = word_counts[clause_id] - sum(counts)
        for run, count in zip(runs, counts, strict=True):
            yield clause_id, run.char_start, run.char_end, run.origin_id, count


def _own_origins(undated: Iterable[Row]) -> Iterator[Row]:
    for key, char_count, word_count in undated:
        if char_count:
            yield key, 0, char_count, key, word_count


def _change(change: WordingChange) -> Row:
    return (
        change.child_id,
        change.parent_id,
        change.position,
        change.operation,
        change.parent_start,
        change.parent_end,
        change.child_start,
        change.child_end,
        change.old_text,
        change.new_text,
        change.change_class,
    )
