"""Earlier wordings, from all documents, that share pairs of neighbouring words with a clause.

The second of the two rules that propose what is compared word by word: for the words of the child
that the nearest resolution does not have, the wordings of all earlier documents that share most
pairs with them. Of one wording that stands in many documents only the nearest is proposed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.collection import Collection, Numbers, PlaceTable, distinct, places_in, smallest_type
from etl.link.parameters import Parameters

Weights = NDArray[np.float64]


class PairIndex:
    """Wordings by the pairs of neighbouring words in them, in order of first appearance.

    It knows the pairs that the documents asked about have, and no others.
    """

    def __init__(self, collection: Collection) -> None:
        self._collection = collection
        self._lengths = np.maximum(1, collection.lengths[collection.first_rows] - 1)
        is_asked, is_first = collection.is_asked, collection.is_first
        known = _distinct_pairs(collection)
        self._step = len(collection.first_rows) + 1
        wordings = np.array(collection.wording_of, smallest_type(len(known) * self._step))
        # The pair that begins at each word of the documents asked about.
        self._unit_at = np.zeros(len(collection.words), dtype=np.int32)
        # Sorted: the wordings of the first pair, then those of the second, …
        postings = [wordings[:0]]
        table = PlaceTable(known)
        for begins, keys in collection.pairs(is_asked | is_first):
            units = table.places(keys)
            is_known = np.flatnonzero(units < len(known))
            units, places = units[is_known], begins[is_known]
            self._unit_at[places] = units
            rows = collection.row_of[places]
            is_posted = is_first[rows]
            of = wordings[rows[is_posted]]
            postings.append(units[is_posted].astype(of.dtype) * self._step + of)
        self._postings = distinct(np.concatenate(postings)).astype(np.int64, copy=False)
        # One more closes the last.
        self._first = np.searchsorted(self._postings, np.arange(len(known) + 1) * self._step)
        # A search mostly moves such numbers about, so they are as small as can be.
        small = smallest_type(max(len(self._postings), _SEARCHED_TOGETHER * self._step))
        self._wordings = (self._postings % self._step).astype(small)

    def wanted(self, document: int, weights: Weights) -> Wanted:
        """Return the pairs of words of a document to search for.

        Args:
            document: one that is asked about.
            weights: per word of the document what it counts; 0 where it is explained already.
        """
        collection = self._collection
        rows = collection.rows(document)
        stops = collection.first_word[rows.start + 1 : rows.stop + 1]
        words = collection.words[collection.words_of(document)]
        worth = np.where((weights[1:] > 0) & (weights[:-1] > 0), weights[1:] + weights[:-1], 0) / 2
        inner = stops - collection.first_word[rows.start]
        worth[inner[(inner > 0) & (inner < len(words))] - 1] = 0
        places = np.flatnonzero(worth > 0)
        units = self._unit_at[collection.first_word[rows.start] + places].astype(np.int64)
        clause = rows.start + np.searchsorted(inner, places, side="right")
        return Wanted(clause, units, worth[places])

    def search(
        self, wanted: Wanted, earlier: int, own: Numbers, parameters: Parameters
    ) -> dict[int, list[int]]:
        """Return by clause the wordings before ``earlier`` that may explain its words.

        Those are returned that share most pairs, by the measure of ``etl.link.comparison.score``
        and by their mere weight; of the clause's own series as many again, since a formula may
        stand in hundreds of other documents.

        Args:
            own: the wordings of the clauses' own series.
        """
        found: dict[int, list[int]] = {}
        starts = np.flatnonzero(np.diff(wanted.rows, prepend=-1))[::_SEARCHED_TOGETHER]
        for start, stop in pairwise([*starts.tolist(), len(wanted.rows)]):
            here = slice(start, stop)
            part = Wanted(wanted.rows[here], wanted.pairs[here], wanted.worth[here])
            found.update(self._search(part, earlier, own, parameters))
        return found

    def postings_of(self, wordings: Numbers) -> Numbers:
        """Return the part of the index that leads to some wordings."""
        return self._postings[np.isin(self._wordings, wordings)]

    def postings_among(self, postings: Numbers, wordings: Numbers) -> Numbers:
        """Return those of some postings that lead to some wordings."""
        return postings[np.isin(postings % self._step, wordings)]

    def counts(self, pairs: Numbers, earlier: int, enough: int) -> Numbers:
        """Return how many wordings before ``earlier`` have each pair.

        Args:
            enough: of a pair that no more wordings have at all, that is returned instead.
        """
        start = self._first[pairs]
        count = self._first[pairs + 1] - start
        many = np.flatnonzero(count > enough)
        stop = _searched(self._postings, pairs[many] * self._step + earlier)
        count[many] = stop - start[many]
        return count

    def counts_among(self, pairs: Numbers, postings: Numbers) -> Numbers:
        """Return how many of some postings (:meth:`postings_of`) each pair has."""
        start = np.searchsorted(postings, pairs * self._step)
        return np.searchsorted(postings, (pairs + 1) * self._step) - start

    def reaches(
        self,
        wanted: Wanted,
        counts: Numbers,
        earlier: int,
        is_own: Callable[[Numbers, Numbers], NDArray[np.bool_]],
        postings: Numbers,
        parameters: Parameters,
    ) -> Numbers:
        """Return the rows of the clauses for which :meth:`search` considers some wordings.

        Args:
            wanted: of one or more documents; clauses ascend.
            counts: how many wordings before have each pair, see :meth:`counts`.
            earlier: see :meth:`search`.
            is_own: tells for rows and wordings whether the wording is of the row's own series.
            postings: of those wordings, see :meth:`postings_of`.
            parameters: the figures to decide by.
        """
        clause = _clauses(wanted)
        asked = _Asked(clause, wanted.pairs, wanted.worth, counts, counts)
        asked = asked.where(_telling(clause, wanted.worth, counts, parameters))
        start = np.searchsorted(postings, asked.unit * self._step)
        count = np.searchsorted(postings, asked.unit * self._step + earlier) - start
        key = _keys(postings % self._step, start, count, asked.clause * earlier)
        distinct_keys, group = np.unique(key, return_inverse=True)
        total = _sums(group, np.repeat(asked.worth, count), len(distinct_keys))
        enough = total >= parameters.least_pairs - _TOLERANCE
        hits = self._measured(asked, distinct_keys[enough], total[enough], earlier)
        likely = hits.is_likely(parameters, _TOLERANCE)
        rows = wanted.rows[np.flatnonzero(np.diff(clause, prepend=-1))]
        return rows[np.unique(hits.clause[likely | is_own(rows[hits.clause], hits.wording)])]

    def _looked_up(
        self, wanted: Wanted, earlier: int, parameters: Parameters
    ) -> tuple[_Asked, NDArray[np.bool_]]:
        """Return where the wanted pairs are posted, and which of them are looked up."""
        clause = _clauses(wanted)
        start = self._first[wanted.pairs]
        count = _searched(self._postings, wanted.pairs * self._step + earlier) - start
        asked = _Asked(clause, wanted.pairs, wanted.worth, start, count)
        return asked, _telling(clause, wanted.worth, count, parameters)

    def _search(
        self, wanted: Wanted, earlier: int, own: Numbers, parameters: Parameters
    ) -> dict[int, list[int]]:
        asked, kept = self._looked_up(wanted, earlier, parameters)
        rows = wanted.rows[np.flatnonzero(np.diff(asked.clause, prepend=-1))].tolist()
        asked = asked.where(kept)
        key = _keys(self._wordings, asked.start, asked.posted, asked.clause * earlier)
        total = _sums(key, np.repeat(asked.worth, asked.posted), len(rows) * earlier)
        found = np.flatnonzero(total >= parameters.least_pairs)
        hits = self._measured(asked, found, total[found], earlier)
        return dict(zip(rows, _best(hits, len(rows), own, parameters), strict=True))

    def _measured(self, asked: _Asked, keys: Numbers, shared: Weights, earlier: int) -> _Hits:
        """Measure the wordings found by the share of pairs; a key is clause * earlier + wording."""
        clause, wording = np.divmod(keys, max(1, earlier))
        whole = np.bincount(asked.clause, asked.worth)
        mean = whole / np.maximum(1, np.bincount(asked.clause))
        in_child = shared / whole[clause]
        in_parent = np.minimum(1, shared / mean[clause] / self._lengths[wording])
        return _Hits(clause, wording, shared, in_child, in_parent)


class _Asked(NamedTuple):
    """Pairs looked up for some clauses, in a row: where each is posted, and how often before."""

    clause: Numbers
    unit: Numbers
    worth: Weights
    start: Numbers
    posted: Numbers

    def where(self, mask: NDArray[np.bool_]) -> _Asked:
        """Return those that are marked."""
        return _Asked(
            self.clause[mask],
            self.unit[mask],
            self.worth[mask],
            self.start[mask],
            self.posted[mask],
        )


def _clauses(wanted: Wanted) -> Numbers:
    """Return per pair the number of its clause among those that want any."""
    is_next = np.diff(wanted.rows, prepend=wanted.rows[:1]) > 0
    return np.cumsum(is_next, dtype=np.int64)


def _searched(ascending: Numbers, values: Numbers) -> Numbers:
    """Return the place of each value, sought in their order: each is found near the one before."""
    order = np.argsort(values)
    places = np.empty_like(order)
    places[order] = np.searchsorted(ascending, values[order])
    return places


def _keys(wordings: Numbers, start: Numbers, count: Numbers, offset: Numbers) -> Numbers:
    """Return offset + wording for each posting of each pair, pair by pair, as wide as wordings."""
    small = wordings.dtype
    place = np.repeat((start - np.cumsum(count) + count).astype(small), count)
    place += np.arange(len(place), dtype=small)
    keys: Numbers = np.repeat(offset.astype(small), count)
    keys += wordings.take(place, mode="clip")  # all are there: "clip" spares a check of each
    return keys


class _Hits(NamedTuple):
    """Wordings that share pairs with clauses: their weight, and its share of both."""

    clause: Numbers
    wording: Numbers
    shared: Weights
    in_child: Weights
    in_parent: Weights

    def mixed(self, parameters: Parameters) -> Weights:
        """Return the share of the pairs by the measure of ``etl.link.comparison.score``."""
        mixed = parameters.emphasis * np.maximum(self.in_child, self.in_parent)
        mixed += (1 - parameters.emphasis) * np.minimum(self.in_child, self.in_parent)
        return mixed

    def is_likely(self, parameters: Parameters, tolerance: float = 0.0) -> NDArray[np.bool_]:
        """Tell which have pairs enough to be compared if they are of another series."""
        likely: NDArray[np.bool_] = (
            self.mixed(parameters) >= parameters.least_pair_share - tolerance
        ) | (self.shared >= parameters.ample_pairs - tolerance)
        return likely


def _best(hits: _Hits, clauses: int, own: Numbers, parameters: Parameters) -> list[list[int]]:
    mixed, likely = hits.mixed(parameters), hits.is_likely(parameters)
    most = parameters.far_candidates
    chosen = np.zeros(len(hits.clause), dtype=np.bool_)
    for among, measure, limit in (
        (likely, mixed, most),
        (likely, hits.shared, most // 2),
        (places_in(own, hits.wording) < len(own), mixed, most // 2),
    ):
        chosen[among] |= _first_of_each(
            hits.clause[among], hits.wording[among], measure[among], limit
        )
    found: list[list[int]] = [[] for _ in range(clauses)]
    pairs = zip(hits.clause[chosen].tolist(), hits.wording[chosen].tolist(), strict=True)
    for at, one in pairs:
        found[at].append(one)
    return found


# For sums made in another order.
_TOLERANCE = 1e-9

# Clauses searched for at once: enough for calls of numpy to cost little, few enough for the sums
# over all wordings to take some megabytes.
_SEARCHED_TOGETHER = 32


class Wanted(NamedTuple):
    """Pairs of neighbouring words of a document that no source explains yet, in reading order.

    Attributes:
        rows: per pair the row of its clause.
        pairs: the numbers that the index has for them.
        worth: their weights.
    """

    rows: Numbers
    pairs: Numbers
    worth: Weights

    def of(self, rows: Sequence[int]) -> Wanted:
        """Return those of some clauses."""
        here = np.isin(self.rows, rows)
        return Wanted(self.rows[here], self.pairs[here], self.worth[here])


NOTHING_WANTED = Wanted(
    np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
)


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


def _distinct_pairs(collection: Collection) -> Numbers:
    """Return the pairs that the documents asked about have, each once, ascending."""
    small = smallest_type(collection.strange**2)
    parts = (keys.astype(small) for _, keys in collection.pairs(collection.is_asked))
    return distinct(np.concatenate([np.empty(0, small), *parts])).astype(np.int64)
