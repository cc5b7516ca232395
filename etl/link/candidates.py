"""Which earlier clauses are worth comparing with a clause word by word.

Two rules propose: every clause of the latest earlier member of the child's series that shares
telling words with it; and, for the words of the child that this member does not have, the wordings
of all earlier documents that share most pairs of neighbouring words with them. Of one wording that
stands in many documents only the nearest occurrence is proposed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed
from etl.link.collection import Collection, Numbers
from etl.link.parameters import Parameters

Weights = NDArray[np.float64]


def similar_rows(
    children: Sequence[Weighed], earlier: Sequence[Weighed], parameters: Parameters
) -> list[list[int]]:
    """Return per child which of the ``earlier`` clauses may share a passage with it, best first.

    Words are compared without their order, so that the weight shared is never underestimated.
    """
    own = [code_points(child.code) for child in children]
    theirs = [code_points(clause.code) for clause in earlier]
    known = np.unique(np.concatenate(own))
    own_weight = _bags(own, [child.sums for child in children], known)
    their_weight = _bags(theirs, [clause.sums for clause in earlier], known)
    in_child = own_weight @ (their_weight > 0).T
    in_parent = (own_weight > 0).astype(float) @ their_weight.T
    evidence = np.minimum(in_child, in_parent)
    covered = in_child / _totals(children)[:, None] + in_parent / _totals(earlier)[None, :]
    covered[evidence < parameters.least_fresh] = 0
    best = np.argsort(-covered, axis=1, kind="stable")[:, : parameters.near_candidates]
    return [[int(e) for e in row if covered[c, e] > 0] for c, row in enumerate(best)]


def code_points(code: str) -> NDArray[np.uint32]:
    """Return the characters of ``code`` as numbers."""
    return np.frombuffer(code.encode("utf-32-le"), dtype=np.uint32)


def _bags(
    clauses: Sequence[NDArray[np.uint32]], sums: Sequence[Sequence[float]], known: NDArray[np.uint32]
) -> Weights:
    """Return clauses by known words: the weight that each word has in each clause."""
    bags = np.zeros((len(clauses), len(known)))
    for row, (words, running) in enumerate(zip(clauses, sums, strict=True)):
        column = np.searchsorted(known, words)
        column[column == len(known)] = 0
        here = known[column] == words
        np.add.at(bags[row], column[here], np.diff(running)[here])
    return bags


def _totals(clauses: Sequence[Weighed]) -> Weights:
    return np.array([clause.sums[-1] or 1.0 for clause in clauses])


class PairIndex:
    """Wordings by the pairs of neighbouring words in them, in order of first appearance."""

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        sample = [rows[0] for rows in collection.rows_of]
        pairs = [pair_keys(collection.numbers(row)) for row in sample]
        owner = np.repeat(np.arange(len(pairs)), [len(keys) for keys in pairs])
        keys = np.concatenate([*pairs, np.empty(0, dtype=np.int64)])
        self._keys, local = np.unique(keys, return_inverse=True)
        postings = np.unique(local * max(1, len(pairs)) + owner)
        unit, self._wordings = np.divmod(postings, max(1, len(pairs)))
        self._first = np.searchsorted(unit, np.arange(len(self._keys) + 1))
        self.proposed: Counter[str] = Counter()

    def search(
        self, row: int, weights: Weights, earlier: int, parameters: Parameters
    ) -> list[int]:
        """Return the wordings before wording ``earlier`` that share most pairs with ``row``.

        Args:
            weights: per word of the row what it counts; 0 where it is explained already.
        """
        keys = pair_keys(self._collection.numbers(row))
        if not len(keys) or not earlier:
            return []
        worth = np.where((weights[1:] > 0) & (weights[:-1] > 0), weights[1:] + weights[:-1], 0) / 2
        unit = np.searchsorted(self._keys, keys)
        wanted = worth > 0
        slices, values = [], []
        for place in np.flatnonzero(wanted):
            held = self._wordings[self._first[unit[place]] : self._first[unit[place] + 1]]
            held = held[: np.searchsorted(held, earlier)]
            slices.append(held)
            values.append(np.full(len(held), worth[place]))
        if not slices:
            return []
        total = np.bincount(np.concatenate(slices), np.concatenate(values), minlength=1)
        hits = np.flatnonzero(total >= parameters.least_pairs)
        order = np.lexsort((-hits, -total[hits].round(6)))[: parameters.far_candidates]
        return [int(hit) for hit in hits[order]]


def pair_keys(words: Numbers) -> Numbers:
    """Return a number for each pair of neighbouring words."""
    return (words[:-1] << 21) | words[1:]
