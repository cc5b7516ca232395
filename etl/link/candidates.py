"""Which clauses of the nearest resolution are worth comparing with a clause word by word.

The first of the two rules that propose: every clause of the latest earlier member of the child's
series that shares telling words with it. ``etl.link.pair_index`` is the other.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed
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
