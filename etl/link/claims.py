"""Which words of each earlier clause the clauses of one document carry on already."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.link.align import Run, Weighed


class Claims:
    """The words carried on, by the clauses that have them."""

    def __init__(self) -> None:
        self._taken: dict[int, bytearray] = {}

    def add(self, source_id: int, source: Weighed, runs: Iterable[Run]) -> None:
        """Mark the words of a source in ``runs`` as carried on."""
        taken = self._taken.setdefault(source_id, bytearray(len(source.code)))
        for run in runs:
            taken[run.parent : run.parent + run.length] = b"\1" * run.length

    def share(self, source_id: int, source: Weighed, runs: Sequence[Run]) -> float:
        """Return which share of the words of a source in ``runs`` is carried on (0..1)."""
        taken = self._taken.get(source_id)
        if taken is None or not runs:
            return 0.0
        sums = source.sums
        whole = sum(sums[run.parent + run.length] - sums[run.parent] for run in runs)
        carried = sum(
            sums[place + 1] - sums[place]
            for run in runs
            for place in range(run.parent, run.parent + run.length)
            if taken[place]
        )
        return carried / whole
