"""Words of a clause as the set bits of a number: unions and differences are one operation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from etl.link.align import Run


def places_of(runs: Iterable[Run]) -> int:
    """Return the words of the child in ``runs`` as the set bits of a number."""
    places = 0
    for run in runs:
        places |= ((1 << run.length) - 1) << run.child
    return places


def weight_of(places: int, sums: Sequence[float], enough: float) -> float:
    """Return the weight of the words at the set bits; no more is counted once it is ``enough``."""
    weight = 0.0
    while places and weight < enough:
        start = (places & -places).bit_length() - 1
        length = ((places >> start) ^ ((places >> start) + 1)).bit_length() - 1
        weight += sums[start + length] - sums[start]
        places &= ~(((1 << length) - 1) << start)
    return weight
