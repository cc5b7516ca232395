"""A document explained, and the same as plain tuples, to travel between processes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.model import Edge, Explanation, Relation, Span


class Explained(NamedTuple):
    """A document explained.

    Attributes:
        symbol: of the document.
        explanations: one per clause, in reading order.
        sought: per word of its outline whether all earlier documents were searched for it, since
            the nearest one does not have it.
    """

    symbol: str
    explanations: Sequence[Explanation]
    sought: NDArray[np.bool_]


# A document explained as plain tuples, which travel between processes several times as fast.
PackedEdge = tuple[tuple[Any, ...], list[tuple[int, int, int, int]]]
Packed = tuple[str, list[tuple[int, list[PackedEdge]]], NDArray[np.bool_]]


def packed(one: Explained) -> Packed:
    """Return a document explained as plain tuples."""
    clauses = [(e.child_id, [_packed_edge(edge) for edge in e.edges]) for e in one.explanations]
    return one.symbol, clauses, one.sought


def _packed_edge(edge: Edge) -> PackedEdge:
    fields = (
        edge.parent_id,
        edge.is_main,
        edge.relation.value,
        edge.is_moved,
        edge.score,
        edge.child_coverage,
        edge.parent_coverage,
        edge.margin,
        edge.runner_up_id,
        edge.reason,
    )
    spans = [(s.child_start, s.child_end, s.parent_start, s.parent_end) for s in edge.spans]
    return fields, spans


def unpacked(packed: Packed) -> Explained:
    """Return what :func:`packed` packed."""
    symbol, clauses, sought = packed
    explanations = [
        Explanation(child, tuple(_unpacked_edge(child, *edge) for edge in edges))
        for child, edges in clauses
    ]
    return Explained(symbol, explanations, sought)


def _unpacked_edge(
    child: int, fields: tuple[Any, ...], spans: list[tuple[int, int, int, int]]
) -> Edge:
    parent, is_main, relation, *rest = fields
    carried = tuple([Span(*span) for span in spans])
    columns = (child, parent, is_main, Relation(relation), *rest, carried)
    return Edge(*columns)
