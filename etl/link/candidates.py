"""Which earlier clauses are worth comparing with a clause word by word.

Two rules propose: every clause of the latest earlier member of the child's series that shares
telling words with it; and, for the words of the child that this member does not have, the wordings
of all earlier documents that share most pairs of neighbouring words with them. Of one wording that
stands in many documents only the nearest occurrence is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed
from etl.link.collection import Collection, Numbers, distinct
from etl.link.parameters import Parameters

Weights = NDArray[np.float64]


def similar_rows(
    children: Sequence[Weighed], earlier: Sequence[Weighed], parameters: Parameters
) -> list[list[tuple[int, float]]]:
    """Return per child which of the ``earlier`` clauses may share a passage with it, best first.

    Each comes with the most that its two coverages can add up to: words are compared without their
    order, so that what is shared is never underestimated.
    """
    known = np.unique(code_points("".join(child.code for child in children)))
    own, theirs = _bags(children, known), _bags(earlier, known)
    in_child, in_parent = own @ (theirs > 0).T, (own > 0) @ theirs.T
    evidence = np.minimum(in_child, in_parent)
    covered = in_child / _totals(children)[:, None] + in_parent / _totals(earlier)[None, :]
    covered[evidence < parameters.least_passage] = 0
    best = np.argsort(-covered, axis=1, kind="stable")[:, : parameters.near_candidates]
    return [
        [(int(e), float(covered[c, e])) for e in row if covered[c, e] > 0]
        for c, row in enumerate(best)
    ]


def code_points(code: str) -> NDArray[np.uint32]:
    """Return the characters of ``code`` as numbers."""
    return np.frombuffer(code.encode("utf-32-le"), dtype=np.uint32)


def _bags(clauses: Sequence[Weighed], known: NDArray[np.uint32]) -> Weights:
    """Return clauses by known words: the weight that each word has in each clause."""
    words = code_points("".join(clause.code for clause in clauses))
    weights = np.concatenate([np.diff(clause.sums) for clause in clauses])
    row = np.repeat(np.arange(len(clauses)), [len(clause.code) for clause in clauses])
    column = np.searchsorted(known, words)
    column[column == len(known)] = 0
    weights[known[column] != words] = 0
    size = len(clauses) * len(known)
    bags: Weights = np.bincount(row * len(known) + column, weights, size).astype(np.float64)
    return bags.reshape(len(clauses), len(known))


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
        postings = distinct(local * max(1, len(pairs)) + owner)
        unit, self._wordings = np.divmod(postings, max(1, len(pairs)))
        self._first = np.searchsorted(unit, np.arange(len(self._keys) + 1))
        self._pairs = np.array([len(keys) for keys in pairs])

    def search(
        self, row: int, weights: Weights, earlier: int, own: Numbers, parameters: Parameters
    ) -> list[int]:
        """Return the wordings before wording ``earlier`` that may explain words of ``row``.

        Those are returned that share most pairs, by their mere weight and by the measure of
        ``etl.link.select.score``; of the child's own series as many again, since a formula may
        stand in hundreds of other documents.

        Args:
            weights: per word of the row what it counts; 0 where it is explained already.
            own: the wordings of the child's own series.
        """
        keys = pair_keys(self._collection.numbers(row))
        worth = np.where((weights[1:] > 0) & (weights[:-1] > 0), weights[1:] + weights[:-1], 0) / 2
        wanted = np.flatnonzero(worth)
        if not len(wanted) or not earlier:
            return []
        unit = np.searchsorted(self._keys, keys[wanted])
        start, count = self._first[unit], self._first[unit + 1] - self._first[unit]
        telling = self._telling(worth[wanted], count, parameters)
        start, count, value = start[telling], count[telling], worth[wanted][telling]
        place = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
        held = self._wordings[place]
        total: Weights = np.bincount(held, np.repeat(value, count), earlier).astype(np.float64)
        total = total[:earlier]
        hits = np.flatnonzero(total >= parameters.least_pairs)
        mixed, likely = self._shares(hits, total[hits], value, parameters)
        hits, mixed = hits[likely], mixed[likely]
        by_share = hits[np.lexsort((-hits, -mixed.round(6)))]
        by_weight = hits[np.lexsort((-hits, -total[hits].round(6)))]
        most = parameters.far_candidates
        chosen = [by_share[:most], by_weight[: most // 2]]
        if len(own):
            chosen.append(by_share[np.isin(by_share, own)][: most // 2])
        return [int(hit) for hit in distinct(np.concatenate(chosen))]

    def _shares(
        self, hits: Numbers, shared: Weights, value: Weights, parameters: Parameters
    ) -> tuple[Weights, NDArray[np.bool_]]:
        in_child = shared / value.sum()
        in_parent = np.minimum(1, shared / value.mean() / np.maximum(1, self._pairs[hits]))
        high, low = np.maximum(in_child, in_parent), np.minimum(in_child, in_parent)
        mixed = parameters.emphasis * high + (1 - parameters.emphasis) * low
        likely = (mixed >= parameters.least_pair_share) | (shared >= parameters.ample_pairs)
        return mixed, likely

    @staticmethod
    def _telling(worth: Weights, count: Numbers, parameters: Parameters) -> NDArray[np.bool_]:
        """Leave out the commonest pairs, unless they are most of what there is ("takes note")."""
        rare: NDArray[np.bool_] = count <= parameters.common_pair
        if worth[rare].sum() < worth.sum() / 2:
            return np.ones(len(worth), dtype=np.bool_)
        return rare


def pair_keys(words: Numbers) -> Numbers:
    """Return a number for each pair of neighbouring words."""
    return (words[:-1] << 21) | words[1:]
