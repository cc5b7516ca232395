"""From alignments to parents: the fewest earlier clauses that explain a document's words.

All clauses of one document are judged together, strongest claim first, because the words of a
parent that one clause carries on prove little for a second clause that shares them by formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from etl.link.align import Alignment, Run, Weighed, align_rest
from etl.link.parameters import Parameters


class Source(NamedTuple):
    """An earlier clause as selection sees it.

    ``series`` is 2 for the child's own series, 1 for a cited document, 0 otherwise; ``day`` the
    adoption date as a number; ``place`` (symbol, position) ends every tie.
    """

    series: int
    day: int
    document: str
    position: int
    weighed: Weighed


@dataclass(slots=True)
class Candidate:
    """One earlier clause compared with one child."""

    source: Source
    source_id: int
    alignment: Alignment
    score: float = 0.0


@dataclass(slots=True)
class Child:
    """A clause whose parents are sought, with its candidates in any order."""

    clause_id: int
    position: int
    weighed: Weighed
    candidates: list[Candidate]
    chosen: list[Candidate] = field(default_factory=list)
    runner_up: Candidate | None = None


class Claims:
    """Which words of each parent the clauses of one document already carry."""

    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[int, int]]] = {}

    def add(self, parent: int, runs: Sequence[Run]) -> None:
        """Mark the words of ``runs`` as carried."""
        self._taken.setdefault(parent, []).extend(
            (run.parent, run.parent + run.length) for run in runs
        )

    def overlap(self, parent: int, runs: Sequence[Run], sums: Sequence[float]) -> float:
        """Return the weight of those words of ``runs`` that are carried already."""
        taken = self._taken.get(parent)
        if not taken:
            return 0.0
        flags = bytearray(len(sums) - 1)
        for start, end in taken:
            flags[start:end] = b"\1" * (end - start)
        return sum(
            sums[place + 1] - sums[place]
            for run in runs
            for place in range(run.parent, run.parent + run.length)
            if flags[place]
        )


def score(alignment: Alignment, claimed: float, parameters: Parameters) -> float:
    """Return 0..1: how much of both texts the shared words are, less what others carry already."""
    if not alignment.evidence:
        return 0.0
    free = max(0.0, 1 - claimed * (1 - parameters.claimed_share) / alignment.evidence)
    high = max(alignment.child_coverage, alignment.parent_coverage)
    low = min(alignment.child_coverage, alignment.parent_coverage)
    mixed = parameters.emphasis * high + (1 - parameters.emphasis) * low
    evidence = alignment.evidence * free
    return mixed * free * evidence / (evidence + parameters.small_evidence)


def choose(children: Sequence[Child], parameters: Parameters) -> None:
    """Fill in ``chosen`` (the main parent first) and ``runner_up`` of every child."""
    claims = Claims()
    for child in children:
        for candidate in child.candidates:
            candidate.score = score(candidate.alignment, 0.0, parameters)
    order = sorted(
        children,
        key=lambda child: (-max((c.score for c in child.candidates), default=0), child.position),
    )
    for child in order:
        _choose_main(child, claims, parameters)
    for child in order:
        while child.chosen and _choose_further(child, claims, parameters):
            pass


def _rank(candidate: Candidate, child: Child) -> tuple[object, ...]:
    source = candidate.source
    return (
        -source.series,
        -source.day,
        -round(candidate.score, 4),
        abs(source.position - child.position),
        source.document,
        source.position,
    )


def _choose_main(child: Child, claims: Claims, parameters: Parameters) -> None:
    for candidate in child.candidates:
        claimed = claims.overlap(
            candidate.source_id, candidate.alignment.runs, candidate.source.weighed.sums
        )
        candidate.score = score(candidate.alignment, claimed, parameters)
    best = max((candidate.score for candidate in child.candidates), default=0.0)
    if best < parameters.least_score:
        return
    near = [
        candidate
        for candidate in child.candidates
        if candidate.score >= max(parameters.least_score, best - parameters.nearness)
    ]
    main = min(near, key=lambda candidate: _rank(candidate, child))
    child.chosen.append(main)
    others = [candidate for candidate in child.candidates if candidate is not main]
    child.runner_up = min(
        others, key=lambda candidate: (-round(candidate.score, 4), *_rank(candidate, child)), default=None
    )
    claims.add(main.source_id, main.alignment.runs)


def _choose_further(child: Child, claims: Claims, parameters: Parameters) -> bool:
    explained = [run for candidate in child.chosen for run in candidate.alignment.runs]
    carried = sum(child.weighed.sums[r.child + r.length] - child.weighed.sums[r.child] for r in explained)
    if child.weighed.sums[-1] - carried < parameters.least_further_evidence:
        return False
    taken = {candidate.source_id for candidate in child.chosen}
    found = []
    for candidate in child.candidates:
        if candidate.source_id in taken:
            continue
        rest = align_rest(child.weighed, candidate.source.weighed, explained, parameters)
        claimed = claims.overlap(candidate.source_id, rest.runs, candidate.source.weighed.sums)
        evidence = rest.evidence - claimed * (1 - parameters.claimed_share)
        if evidence >= parameters.least_further_evidence:
            found.append(Candidate(candidate.source, candidate.source_id, rest, evidence))
    if not found:
        return False
    best = max(candidate.score for candidate in found)
    near = [c for c in found if c.score >= best * (1 - parameters.nearness)]
    further = min(near, key=lambda candidate: _rank(candidate, child))
    further.score = score(further.alignment, 0.0, parameters)
    child.chosen.append(further)
    claims.add(further.source_id, further.alignment.runs)
    return True
