"""Where a clause without a parent would have it: between the parents of the clauses around it.

Drafters keep the order of the resolution they work from. Of a clause that was rewritten for the
year (the note on a body's latest meeting) they leave few words, but its place.
"""

from __future__ import annotations

from collections.abc import Sequence

_NOWHERE = range(0)


def places_between(parents: Sequence[int | None], most: int) -> list[range]:
    """Return per clause the places between the parents of the clauses around it.

    Args:
        parents: per clause of a document, in reading order, the position (from 1) of its parent in
            the nearest resolution; None if it has none there. The first clause has the beginning
            before it.
        most: clauses without a parent in a row, and places between the parents around them, above
            which order tells nothing.

    Returns:
        Empty for a clause that has its parent there, for those after the last that has one, and
        where the parents around are not in order.
    """
    found = [_NOWHERE] * len(parents)
    before, first = 0, 0
    for at, parent in enumerate(parents):
        if parent is not None:
            places = range(before + 1, parent)
            if max(at - first, len(places)) <= most:
                found[first:at] = [places] * (at - first)
            before, first = parent, at + 1
    return found
