"""Which earlier clauses are worth comparing with a clause.

For every clause the earlier clauses are ranked by the words and word pairs they share with it,
weighed by how telling these are in the clause's own document. Only strictly earlier documents are
ranked, and no word is left out: formula clauses consist of the commonest ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from scipy import sparse

from etl.link.parameters import Parameters


class UnitIndex:
    """Clauses as rows over words and word pairs, in order of adoption."""

    def __init__(self, clauses: Sequence[Sequence[str]]) -> None:
        self._units: dict[object, int] = {}
        rows = [self._row({*words, *pairwise(words)}) for words in clauses]
        lengths = np.array([len(row) for row in rows])
        self._matrix = sparse.csr_matrix(
            (
                np.ones(int(lengths.sum()), dtype=np.float32),
                np.concatenate(rows) if rows else np.empty(0, dtype=np.int32),
                np.concatenate([[0], np.cumsum(lengths)]),
            ),
            shape=(len(rows), len(self._units)),
        )

    def _row(self, units: set[object]) -> np.ndarray:
        known = self._units
        return np.array(sorted(known.setdefault(u, len(known)) for u in units), dtype=np.int32)

    def nearest(self, rows: range, earlier: int, parameters: Parameters) -> list[list[int]]:
        """Return for each of ``rows`` (one document) its best rows among the first ``earlier``."""
        own = self._matrix[rows.start : rows.stop]
        if not earlier:
            return [[] for _ in rows]
        holding = np.asarray(own.sum(axis=0)).ravel()
        rarity = 1 - np.log(np.maximum(holding, 1)) / np.log(len(rows) + 1)
        weights = np.maximum(rarity, parameters.least_weight)
        shared = (own.multiply(weights).tocsr() @ self._matrix[:earlier].T).tocsr()
        return [self._best(shared, row, parameters.candidates) for row in range(len(rows))]

    @staticmethod
    def _best(shared: sparse.csr_matrix, row: int, most: int) -> list[int]:
        start, stop = shared.indptr[row], shared.indptr[row + 1]
        places, values = shared.indices[start:stop], shared.data[start:stop]
        order = np.lexsort((-places, -values.round(4)))[:most]
        return [int(place) for place in places[order]]
