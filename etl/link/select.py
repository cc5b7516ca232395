"""From alignments to parents: the fewest earlier clauses that explain a document's words.

Sources are asked nearest first: the child's own series from its latest member back, then all other
documents together. An older source is asked only for words that no nearer one has. All clauses of
a document are judged together, strongest first, because words of a parent that one clause carries
on prove little for another clause that shares them by formula.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.link.align import (
    Alignment,
    Weighed,
    align,
    align_rest,
    is_whole,
    longest,
    not_in,
    plain_coverages,
)
from etl.link.between import places_between
from etl.link.claims import Claims
from etl.link.filled_in import is_filled_in
from etl.link.parameters import Parameters
from etl.link.places import places_of, weight_of
from etl.link.series import OTHERS


class Source(NamedTuple):
    """An earlier clause as selection sees it.

    Attributes:
        tier: how far back its document is asked: 0 the latest of the child's series, 1 the one
            before, …; all documents outside the series share one last tier,
            ``etl.link.series.OTHERS``.
        cited: whether the child's document cites it.
        day: adoption date as a day number.
        key: symbol and position, which end every tie.
    """

    tier: int
    cited: bool
    day: int
    key: tuple[str, int]
    weighed: Weighed


@dataclass(slots=True, eq=False)
class Candidate:
    """One earlier clause compared with one child.

    Attributes:
        is_filled_in: whether what is left of the child names the subject of its own document, of
            which the source knows nothing: then what they share may be a form that was filled in.
        is_decided: whether people decided that it is a parent.
    """

    source: Source
    source_id: int
    alignment: Alignment
    score: float = 0.0
    is_filled_in: bool = False
    is_decided: bool = False


@dataclass(slots=True, eq=False)
class Child:
    """A clause whose parents are sought, with its candidates in any order.

    Attributes:
        subject: the words of its document's recurring subject, one character each.
        stale: candidates that were put aside because nearer ones have the same words.
        chosen: the parents, the main one first.
        runner_up: the best of all candidates that was not chosen as the main parent.
        first: the parent that was chosen before all further ones.
        is_between: whether its place decided, see ``etl.link.between``.
        first_score: its score then, of which what others carry was taken off; the least there is
            for an older source of the series, which any other comes before.
    """

    child_id: int
    position: int
    weighed: Weighed
    candidates: list[Candidate]
    subject: frozenset[str] = frozenset()
    stale: list[Candidate] = field(default_factory=list)
    chosen: list[Candidate] = field(default_factory=list)
    runner_up: Candidate | None = None
    first: Candidate | None = None
    first_score: float = 0.0
    is_between: bool = False


def score(candidate: Candidate, claimed: float, parameters: Parameters) -> float:
    """Return 0..1: how well a parent explains a child.

    Within the series the better of two measures: the share of both texts that they have in common,
    and the mere amount of it, for long clauses that were rewritten but for some passages. Elsewhere
    the share of the child counts, and it takes more words to prove anything, some of them in a row:
    formulas, titles and years are common to all. What another clause carries already (share
    ``claimed``) counts in part.
    """
    alignment = candidate.alignment
    free = 1 - claimed * (1 - parameters.claimed_share)
    evidence = alignment.evidence * free
    if evidence <= 0:
        return 0.0
    high = max(alignment.child_coverage, alignment.parent_coverage)
    low = min(alignment.child_coverage, alignment.parent_coverage)
    if candidate.source.tier == OTHERS:
        if low == 1.0:
            return free
        if longest(alignment) < parameters.least_run:
            return 0.0
        in_child, in_parent = plain_coverages(alignment, candidate.source.weighed)
        mixed = (min(alignment.child_coverage, in_child) + min(low, in_child, in_parent)) / 2
        if candidate.is_filled_in:
            mixed *= parameters.filled_in_share
        return mixed * free * evidence / (evidence + parameters.small_evidence_elsewhere)
    mixed = parameters.emphasis * high + (1 - parameters.emphasis) * low
    shared = mixed * free * evidence / (evidence + parameters.small_evidence)
    return max(shared, evidence / (evidence + parameters.ample_evidence))


def choose(children: Sequence[Child], parameters: Parameters, forsaken: Collection[int]) -> None:
    """Fill in ``chosen`` (the main parent first) and ``runner_up`` of every child.

    Args:
        forsaken: those that may go on from an older source of the series, see
            ``etl.link.forsaken``.
    """
    claims = Claims()
    for child in children:
        _drop_stale(child, parameters)
        for candidate in child.candidates:
            source, runs = candidate.source, candidate.alignment.runs
            candidate.is_filled_in = source.tier == OTHERS and is_filled_in(
                child.weighed.code, source.weighed.code, runs, child.subject
            )
    strength = {child.child_id: _strength(child, parameters) for child in children}
    order = sorted(children, key=lambda child: (-strength[child.child_id], child.position))
    for child in order:
        _choose_main(child, claims, parameters)
    for child in order:
        if child.child_id in forsaken and not child.chosen:
            _choose_older(child, claims, parameters)
    _choose_between(children, claims, parameters)
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
    tiers = {candidate.source.tier for candidate in child.candidates}
    sums = child.weighed.sums
    least = min(parameters.least_fresh, sums[-1] / 2)
    given = [(c, places_of(c.alignment.runs)) for c in child.candidates if c.alignment.runs]
    if len(tiers) > 1:
        worth = [(c, words, score(c, 0.0, parameters)) for c, words in given]
        weak = {c.source_id for c, _, own in worth if not _may_be_main(c, own, parameters)}
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


def may_be_main(candidate: Candidate, parameters: Parameters) -> bool:
    """Tell whether a candidate is like enough to be a parent if nobody else has its words."""
    return _may_be_main(candidate, score(candidate, 0.0, parameters), parameters)


def _may_be_main(candidate: Candidate, score: float, parameters: Parameters) -> bool:
    return score >= parameters.least_score or _is_copy(candidate, parameters)


def _rank(candidate: Candidate, child: Child) -> tuple[object, ...]:
    """The order in which equally good candidates are preferred."""
    source = candidate.source
    return (
        source.tier,
        -round(candidate.score, 4),
        not source.cited,
        -source.day,
        abs(source.key[1] - child.position),
        source.key,
    )


def _best(found: Sequence[Candidate], child: Child, parameters: Parameters) -> Candidate:
    """Return the best candidate; a nearer tier is preferred unless an older is clearly better."""
    top = max(candidate.score for candidate in found)
    near = [c for c in found if c.score >= top - parameters.nearness]
    return min(near, key=lambda candidate: _rank(candidate, child))


def _strength(child: Child, parameters: Parameters) -> float:
    """Return the score of the candidate that a clause would choose if nobody else had its words."""
    if not child.candidates:
        return 0.0
    for candidate in child.candidates:
        candidate.score = score(candidate, 0.0, parameters)
    top = max(child.candidates, key=lambda candidate: candidate.score)
    return (top if top.source.tier == 0 else _best(child.candidates, child, parameters)).score


def _choose_main(child: Child, claims: Claims, parameters: Parameters) -> None:
    for candidate in child.candidates:
        # Without claims it is what it was when the strengths were compared.
        claimed = _claimed(candidate, claims)
        if claimed:
            candidate.score = score(candidate, claimed, parameters)
    found = [
        c for c in child.candidates if c.score >= parameters.least_score or _is_copy(c, parameters)
    ]
    if found:
        main = _best(found, child, parameters)
        _take_main(main, main.score, child, claims, parameters)


def _choose_older(child: Child, claims: Claims, parameters: Parameters) -> None:
    """Choose an older source of the series that the nearest resolution does not carry on.

    A formula that came back stands beside its twin, which has the better claim to the only one of
    its kind there.
    """
    found = []
    for candidate in (*child.candidates, *child.stale):
        if 0 < candidate.source.tier < OTHERS:
            candidate.score = score(candidate, _claimed(candidate, claims), parameters)
            if candidate.score >= parameters.least_score and not _goes_on(
                candidate, child, parameters
            ):
                found.append(candidate)
    if found:
        # Any other that may be a parent comes before it.
        main = _best(found, child, parameters)
        _take_main(main, parameters.least_score, child, claims, parameters)


def _goes_on(candidate: Candidate, child: Child, parameters: Parameters) -> bool:
    """Tell whether the nearest resolution carries a source on in the words that the child has."""
    given = places_of(candidate.alignment.runs)
    sums = child.weighed.sums
    least = min(parameters.least_fresh, sums[-1] / 2)
    source = candidate.source
    for other in (*child.candidates, *child.stale):
        known = places_of(other.alignment.runs)
        if other.source.tier == 0 and weight_of(given & ~known, sums, least) < least:
            shared = align(other.source.weighed, source.weighed, parameters)
            if may_be_main(Candidate(source, candidate.source_id, shared), parameters):
                return True
    return False


def _choose_between(children: Sequence[Child], claims: Claims, parameters: Parameters) -> None:
    """Choose sources for what is left in the places between the parents of the clauses around it.

    There less likeness is enough.
    """
    children = sorted(children, key=lambda child: child.position)
    parents = [next((c.source for c in child.chosen), None) for child in children]
    nearest = [one.key[1] if one and one.tier == 0 else None for one in parents]
    found = []
    for child, places in zip(
        children, places_between(nearest, parameters.most_between), strict=True
    ):
        for candidate in (*child.candidates, *child.stale):
            source = candidate.source
            if not child.chosen and source.tier == 0 and source.key[1] in places:
                candidate.score = score(candidate, _claimed(candidate, claims), parameters)
                found.append((child, candidate))
    for child, candidate in sorted(found, key=lambda one: _rank(one[1], one[0])):
        if not child.chosen:
            candidate.score = score(candidate, _claimed(candidate, claims), parameters)
            if candidate.score >= parameters.least_score_between:
                child.is_between = True
                _take_main(candidate, candidate.score, child, claims, parameters)


def _take_main(
    main: Candidate, first_score: float, child: Child, claims: Claims, parameters: Parameters
) -> None:
    child.first, child.first_score = main, first_score
    if _is_copy(main, parameters):
        main.score = score(main, 0.0, parameters)
    child.chosen.append(main)
    _claim(main, claims)
    for candidate in child.stale:
        candidate.score = score(candidate, 0.0, parameters)
    child.runner_up = _runner_up(child)


def _claimed(candidate: Candidate, claims: Claims) -> float:
    source, runs = candidate.source.weighed, candidate.alignment.runs
    return claims.share(candidate.source_id, source, runs)


def _claim(candidate: Candidate, claims: Claims) -> None:
    claims.add(candidate.source_id, candidate.source.weighed, candidate.alignment.runs)


def _choose_further(child: Child, claims: Claims, parameters: Parameters) -> bool:
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
        if in_a_row < parameters.least_run:
            continue
        further = Candidate(candidate.source, candidate.source_id, rest)
        claimed = 0.0 if in_a_row >= parameters.copied_run else _claimed(further, claims)
        further.score = rest.evidence * (1 - claimed * (1 - parameters.claimed_share))
        if further.score >= _least_further(candidate, parameters):
            found.append(further)
    if not found:
        return False
    further = min(found, key=lambda candidate: _rank(candidate, child))
    further.score = score(further, 0.0, parameters)
    child.chosen.append(further)
    _claim(further, claims)
    return True


def _is_copy(candidate: Candidate, parameters: Parameters) -> bool:
    """Tell whether the two texts are the same but for little.

    Then it does not matter that another clause has the words, too: both are copies. Within the
    series the very same words need no evidence, be they as few as "Decides:".
    """
    source = candidate.source
    if source.tier != OTHERS and is_whole(candidate.alignment, source.weighed):
        return True
    low = min(candidate.alignment.child_coverage, candidate.alignment.parent_coverage)
    if low < parameters.whole_parent:
        return False
    return score(candidate, 0.0, parameters) >= parameters.least_score


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
    bulk.score = score(whole, 0.0, parameters)
    child.chosen = [bulk, *others]
    child.runner_up = _runner_up(child)


def _runner_up(child: Child) -> Candidate | None:
    main = child.chosen[0]
    others = [c for c in (*child.candidates, *child.stale) if c.source_id != main.source_id]
    return min(others, key=lambda c: (-round(c.score, 4), *_rank(c, child)), default=None)


def _least_further(candidate: Candidate, parameters: Parameters) -> float:
    if candidate.source.tier == OTHERS:
        return parameters.least_further_elsewhere
    return parameters.least_further_evidence
