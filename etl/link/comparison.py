"""Earlier clauses compared with a child: how well each explains it, and which is best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.link.align import Alignment, Weighed, is_whole, longest, plain_coverages
from etl.link.claims import Claims
from etl.link.parameters import Parameters
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
        kept: what :func:`alone` returns, once it was asked.
    """

    source: Source
    source_id: int
    alignment: Alignment
    score: float = 0.0
    is_filled_in: bool = False
    is_decided: bool = False
    kept: float | None = None


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
    and the mere amount of it, for long clauses that were rewritten but for some passages; of an
    older resolution the amount counts only beside a good part of both. Elsewhere the share of the
    child counts, and it takes more words to prove anything, some of them in a row: formulas, titles
    and years are common to all. What another clause carries already (share ``claimed``) counts in
    part.
    """
    alignment = candidate.alignment
    free = 1 - claimed * (1 - parameters.claimed_share)
    evidence = alignment.evidence * free
    if evidence <= 0:
        return 0.0
    if candidate.source.tier != OTHERS:
        common = _common(alignment, free, parameters)
        amount = evidence / (evidence + parameters.ample_evidence)
        if candidate.source.tier > 0 and not _is_enough_of_older(
            in_common(candidate, parameters), common + amount, parameters
        ):
            return common
        return max(common, amount)
    low = min(alignment.child_coverage, alignment.parent_coverage)
    if low == 1.0:
        return free
    if longest(alignment) < parameters.least_run:
        return 0.0
    in_child, in_parent = plain_coverages(alignment, candidate.source.weighed)
    mixed = (min(alignment.child_coverage, in_child) + min(low, in_child, in_parent)) / 2
    if candidate.is_filled_in:
        mixed *= parameters.filled_in_share
    return mixed * free * evidence / (evidence + parameters.small_evidence_elsewhere)


def _is_enough_of_older(share: float, both: float, parameters: Parameters) -> bool:
    """Tell whether the mere amount of words may speak for an older source of the series.

    Args:
        share: what the two texts have in common, whoever else carries it on.
        both: share and amount, added.
    """
    return share >= parameters.least_common and both >= 2 * parameters.least_score


def alone(candidate: Candidate, parameters: Parameters) -> float:
    """Return how well a parent explains a child if nobody else carries on its words."""
    if candidate.kept is None:
        candidate.kept = score(candidate, 0.0, parameters)
    return candidate.kept


def in_common(candidate: Candidate, parameters: Parameters) -> float:
    """Return 0..1: the share of both texts that they have in common, whoever else carries it on."""
    return _common(candidate.alignment, 1.0, parameters)


def _common(alignment: Alignment, free: float, parameters: Parameters) -> float:
    high = max(alignment.child_coverage, alignment.parent_coverage)
    low = min(alignment.child_coverage, alignment.parent_coverage)
    mixed = parameters.emphasis * high + (1 - parameters.emphasis) * low
    evidence = alignment.evidence * free
    return mixed * free * evidence / (evidence + parameters.small_evidence)


def may_be_main(candidate: Candidate, parameters: Parameters) -> bool:
    """Tell whether a candidate is like enough to be a parent if nobody else has its words."""
    return may_be_main_at(alone(candidate, parameters), candidate, parameters)


def may_be_main_at(score: float, candidate: Candidate, parameters: Parameters) -> bool:
    """Tell whether a candidate is like enough to be a parent with the score that it has."""
    return score >= parameters.least_score or is_copy(candidate, parameters)


def is_copy(candidate: Candidate, parameters: Parameters) -> bool:
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
    return alone(candidate, parameters) >= parameters.least_score


def rank(candidate: Candidate, child: Child) -> tuple[object, ...]:
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


def best(found: Sequence[Candidate], child: Child, parameters: Parameters) -> Candidate:
    """Return the best candidate; a nearer tier is preferred unless an older is clearly better."""
    top = max(candidate.score for candidate in found)
    near = [c for c in found if c.score >= top - parameters.nearness]
    return min(near, key=lambda candidate: rank(candidate, child))


def find_runner_up(child: Child) -> Candidate | None:
    """Return the best of the candidates that are not the main parent, and somewhat like."""
    main = child.chosen[0]
    others = [
        candidate
        for candidate in (*child.candidates, *child.stale)
        if candidate.source_id != main.source_id and round(candidate.score, 4) > 0
    ]
    return min(others, key=lambda c: (-round(c.score, 4), *rank(c, child)), default=None)


def take_main(
    main: Candidate, first_score: float, child: Child, claims: Claims, parameters: Parameters
) -> None:
    """Make a candidate the main parent of a child that has none.

    Args:
        first_score: the least score with which another would have been chosen instead.
    """
    child.first, child.first_score = main, first_score
    if is_copy(main, parameters):
        main.score = alone(main, parameters)
    child.chosen.append(main)
    claim(main, child, claims)
    for candidate in child.stale:
        candidate.score = alone(candidate, parameters)
    child.runner_up = find_runner_up(child)


def share_claimed(candidate: Candidate, child: Child, claims: Claims) -> float:
    """Return which share of the words that a candidate gives other clauses carry on (0..1)."""
    source, runs = candidate.source.weighed, candidate.alignment.runs
    return claims.share(child.child_id, candidate.source_id, source, runs)


def claim(candidate: Candidate, child: Child, claims: Claims) -> None:
    """Mark the words that a candidate gives a child as carried on."""
    claims.add(child.child_id, candidate.source_id, candidate.alignment.runs)
