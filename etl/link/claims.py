"""Which words of each earlier clause the clauses of one document carry on already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from etl.link.align import Run, Weighed


class Claims:
    """The words carried on, by the clauses that have them and the clauses that carry them on."""

    def __init__(self) -> None:
        self._runs: defaultdict[int, dict[int, list[Run]]] = defaultdict(dict)

    def add(self, child_id: int, source_id: int, runs: Iterable[Run]) -> None:
        """Mark the words of a source in ``runs`` as carried on by a child."""
        self._runs[source_id].setdefault(child_id, []).extend(runs)

    def drop(self, child_id: int) -> None:
        """Let a child carry on no words of any source."""
        for runs in self._runs.values():
            runs.pop(child_id, None)

    def share(self, child_id: int, source_id: int, source: Weighed, runs: Sequence[Run]) -> float:
        """Return which share of the words of a source in ``runs`` others carry on (0..1).

        Args:
            child_id: the one that asks; what it carries on itself does not count.
        """
        users = self._runs.get(source_id, {})
        if not runs or not users.keys() - {child_id}:
            return 0.0
        taken = bytearray(len(source.code))
        for user, claimed in users.items():
            for run in claimed if user != child_id else ():
                taken[run.parent : run.parent + run.length] = b"\1" * run.length
        sums = source.sums
        whole = sum(sums[run.parent + run.length] - sums[run.parent] for run in runs)
        carried = sum(
            sums[place + 1] - sums[place]
            for run in runs
            for place in range(run.parent, run.parent + run.length)
            if taken[place]
        )
        return carried / whole
