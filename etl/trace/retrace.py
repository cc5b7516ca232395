"""From explanations to stored lineage, for all clauses or for those that something new bears on.

A clause's lineage rests on its ancestors. So where only some clauses were explained anew, they and
their descendants are traced anew, and what that needs is read back: the ancestors of them all, with
the words that each edge carries over.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

import numpy as np
from sqlalchemy import Connection

from etl.db.rows import Row
from etl.db.statements import execute
from etl.model import Explanation, LinkDocument
from etl.processes import CLAUSES_WORTH_A_PROCESS, beside
from etl.trace import trace_columns, wording_changes
from etl.trace.lineage import LineageColumns
from etl.trace.origins import OriginColumns
from etl.trace.store import (
    TraceDifference,
    change_row,
    store_changes,
    store_edges,
    store_lines,
)
from etl.trace.stored import read_ancestry, read_explanations


def retrace(
    connection: Connection,
    documents: Sequence[LinkDocument],
    explanations: Sequence[Explanation],
    *,
    everything: bool,
    workers: int = 1,
) -> TraceDifference:
    """Store explanations and all that follows from them, touching only the rows that differ.

    Afterwards every table of lineage holds what it would hold had everything been traced anew,
    provided that every clause whose explanation differs from what is stored is among those given.

    Args:
        connection: an open transaction; the clauses are stored already.
        documents: the dated documents whose clauses were explained.
        explanations: one per clause of ``documents``; parents may stand in other documents, which
            are loaded.
        everything: whether ``documents`` are all dated documents that are loaded. Then nothing is
            read back, and rows of clauses that they do not hold go.
        workers: processes to use; with more than one, words are followed and wordings compared
            while links are stored, if there are many.
    """
    if everything:
        return _trace_all(connection, documents, explanations, workers)
    return _trace_some(connection, documents, explanations)


def _trace_all(
    connection: Connection,
    documents: Sequence[LinkDocument],
    explanations: Sequence[Explanation],
    workers: int,
) -> TraceDifference:
    workers = workers if len(explanations) >= CLAUSES_WORTH_A_PROCESS else 1
    columns = beside(partial(trace_columns, documents, explanations), workers)
    # In parts: comparing wordings takes longer than all else, and would be waited for.
    size = max(1, -(-len(explanations) // workers))
    changes = [
        beside(
            partial(_change_rows, documents, explanations[start : start + size]),
            workers,
            niceness=5,
        )
        for start in range(0, len(explanations), size)
    ]
    edges = store_edges(connection, explanations, _days(documents), None)
    lines = store_lines(connection, *columns(), None)
    changed = store_changes(connection, [row for part in changes for row in part()], None)
    return TraceDifference(edges, lines.lineages, lines.origins, changed, lines.roots_moved)


def _change_rows(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> list[Row]:
    return [*map(change_row, wording_changes(documents, explanations))]


def _trace_some(
    connection: Connection, documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> TraceDifference:
    explained = [explanation.child_id for explanation in explanations]
    edges = store_edges(
        connection, explanations, _all_days(connection, documents, explanations), explained
    )
    found = execute(connection, "trace/select_descendants", clause_ids=explained)
    concerned = list(found.scalars())
    ancestry = read_ancestry(connection, concerned)
    known = (clause.clause_id for document in ancestry for clause in document.clauses)
    lineages, origins = trace_columns(ancestry, read_explanations(connection, known))
    # Not by numpy.isin, which would load masked arrays first: longer than these few rows take.
    wanted = frozenset(concerned)
    of_them, theirs = (
        np.array([key in wanted for key in one.clause_id.tolist()], dtype=np.bool_)
        for one in (lineages, origins)
    )
    lines = store_lines(
        connection,
        LineageColumns._make(column[of_them] for column in lineages),
        OriginColumns._make(column[theirs] for column in origins),
        concerned,
    )
    changes = store_changes(connection, _change_rows(ancestry, explanations), explained)
    return TraceDifference(edges, lines.lineages, lines.origins, changes, lines.roots_moved)


def _days(documents: Sequence[LinkDocument]) -> dict[int, date]:
    return {
        clause.clause_id: document.adopted_on
        for document in documents
        for clause in document.clauses
    }


def _all_days(
    connection: Connection, documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> dict[int, date]:
    """Return the days of all clauses that are named, also of those in other documents."""
    known = _days(documents)
    elsewhere = {edge.parent_id for one in explanations for edge in one.edges} - known.keys()
    found = execute(connection, "trace/select_dates", clause_ids=sorted(elsewhere))
    return known | {row.paragraph_id: row.adopted_on for row in found}
