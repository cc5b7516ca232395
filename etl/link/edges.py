"""Chosen parents written down: relation, coverages, margin, reason and spans of each edge."""

from __future__ import annotations

from collections.abc import Sequence

from etl.link.align import Run, Stretch, is_whole, joined
from etl.link.collection import Collection
from etl.link.comparison import Candidate, Child
from etl.link.parameters import Parameters
from etl.link.places import places_of, weight_of
from etl.link.relation import is_moved, plain_relation
from etl.link.words import Forms
from etl.model import Edge, Explanation, Relation, Span


def explanation(child: Child, siblings: Sequence[Child], collection: Collection) -> Explanation:
    """Write down the parents of ``child``; ``siblings`` are all clauses of its document."""
    own = collection.clause(child.child_id)
    parents = zip(child.chosen, _carried(child, collection), strict=True)
    return Explanation(
        own.clause_id,
        tuple(_edge(one, stretches, child, siblings, collection) for one, stretches in parents),
    )


def _edge(
    candidate: Candidate,
    carried: Sequence[Stretch],
    child: Child,
    siblings: Sequence[Child],
    collection: Collection,
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
        spans=_spans(candidate, carried, child, collection),
    )


def _relation(
    candidate: Candidate, child: Child, siblings: Sequence[Child], collection: Collection
) -> Relation:
    if len(child.chosen) > 1:
        return Relation.MERGED
    # A clause that stays whole in a sibling is not split, it lends a part to this one besides.
    whole = collection.parameters.whole_parent
    if candidate.alignment.parent_coverage < whole and any(
        other.source_id == candidate.source_id
        and other.alignment.parent_coverage < whole
        and _has_another_part(other, candidate, collection.parameters)
        for sibling in siblings
        if sibling is not child
        for other in sibling.chosen
    ):
        return Relation.SPLIT
    if collection.wording_of[child.child_id] == collection.wording_of[candidate.source_id]:
        return Relation.IDENTICAL
    own, parent = collection.clause(child.child_id), collection.clause(candidate.source_id)
    return plain_relation(own.text, parent.text, candidate.alignment.runs)


def _has_another_part(other: Candidate, one: Candidate, parameters: Parameters) -> bool:
    """Tell whether a parent gives one clause a passage that it does not give another."""
    theirs, own = (
        places_of(Run(run.parent, run.child, run.length) for run in candidate.alignment.runs)
        for candidate in (other, one)
    )
    least = parameters.least_passage
    return weight_of(theirs & ~own, one.source.weighed.sums, least) >= least


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
    return "no other clause compared comes near it"


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


def _carried(child: Child, collection: Collection) -> list[list[Stretch]]:
    """Return per parent the stretches of words that are carried over from it.

    No word has two sources, also where another parent's words lie between two runs; what has the
    same spelling in several parents comes from the first of them.
    """
    found: list[list[Stretch]] = []
    for candidate in child.chosen:
        others = (one.alignment.runs for one in child.chosen if one is not candidate)
        taken = [(run.child, run.child + run.length) for runs in others for run in runs]
        taken += [(start, end) for stretches in found for start, end, _, _ in stretches]
        found.append(
            [
                stretch
                for stretch in _stretches(candidate, child, collection)
                if not any(first < stretch[1] and stretch[0] < last for first, last in taken)
            ]
        )
    return found


def _stretches(candidate: Candidate, child: Child, collection: Collection) -> list[Stretch]:
    if is_whole(candidate.alignment, candidate.source.weighed):
        words = candidate.alignment.child_words
        return [(0, words, 0, words)]
    texts = _forms(child.child_id, collection), _forms(candidate.source_id, collection)
    return joined(*texts, candidate.alignment.runs)


def _spans(
    candidate: Candidate, carried: Sequence[Stretch], child: Child, collection: Collection
) -> tuple[Span, ...]:
    if is_whole(candidate.alignment, candidate.source.weighed):
        own, theirs = (collection.extent(row) for row in (child.child_id, candidate.source_id))
        return (Span(*own, *theirs),)
    starts, ends = collection.bounds(child.child_id)
    other_starts, other_ends = collection.bounds(candidate.source_id)
    return tuple(
        Span(starts[start], ends[end - 1], other_starts[other], other_ends[other_end - 1])
        for start, end, other, other_end in carried
    )


def _forms(row: int, collection: Collection) -> Forms:
    return Forms(collection.clause(row).text)
