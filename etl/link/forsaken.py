"""Clauses to which the nearest resolution may leave no source, since others are more like it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import compress

from etl.link.parameters import Parameters
from etl.link.select import Child, may_be_main


def forsaken_by_nearest(children: Iterable[Child], parameters: Parameters) -> frozenset[int]:
    """Return the clauses, by ``child_id``, to which the nearest resolution may leave no source.

    They are like clauses of it only with which others share still more.
    """
    nearest = [(c, [one for one in c.candidates if one.source.tier == 0]) for c in children]
    most: dict[int, tuple[float, int]] = {}
    for child, sources in nearest:
        for one in sources:
            share = (one.alignment.evidence, -child.position)
            most[one.source_id] = max(most.get(one.source_id, share), share)
    found = []
    for child, sources in nearest:
        has_most = [most[one.source_id][1] == -child.position for one in sources]
        able = (may_be_main(one, parameters) for one in compress(sources, has_most))
        if not any(able) and any(may_be_main(one, parameters) for one in sources):
            found.append(child.child_id)
    return frozenset(found)
