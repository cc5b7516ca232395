"""A second look, once every source went to the clauses that are most like it.

Of a clause that is left without a parent, or with one that explains it clearly worse than another
could, it is known now what it was not before: where its place is, who goes on from what, and what
the clause after it is a part of. Sources are judged by the same score as at first and taken
strongest first; what else speaks for one only changes how much of the score is asked, or whether
words count that another clause carries on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from etl.link.align import Run, measured
from etl.link.between import places_between
from etl.link.claims import Claims
from etl.link.comparison import (
    Candidate,
    Child,
    alone,
    best,
    in_common,
    is_copy,
    score,
    share_claimed,
    take_main,
)
from etl.link.forsaken import is_left
from etl.link.parameters import Parameters
from etl.link.series import OTHERS


@dataclass(frozen=True, slots=True)
class _Look:
    """A clause with what the others of its document tell of it.

    Attributes:
        places: in the nearest resolution, between the parents of the clauses around it.
        after: the clause after it in reading order.
        is_forsaken: whether the nearest resolution may leave it no source.
    """

    child: Child
    places: range
    after: Child | None
    is_forsaken: bool


def look_again(
    strength: Mapping[int, float],
    children: Sequence[Child],
    claims: Claims,
    forsaken: Collection[int],
    parameters: Parameters,
) -> None:
    """Give clauses the main parent that something else than free words of its own speaks for.

    Args:
        strength: per ``child_id`` the score of what a clause would choose if it were alone.
        forsaken: those to which the nearest resolution may leave no source.
    """
    looks = []
    for look in _looks(children, forsaken, parameters):
        offer, child = _offer(look, claims, parameters), look.child
        rank = (offer.score if offer else 0.0, strength[child.child_id], child.position)
        looks.append((rank, look, offer))
    is_as_before = True
    for _, look, first in sorted(looks, key=lambda one: one[0], reverse=True):
        # Meanwhile others may have taken some of the words, or given some back.
        offer = first if is_as_before else _offer(look, claims, parameters)
        if offer is not None:
            is_as_before = False
            child = look.child
            claims.drop(child.child_id)
            child.chosen.clear()
            asked = parameters.least_score
            child.is_between = offer.score < asked and _is_in_place(offer, look, parameters)
            # Any other with the score asked at first comes before it.
            take_main(offer, min(offer.score, asked), child, claims, parameters)


def _looks(
    children: Sequence[Child], forsaken: Collection[int], parameters: Parameters
) -> Iterator[_Look]:
    children = sorted(children, key=lambda child: child.position)
    parents = [next((c.source for c in child.chosen), None) for child in children]
    nearest = [one.key[1] if one and one.tier == 0 else None for one in parents]
    places = places_between(nearest, parameters.most_between)
    for child, own, after in zip(children, places, [*children[1:], None], strict=True):
        yield _Look(child, own, after, child.child_id in forsaken)


def _offer(look: _Look, claims: Claims, parameters: Parameters) -> Candidate | None:
    """Return the best source that enough speaks for, if it is clearly better than the parent."""
    child = look.child
    ahead = alone(child.chosen[0], parameters) + parameters.nearness if child.chosen else 0.0
    if ahead > 1:
        return None
    found = [
        # Copies, since those that are not taken keep the scores that they were compared by.
        replace(one, score=score(one, _share_counted(one, child, claims, parameters), parameters))
        for one in _sources(look, parameters)
    ]
    found = [one for one in found if one.score >= _score_asked(one, look, parameters)]
    found += _parts(look, parameters)
    offer = best(found, child, parameters) if found else None
    return offer if offer is not None and offer.score >= ahead else None


def _sources(look: _Look, parameters: Parameters) -> Iterator[Candidate]:
    """Yield the clauses of the series to ask, none farther than the parent that there is."""
    child = look.child
    main = child.chosen[0] if child.chosen else None
    farthest = min(main.source.tier if main else OTHERS, OTHERS - 1)
    for one in child.candidates:
        if one is not main and one.source.tier <= farthest:
            yield one
    for one in child.stale:
        if one.source.tier == 0 or (
            one.source.tier <= farthest and look.is_forsaken and is_left(one, child, parameters)
        ):
            yield one


def _share_counted(one: Candidate, child: Child, claims: Claims, parameters: Parameters) -> float:
    """Return the share of the words of a source that count in part, as others carry them on.

    None do if it may lend them: it stays whole in one clause and gives another a good part of both.
    """
    may_lend = (
        one.alignment.evidence >= parameters.least_lent
        and in_common(one, parameters) >= parameters.least_common
    )
    return 0.0 if may_lend else share_claimed(one, child, claims)


def _score_asked(one: Candidate, look: _Look, parameters: Parameters) -> float:
    """Return the score from which a source is accepted: less if the clause has its place there."""
    if is_copy(one, parameters):
        return 0.0
    if _is_in_place(one, look, parameters):
        return parameters.least_score_between
    return parameters.least_score


def _is_in_place(one: Candidate, look: _Look, parameters: Parameters) -> bool:
    return (
        one.source.tier == 0
        and one.source.key[1] in look.places
        and in_common(one, parameters) >= parameters.least_common_between
    )


def _parts(look: _Look, parameters: Parameters) -> list[Candidate]:
    """Return what the next clause is a part of, if all words of this one are another part of it.

    A paragraph that became a list leaves its opening ("Welcomes:") or a short member of its own
    ("Legislative measures;"), of which no two words are telling.
    """
    words = look.child.weighed
    whole = look.after.chosen[0] if look.after and look.after.chosen else None
    if whole is None or look.child.chosen or whole.source.tier == OTHERS or not words.code:
        return []
    start = whole.source.weighed.code.find(words.code)
    if start < 0 or whole.alignment.parent_coverage >= parameters.whole_parent:
        return []
    run = Run(0, start, len(words.code))
    part = Candidate(whole.source, whole.source_id, measured(words, whole.source.weighed, [run]))
    part.score = alone(part, parameters)
    return [part]
