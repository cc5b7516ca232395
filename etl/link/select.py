"""From alignments to parents: the fewest earlier clauses that explain a document's words.

Sources are asked nearest first: the child's own series from its latest member back, then all other
documents together. An older source is asked only for words that no nearer one has. All clauses of
a document are judged together, strongest first, because words of a parent that one clause carries
on prove little for another clause that shares them by formula.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from etl.link.align import align_rest, longest, not_in
from etl.link.claims import Claims
from etl.link.comparison import (
    Candidate,
    Child,
    alone,
    best,
    claim,
    find_runner_up,
    is_copy,
    may_be_main_at,
    rank,
    score,
    share_claimed,
    take_main,
)
from etl.link.left_over import look_again
from etl.link.parameters import Parameters
from etl.link.places import places_of, weight_of
from etl.link.series import OTHERS


def choose(children: Sequence[Child], parameters: Parameters, forsaken: Collection[int]) -> None:
    """Fill in ``chosen`` (the main parent first) and ``runner_up`` of every child.

    Args:
        forsaken: those that may go on from an older source of the series, see
            ``etl.link.forsaken``.
    """
    claims = Claims()
    for child in children:
        _drop_stale(child, parameters)
    strength = {child.child_id: _strength(child, parameters) for child in children}
    order = sorted(children, key=lambda child: (-strength[child.child_id], child.position))
    for child in order:
        _choose_main(child, claims, parameters)
    look_again(strength, children, claims, forsaken, parameters)
    for child in order:
        while child.chosen and _choose_further(child, claims, parameters):
            pass
        if len(child.chosen) > 1:
            _put_bulk_first(child, parameters)


def _drop_stale(child: Child, parameters: Parameters) -> None:
    """Drop candidates of which one nearer source has nearly all the words they give the child.

    A clause of the very same words stays: a longer one that holds them is no match for it. So does
    one that is much better than the nearer source: it came back after a gap.
    """
    if all(candidate.source.weighed.code == child.weighed.code for candidate in child.candidates):
        return  # as of half of all clauses
    tiers = {candidate.source.tier for candidate in child.candidates}
    sums = child.weighed.sums
    least = min(parameters.least_fresh, sums[-1] / 2)
    given = [(c, places_of(c.alignment.runs)) for c in child.candidates if c.alignment.runs]
    if len(tiers) > 1:
        worth = [(c, words, alone(c, parameters)) for c, words in given]
        weak = {c.source_id for c, _, own in worth if not may_be_main_at(own, c, parameters)}
        nearness, lead = parameters.nearness, parameters.lead_of_returned
        given = [
            (candidate, words)
            for candidate, words, own in worth
            if candidate.source.weighed.code == child.weighed.code
            or not any(
                nearer.source.tier < candidate.source.tier
                and own < near + (nearness if nearer.source_id in weak else lead)
                and weight_of(words & ~known, sums, least) < least
                for nearer, known, near in worth
            )
        ]
    fresh = [c for c, words in given if weight_of(words, sums, least) >= least]
    child.stale = [c for c in child.candidates if c not in fresh and c.alignment.runs]
    child.candidates = fresh


def _strength(child: Child, parameters: Parameters) -> float:
    """Return the score of the candidate that a clause would choose if nobody else had its words."""
    if not child.candidates:
        return 0.0
    for candidate in child.candidates:
        candidate.score = alone(candidate, parameters)
    top = max(child.candidates, key=lambda candidate: candidate.score)
    return (top if top.source.tier == 0 else best(child.candidates, child, parameters)).score


def _choose_main(child: Child, claims: Claims, parameters: Parameters) -> None:
    for candidate in child.candidates:
        # Without claims it is what it was when the strengths were compared.
        claimed = share_claimed(candidate, child, claims)
        if claimed:
            candidate.score = score(candidate, claimed, parameters)
    found = [
        c for c in child.candidates if c.score >= parameters.least_score or is_copy(c, parameters)
    ]
    if found:
        main = best(found, child, parameters)
        take_main(main, main.score, child, claims, parameters)


def _choose_further(child: Child, claims: Claims, parameters: Parameters) -> bool:
    # Of most clauses less is left than a further parent must add.
    left = 1 - sum([candidate.alignment.child_coverage for candidate in child.chosen])
    if left * child.weighed.sums[-1] < parameters.least_further_evidence - _TOLERANCE:
        return False
    explained = [run for candidate in child.chosen for run in candidate.alignment.runs]
    taken = {candidate.source_id for candidate in child.chosen}
    # What one of them has as well the child only says twice.
    parents = [candidate.source.weighed.code for candidate in child.chosen]
    found = []
    for candidate in child.candidates:
        if candidate.source_id in taken:
            continue
        rest = align_rest(child.weighed, candidate.source.weighed, explained, parameters)
        rest = not_in(rest, child.weighed, candidate.source.weighed, parents)
        in_a_row = longest(rest)
        if in_a_row < _least_further_run(rest.evidence, parameters):
            continue
        further = Candidate(candidate.source, candidate.source_id, rest)
        claimed = (
            0.0 if in_a_row >= parameters.copied_run else share_claimed(further, child, claims)
        )
        further.score = rest.evidence * (1 - claimed * (1 - parameters.claimed_share))
        if further.score >= _least_further(candidate, parameters):
            found.append(further)
    if not found:
        return False
    further = min(found, key=lambda candidate: rank(candidate, child))
    further.score = alone(further, parameters)
    child.chosen.append(further)
    claim(further, child, claims)
    return True


# For sums made in another order.
_TOLERANCE = 1e-9


def _put_bulk_first(child: Child, parameters: Parameters) -> None:
    """Make the parent main that carries the bulk of the child, if another one does.

    It must carry more than all others together, by as much as an older source must be better.
    """
    bulk = max(child.chosen, key=lambda candidate: candidate.alignment.child_coverage)
    others = [candidate for candidate in child.chosen if candidate is not bulk]
    most = sum(candidate.alignment.child_coverage for candidate in others)
    if bulk is child.chosen[0] or bulk.alignment.child_coverage <= most + parameters.nearness:
        return
    whole = next(c for c in child.candidates if c.source_id == bulk.source_id)
    bulk.score = alone(whole, parameters)
    child.chosen = [bulk, *others]
    child.runner_up = find_runner_up(child)


def _least_further(candidate: Candidate, parameters: Parameters) -> float:
    if candidate.source.tier == OTHERS:
        return parameters.least_further_elsewhere
    return parameters.least_further_evidence


def _least_further_run(evidence: float, parameters: Parameters) -> int:
    is_little = evidence < parameters.ample_further_evidence
    return parameters.least_further_run if is_little else parameters.least_run
