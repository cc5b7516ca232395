"""Which clauses of the nearest resolution are worth comparing with a clause word by word.

The first of the two rules that propose: every clause of the latest earlier member of the child's
series that shares telling words with it. ``etl.link.pair_index`` is the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed
from etl.link.parameters import Parameters

Numbers = NDArray[np.int64]
Weights = NDArray[np.float64]


def similar_rows(
    children: Sequence[Weighed], earlier: Sequence[Weighed], parameters: Parameters
) -> list[list[tuple[int, float]]]:
    """Return per child which of the ``earlier`` clauses may share a passage with it, best first.

    Each comes with the most that its two coverages can add up to: words are compared without their
    order, so that what is shared is never underestimated. All clauses have words.
    """
    code = "".join([clause.code for clause in (*children, *earlier)])
    words = np.unique(code_points(code), return_inverse=True)[1]
    in_children = sum([len(child.code) for child in children])
    own, theirs = words[:in_children], words[in_children:]
    in_child = _shared(children, own, earlier, theirs)
    in_parent = _shared(earlier, theirs, children, own).T
    evidence = np.minimum(in_child, in_parent)
    covered = in_child / _totals(children)[:, None] + in_parent / _totals(earlier)[None, :]
    covered[evidence < parameters.least_passage] = 0
    best = np.argsort(-covered, axis=1, kind="stable")[:, : parameters.near_candidates]
    most = np.take_along_axis(covered, best, axis=1)
    return [
        [(place, one) for place, one in zip(*row, strict=True) if one > 0]
        for row in zip(best.tolist(), most.tolist(), strict=True)
    ]


def code_points(code: str) -> NDArray[np.uint32]:
    """Return the characters of ``code`` as numbers."""
    return np.frombuffer(code.encode("utf-32-le"), dtype=np.uint32)


def _shared(
    clauses: Sequence[Weighed], words: Numbers, others: Sequence[Weighed], their_words: Numbers
) -> Weights:
    """Return by clause and other what the clause's words weigh that the other has, too.

    A product of two matrices says the same, but linear algebra libraries share it out among
    threads, whose waiting for each other takes longer than the work.

    Args:
        words: those of all clauses in a row; ``their_words`` those of the others.
    """
    lengths, their_lengths = _lengths(clauses), _lengths(others)
    has = np.zeros((len(others), max(words.max(), their_words.max()) + 1), dtype=np.bool_)
    has[np.repeat(np.arange(len(others)), their_lengths), their_words] = True
    sums = np.array([*chain.from_iterable(clause.sums for clause in clauses)])
    weights = np.delete(np.diff(sums), np.cumsum(lengths + 1)[:-1] - 1)
    shared: Weights = np.add.reduceat(has[:, words] * weights, np.cumsum(lengths) - lengths, axis=1)
    return shared.T


def _lengths(clauses: Sequence[Weighed]) -> Numbers:
    return np.array([len(clause.code) for clause in clauses], dtype=np.int64)


def _totals(clauses: Sequence[Weighed]) -> Weights:
    return np.array([clause.sums[-1] or 1.0 for clause in clauses])
