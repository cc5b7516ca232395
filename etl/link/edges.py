"""Chosen parents written down: relation, coverages, margin, reason and spans of each edge."""

from __future__ import annotations

from collections.abc import Sequence

from etl.link.align import joined
from etl.link.collection import Collection
from etl.link.relation import is_moved, plain_relation
from etl.link.select import Candidate, Child
from etl.model import Edge, Explanation, Relation, Span

# A parent is split when another clause has part of it and this one lacks at least this share.
_WHOLE = 0.85


def explanation(child: Child, siblings: Sequence[Child], collection: Collection) -> Explanation:
    """Write down the parents of ``child``; ``siblings`` are all clauses of its document."""
    own = collection.clauses[child.child_id]
    return Explanation(
        own.clause_id,
        tuple(_edge(candidate, child, siblings, collection) for candidate in child.chosen),
    )


def _edge(
    candidate: Candidate, child: Child, siblings: Sequence[Child], collection: Collection
) -> Edge:
    own, parent = collection.clauses[child.child_id], collection.clauses[candidate.source_id]
    runner_up = child.runner_up if candidate is child.chosen[0] else None
    alignment = candidate.alignment
    return Edge(
        child_id=own.clause_id,
        parent_id=parent.clause_id,
        is_main=candidate is child.chosen[0],
        relation=_relation(candidate, child, siblings, collection),
        is_moved=is_moved(own, parent),
        score=round(candidate.score, 4),
        child_coverage=round(alignment.child_coverage, 4),
        parent_coverage=round(alignment.parent_coverage, 4),
        margin=round(candidate.score - runner_up.score, 4) if runner_up else None,
        runner_up_id=collection.clauses[runner_up.source_id].clause_id if runner_up else None,
        reason=_reason(candidate, runner_up),
        spans=_spans(child.child_id, candidate, collection),
    )


def _relation(
    candidate: Candidate, child: Child, siblings: Sequence[Child], collection: Collection
) -> Relation:
    if len(child.chosen) > 1:
        return Relation.MERGED
    if candidate.alignment.parent_coverage < _WHOLE and any(
        other.source_id == candidate.source_id
        for sibling in siblings
        if sibling is not child
        for other in sibling.chosen
    ):
        return Relation.SPLIT
    if collection.wording_of[child.child_id] == collection.wording_of[candidate.source_id]:
        return Relation.IDENTICAL
    own, parent = collection.code(child.child_id), collection.code(candidate.source_id)
    return plain_relation(own, parent, candidate.alignment.runs, collection.vocabulary.decode)


def _reason(candidate: Candidate, runner_up: Candidate | None) -> str:
    if runner_up is None or runner_up.score < candidate.score:
        return "more of its words stand here than anywhere else"
    return "nearest earlier resolution that has the wording"


def _spans(child_row: int, candidate: Candidate, collection: Collection) -> tuple[Span, ...]:
    parent_row = candidate.source_id
    own, parent = collection.code(child_row), collection.code(parent_row)
    if own == parent:
        return (Span(*collection.extent(child_row), *collection.extent(parent_row)),)
    in_child, in_parent = collection.places(child_row), collection.places(parent_row)
    spell = collection.vocabulary.identity
    return tuple(
        Span(
            in_child[child][0],
            in_child[child_end - 1][1],
            in_parent[start][0],
            in_parent[end - 1][1],
        )
        for child, child_end, start, end in joined(own, parent, candidate.alignment.runs, spell)
    )
