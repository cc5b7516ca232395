"""Reading back what tracing needs: explanations as linking made them, and the clauses they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.model import ClauseKind, Edge, Explanation, LinkClause, LinkDocument, Relation, Span


def read_explanations(connection: Connection, clause_ids: Iterable[int]) -> list[Explanation]:
    """Return what is stored of where the words of these clauses come from, in the given order.

    The main parent comes first, then the others in the order of their words in the clause. A clause
    without parents, or that is not stored, has an explanation without edges.
    """
    wanted = list(clause_ids)
    edges: dict[int, list[Edge]] = defaultdict(list)
    for row in execute(connection, "trace/select_edges", clause_ids=wanted):
        child, parent, is_main, relation, *rest, numbers = row
        columns = (child, parent, is_main, Relation(relation), *rest, spans_of(numbers))
        edges[child].append(Edge(*columns))
    return [Explanation(key, tuple(edges.get(key, ()))) for key in wanted]


def spans_of(numbers: Sequence[int]) -> tuple[Span, ...]:
    """Return the spans that are stored as four numbers each."""
    each = iter(numbers)
    return tuple(map(Span, each, each, each, each))


def numbers_of(spans: Iterable[Span]) -> list[int]:
    """Return spans as four numbers each; the inverse of :func:`spans_of`."""
    return [
        number
        for span in spans
        for number in (span.child_start, span.child_end, span.parent_start, span.parent_end)
    ]


def read_ancestry(connection: Connection, clause_ids: Iterable[int]) -> list[LinkDocument]:
    """Return clauses and all their ancestors along stored edges, in documents cut down to them.

    Of the documents only what tracing asks for is known: symbol, language and date.
    """
    kinds = {kind.value: kind for kind in ClauseKind}
    rows = execute(connection, "trace/select_ancestry", clause_ids=list(clause_ids))
    return [
        LinkDocument(
            symbol=symbol,
            language=language,
            adopted_on=adopted_on,
            title="",
            organ="",
            previous_symbol=None,
            cited_symbols=frozenset(),
            clauses=tuple(
                LinkClause(key, label, kinds[kind], position, text)
                for *_, key, label, kind, position, text in group
            ),
        )
        for (_, symbol, language, adopted_on), group in groupby(rows, key=itemgetter(0, 1, 2, 3))
    ]
