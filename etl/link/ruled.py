"""What people decided about the parents of a clause, honoured above what words tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from etl.link.align import align_rest
from etl.link.comparison import Candidate, Child, alone
from etl.link.parameters import Parameters

Place = tuple[str, int]
"""A clause by the symbol of its resolution and its position there, from 1."""


class Ruled(NamedTuple):
    """Decisions about one clause, as ``etl.model.Ruling`` has them, by places.

    Attributes:
        confirmed: its parents, the main one first if ``has_main``.
        denied: none of its parents, whatever the words say.
    """

    confirmed: tuple[Place, ...] = ()
    denied: frozenset[Place] = frozenset()
    has_main: bool = False

    def __str__(self) -> str:
        """All of it, in one line that is the same for the same decisions."""
        return f"{self.confirmed} {self.has_main} {sorted(self.denied)}"


def deny(child: Child, ruled: Ruled) -> None:
    """Leave out the candidates that people denied."""
    child.candidates = [one for one in child.candidates if one.source.key not in ruled.denied]


def confirm(
    child: Child,
    ruled: Ruled,
    compare: Callable[[Place], Candidate | None],
    parameters: Parameters,
) -> None:
    """Make the confirmed clauses parents of a child whose others were chosen already.

    A main parent that was decided stands before those that were chosen, which stay as further ones
    where they still explain words enough that it does not; other confirmed ones are added.

    Args:
        compare: returns a clause compared with the child; None if it is not earlier, or not loaded.
    """
    confirmed = [one for place in ruled.confirmed if (one := compare(place)) is not None]
    if not confirmed:
        return
    for one in confirmed:
        one.is_decided = True
    keys = {one.source.key for one in confirmed}
    others = [one for one in child.chosen if one.source.key not in keys]
    first = confirmed[:1] if ruled.has_main else []
    before = child.chosen[:1]
    chosen: list[Candidate] = []
    for one in (*first, *others, *confirmed[len(first) :]):
        runs = [run for other in chosen for run in other.alignment.runs]
        if runs:
            rest = align_rest(child.weighed, one.source.weighed, runs, parameters)
            if not one.is_decided and rest.evidence < parameters.least_further_evidence:
                continue
            one = Candidate(one.source, one.source_id, rest, is_decided=one.is_decided)  # noqa: PLW2901
        one.score = alone(one, parameters)
        chosen.append(one)
    child.chosen = chosen
    _find_runner_up(child, before)


def _find_runner_up(child: Child, before: list[Candidate]) -> None:
    """Keep the runner-up, or take who was main before, or nobody; never the new main parent."""
    rivals = [one for one in (*before, child.runner_up) if one is not None]
    main = child.chosen[0].source_id
    child.runner_up = next((one for one in rivals if one.source_id != main), None)
