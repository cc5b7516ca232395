"""Clauses for which the nearest resolution is not enough.

To some it may leave no source, since others are more like it; of some it has only what was said for
a year instead of a formula that came back.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import compress

from etl.link.align import align
from etl.link.comparison import Candidate, Child, alone, may_be_main
from etl.link.parameters import Parameters
from etl.link.places import places_of, weight_of


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


def is_enough(nearest: Sequence[Candidate], child: Child, parameters: Parameters) -> bool:
    """Tell whether clauses of the nearest resolution leave no room for a much better source.

    One of them may be a parent, and no older one of the series can be better by so much that it
    came back.
    """
    able = [alone(one, parameters) for one in nearest if may_be_main(one, parameters)]
    whole = child.weighed.sums[-1]
    most = whole / (whole + parameters.small_evidence)
    return bool(able) and max(able) + parameters.lead_of_returned > most


def is_left(older: Candidate, child: Child, parameters: Parameters) -> bool:
    """Tell whether an older source of the series is not carried on by the nearest resolution.

    In the words that the child has: a formula that came back stands beside its twin, which has the
    better claim to the only one of its kind in the nearest resolution.
    """
    given, sums = places_of(older.alignment.runs), child.weighed.sums
    least = min(parameters.least_fresh, sums[-1] / 2)
    source = older.source
    for other in (*child.candidates, *child.stale):
        known = places_of(other.alignment.runs)
        if other.source.tier == 0 and weight_of(given & ~known, sums, least) < least:
            shared = align(other.source.weighed, source.weighed, parameters)
            if may_be_main(Candidate(source, older.source_id, shared), parameters):
                return False
    return True
