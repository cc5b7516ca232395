"""Earlier wordings, from all documents, that share pairs of neighbouring words with a clause.

The second of the two rules that propose what is compared word by word: for the words of the child
that the nearest resolution does not have, the wordings of all earlier documents that share most
pairs with them. Of one wording that stands in many documents only the nearest is proposed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.collection import Collection, Numbers, distinct
from etl.link.parameters import Parameters

Weights = NDArray[np.float64]


class PairIndex:
    """Wordings by the pairs of neighbouring words in them, in order of first appearance."""

    def __init__(self, collection: Collection) -> None:
        pairs = [pair_keys(collection.numbers(rows[0])) for rows in collection.rows_of]
        self._lengths = np.array([max(1, len(keys)) for keys in pairs], dtype=np.int64)
        self._ends = np.cumsum([len(keys) for keys in pairs])
        owner = np.repeat(np.arange(len(pairs)), [len(keys) for keys in pairs])
        keys = np.concatenate([*pairs, np.empty(0, dtype=np.int64)])
        self._keys, self._units = np.unique(keys, return_inverse=True)
        # Ascending: the wordings of the first pair, then those of the second, …
        self._step = len(pairs) + 1
        self._postings = distinct(self._units * self._step + owner)
        self._first = np.searchsorted(self._postings, np.arange(len(self._keys)) * self._step)
        self._collection = collection

    def wanted(self, row: int, weights: Weights) -> Wanted:
        """Return the pairs of words of a row to search for.

        Args:
            weights: per word of the row what it counts; 0 where it is explained already.
        """
        worth = np.where((weights[1:] > 0) & (weights[:-1] > 0), weights[1:] + weights[:-1], 0) / 2
        units = self._units_of(row)
        places = np.flatnonzero((worth > 0) & (units >= 0))
        return Wanted(units[places], worth[places])

    def _units_of(self, row: int) -> Numbers:
        """Return the numbers of the pairs of a row, -1 for a pair that no sample of a wording has.

        Only a row that parts words otherwise ("Inter-American") than the first of its wording did
        can have such a pair.
        """
        collection = self._collection
        wording = collection.wording_of[row]
        if collection.code(row) == collection.code(collection.rows_of[wording][0]):
            return self._units[self._ends[wording - 1] if wording else 0 : self._ends[wording]]
        keys = pair_keys(collection.numbers(row))
        units = np.minimum(np.searchsorted(self._keys, keys), max(0, len(self._keys) - 1))
        return np.where(self._keys[units] == keys, units, -1) if len(self._keys) else keys * 0 - 1

    def search(
        self, wanted: Sequence[Wanted], earlier: int, own: Numbers, parameters: Parameters
    ) -> list[list[int]]:
        """Return for each clause the wordings before ``earlier`` that may explain its words.

        Those are returned that share most pairs, by the measure of ``etl.link.select.score`` and by
        their mere weight; of the clause's own series as many again, since a formula may stand in
        hundreds of other documents.

        Args:
            own: the wordings of the clauses' own series.
        """
        found: list[list[int]] = []
        for first in range(0, len(wanted), _SEARCHED_TOGETHER):
            group = wanted[first : first + _SEARCHED_TOGETHER]
            found += self._search(group, earlier, own, parameters)
        return found

    def _search(
        self, wanted: Sequence[Wanted], earlier: int, own: Numbers, parameters: Parameters
    ) -> list[list[int]]:
        clause = np.repeat(np.arange(len(wanted)), [len(one.pairs) for one in wanted])
        unit = np.concatenate([one.pairs for one in wanted])
        worth = np.concatenate([one.worth for one in wanted])
        start = self._first[unit]
        count = np.searchsorted(self._postings, unit * self._step + earlier) - start
        kept = _telling(clause, worth, count, parameters)
        clause, worth, start, count = clause[kept], worth[kept], start[kept], count[kept]
        place = np.repeat(start - np.cumsum(count) + count, count) + np.arange(count.sum())
        key = self._postings[place] % self._step + np.repeat(clause * earlier, count)
        total = _sums(key, np.repeat(worth, count), len(wanted) * earlier)
        hits = np.flatnonzero(total >= parameters.least_pairs)
        whole = _sums(clause, worth, len(wanted))
        pairs = np.maximum(1, np.bincount(clause, minlength=len(wanted)))
        return self._best(hits, total[hits], whole, whole / pairs, earlier, own, parameters)

    def _best(
        self,
        hits: Numbers,
        shared: Weights,
        whole: Weights,
        mean: Weights,
        earlier: int,
        own: Numbers,
        parameters: Parameters,
    ) -> list[list[int]]:
        clause, wording = np.divmod(hits, max(1, earlier))
        in_child = shared / whole[clause]
        in_parent = np.minimum(1, shared / mean[clause] / self._lengths[wording])
        mixed = parameters.emphasis * np.maximum(in_child, in_parent)
        mixed += (1 - parameters.emphasis) * np.minimum(in_child, in_parent)
        most = parameters.far_candidates
        likely = (mixed >= parameters.least_pair_share) | (shared >= parameters.ample_pairs)
        chosen = np.zeros(len(hits), dtype=np.bool_)
        for among, measure, limit in (
            (likely, mixed, most),
            (likely, shared, most // 2),
            (np.isin(wording, own), mixed, most // 2),
        ):
            chosen[among] |= _first_of_each(clause[among], wording[among], measure[among], limit)
        found: list[list[int]] = [[] for _ in whole]
        for at, one in zip(clause[chosen].tolist(), wording[chosen].tolist(), strict=True):
            found[at].append(one)
        return found


# Clauses searched for at once: their sums over all wordings then stay in the processor's cache.
_SEARCHED_TOGETHER = 8


class Wanted(NamedTuple):
    """Pairs of neighbouring words of a clause that no source explains yet, and their worth."""

    pairs: Numbers
    worth: Weights


def _telling(
    clause: Numbers, worth: Weights, count: Numbers, parameters: Parameters
) -> NDArray[np.bool_]:
    """Leave out the commonest pairs, unless they are most of a clause ("takes note")."""
    rare: NDArray[np.bool_] = count <= parameters.common_pair
    whole, left = np.bincount(clause, worth), np.bincount(clause, worth * rare)
    poor: NDArray[np.bool_] = (left < whole / 2)[clause]
    return rare | poor


def _sums(groups: Numbers, values: Weights, count: int) -> Weights:
    """Return the sum of the values of each of ``count`` groups."""
    sums: Weights = np.bincount(groups, values, count).astype(np.float64, copy=False)
    return sums


def _first_of_each(
    clause: Numbers, wording: Numbers, measure: Weights, most: int
) -> NDArray[np.bool_]:
    """Mark the ``most`` wordings of each clause that measure most, later ones first if equal.

    ``clause`` ascends.
    """
    order = np.lexsort((-wording, -measure.round(6), clause))
    place = np.arange(len(order)) - np.searchsorted(clause, clause)
    chosen = np.zeros(len(order), dtype=np.bool_)
    chosen[order[place < most]] = True
    return chosen


def pair_keys(words: Numbers) -> Numbers:
    """Return a number for each pair of neighbouring words."""
    return (words[:-1] << 21) | words[1:]
