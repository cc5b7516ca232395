"""Clauses that are left without a parent once every source went to those that are most like it.

Less likeness is enough where something else speaks for a source: that nobody else goes on from it,
the place of the clause, a long passage, the clause beside it. Some are left only with one that is
much less like than what others have.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.link.align import Run, align, measured
from etl.link.between import places_between
from etl.link.claims import Claims
from etl.link.comparison import (
    Candidate,
    Child,
    best,
    in_common,
    may_be_main,
    rank,
    score,
    share_claimed,
    take_main,
)
from etl.link.parameters import Parameters
from etl.link.places import places_of, weight_of
from etl.link.series import OTHERS


def choose_older(child: Child, claims: Claims, parameters: Parameters) -> None:
    """Choose an older source of the series that the nearest resolution does not carry on.

    A formula that came back stands beside its twin, which has the better claim to the only one of
    its kind there.
    """
    found = []
    for candidate in (*child.candidates, *child.stale):
        if 0 < candidate.source.tier < OTHERS:
            candidate.score = score(candidate, share_claimed(candidate, claims), parameters)
            if candidate.score >= parameters.least_score and not _goes_on(
                candidate, child, parameters
            ):
                found.append(candidate)
    if found:
        # Any other that may be a parent comes before it.
        main = best(found, child, parameters)
        take_main(main, parameters.least_score, child, claims, parameters)


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


def choose_between(children: Sequence[Child], claims: Claims, parameters: Parameters) -> None:
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
                candidate.score = score(candidate, share_claimed(candidate, claims), parameters)
                found.append((child, candidate))
    for child, candidate in sorted(found, key=lambda one: rank(one[1], one[0])):
        if not child.chosen:
            candidate.score = score(candidate, share_claimed(candidate, claims), parameters)
            if _is_enough_between(candidate, parameters):
                child.is_between = True
                take_main(candidate, candidate.score, child, claims, parameters)


def _is_enough_between(candidate: Candidate, parameters: Parameters) -> bool:
    return (
        candidate.score >= parameters.least_score_between
        and in_common(candidate, parameters) >= parameters.least_common_between
    )


def choose_lent(children: Iterable[Child], claims: Claims, parameters: Parameters) -> None:
    """Choose sources that another clause carries on, if they lend a good part of themselves.

    A parent may stay whole in one clause and lend a limb to a second, which has no other parent as
    near, or none nearly so like.
    """
    for child in children:
        main = child.chosen[0] if child.chosen else None
        farthest = main.source.tier if main else OTHERS
        # Copies, since those that are not taken keep the scores that they were compared by.
        found = [
            Candidate(one.source, one.source_id, one.alignment, score(one, 0.0, parameters))
            for one in child.candidates
            if one is not main and one.source.tier <= farthest and _may_lend(one, parameters)
        ]
        if not found:
            continue
        likest = best(found, child, parameters)
        if main is None or likest.score >= score(main, 0.0, parameters) + parameters.nearness:
            child.chosen.clear()
            child.is_between = False
            # Any other that may be a parent comes before it.
            take_main(likest, parameters.least_score, child, claims, parameters)


def _may_lend(candidate: Candidate, parameters: Parameters) -> bool:
    return (
        candidate.source.tier < OTHERS
        and candidate.alignment.evidence >= parameters.least_lent
        and in_common(candidate, parameters) >= parameters.least_common_lent
    )


def choose_parted(children: Sequence[Child], claims: Claims, parameters: Parameters) -> None:
    """Choose for a clause of few words what the next one is a part of, if it is another part of it.

    A paragraph that became a list leaves its opening ("Welcomes:") or a short member of its own
    ("Legislative measures;"), of which no two words are telling.
    """
    children = sorted(children, key=lambda child: child.position)
    for child, after in zip(reversed(children[:-1]), reversed(children), strict=False):
        whole = after.chosen[0] if after.chosen and not child.chosen else None
        if whole is None or whole.source.tier == OTHERS or not child.weighed.code:
            continue
        source = whole.source.weighed
        start = source.code.find(child.weighed.code)
        if start < 0 or whole.alignment.parent_coverage >= parameters.whole_parent:
            continue
        run = Run(0, start, len(child.weighed.code))
        part = Candidate(whole.source, whole.source_id, measured(child.weighed, source, [run]))
        part.score = score(part, 0.0, parameters)
        take_main(part, parameters.least_score, child, claims, parameters)
