"""Chosen parents written down: relation, coverages, margin, reason and spans of each edge."""

from __future__ import annotations

from collections.abc import Sequence

from etl.link.align import is_whole, joined
from etl.link.collection import Collection
from etl.link.relation import is_moved, plain_relation
from etl.link.select import Candidate, Child
from etl.link.words import Forms
from etl.model import Edge, Explanation, Relation, Span


def explanation(child: Child, siblings: Sequence[Child], collection: Collection) -> Explanation:
    """Write down the parents of ``child``; ``siblings`` are all clauses of its document."""
    own = collection.clause(child.child_id)
    return Explanation(
        own.clause_id,
        tuple(_edge(candidate, child, siblings, collection) for candidate in child.chosen),
    )


def _edge(
    candidate: Candidate, child: Child, siblings: Sequence[Child], collection: Collection
) -> Edge:
    own, parent = collection.clause(child.child_id), collection.clause(candidate.source_id)
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
        runner_up_id=collection.clause(runner_up.source_id).clause_id if runner_up else None,
        reason=_reason(candidate, child),
        spans=_spans(candidate, child, collection),
    )


def _relation(
    candidate: Candidate, child: Child, siblings: Sequence[Child], collection: Collection
) -> Relation:
    if len(child.chosen) > 1:
        return Relation.MERGED
    # A clause that stays whole in a sibling is not split, it lends a part to this one besides.
    whole = collection.parameters.whole_parent
    if candidate.alignment.parent_coverage < whole and any(
        other.source_id == candidate.source_id and other.alignment.parent_coverage < whole
        for sibling in siblings
        if sibling is not child
        for other in sibling.chosen
    ):
        return Relation.SPLIT
    if collection.wording_of[child.child_id] == collection.wording_of[candidate.source_id]:
        return Relation.IDENTICAL
    own, parent = collection.clause(child.child_id), collection.clause(candidate.source_id)
    return plain_relation(own.text, parent.text, candidate.alignment.runs)


# Scores that differ by less than this are called equal in words.
_EQUAL = 0.005


def _reason(candidate: Candidate, child: Child) -> str:
    """Say in a phrase why this parent, and why not the runner-up."""
    if candidate.is_decided:
        return "people decided that it is a parent"
    if candidate is not child.chosen[0]:
        return "explains words that the main parent does not have"
    if child.is_between:
        return "like it, and between the parents of the clauses around it"
    if child.runner_up is not None:
        return _reason_against(candidate, child.runner_up)
    if candidate.alignment.child_coverage == 1:
        return "has all its words, and is the nearest source that does"
    return "no other clause compared shares a passage with it"


def _reason_against(candidate: Candidate, other: Candidate) -> str:
    own, theirs = candidate.source, other.source
    for decides, reason in (
        (candidate.score > other.score + _EQUAL, "shares more of the words than the runner-up"),
        (own.tier < theirs.tier, "the nearest resolution of the series that has the wording"),
        (own.cited and not theirs.cited, "as like as the runner-up, and cited"),
        (own.day > theirs.day, "as like as the runner-up, and later"),
        (own.key[0] == theirs.key[0], "as like as the runner-up, and nearer in position"),
    ):
        if decides:
            return reason
    return "as like as the runner-up, and before it in order of symbols"


def _spans(candidate: Candidate, child: Child, collection: Collection) -> tuple[Span, ...]:
    if is_whole(candidate.alignment, candidate.source.weighed):
        own, theirs = (collection.extent(row) for row in (child.child_id, candidate.source_id))
        return (Span(*own, *theirs),)
    starts, ends = collection.bounds(child.child_id)
    other_starts, other_ends = collection.bounds(candidate.source_id)
    elsewhere = [run for c in child.chosen if c is not candidate for run in c.alignment.runs]
    texts = _forms(child.child_id, collection), _forms(candidate.source_id, collection)
    stretches = joined(*texts, candidate.alignment.runs)
    return tuple(
        Span(starts[start], ends[end - 1], other_starts[other], other_ends[other_end - 1])
        for start, end, other, other_end in stretches
        # No word has two sources, also where another parent's words lie between two runs.
        if not any(run.child < end and start < run.child + run.length for run in elsewhere)
    )


def _forms(row: int, collection: Collection) -> Forms:
    return Forms(collection.clause(row).text)
