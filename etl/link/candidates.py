"""Which clauses of the nearest resolution are worth comparing with a clause word by word.

The first of the two rules that propose: every clause of the latest earlier member of the child's
series that shares telling words with it. ``etl.link.pair_index`` is the other.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.parameters import Parameters

Numbers = NDArray[np.integer[Any]]
Weights = NDArray[np.float64]


class Worded(NamedTuple):
    """Clauses of one document, each with some words.

    Attributes:
        words: those of all clauses in a row, as numbers.
        weights: per word.
        lengths: per clause the number of its words.
    """

    words: Numbers
    weights: Weights
    lengths: Numbers


def similar_rows(
    children: Worded, earlier: Worded, parameters: Parameters
) -> list[list[tuple[int, float]]]:
    """Return per child which of the ``earlier`` clauses may share a passage with it, best first.

    Each comes with the most that its two coverages can add up to: words are compared without their
    order, so that what is shared is never underestimated.
    """
    own, theirs, count = _numbered(children.words, earlier.words)
    in_child = _shared(children, own, _having(earlier, theirs, count))
    in_parent = _shared(earlier, theirs, _having(children, own, count)).T
    evidence = np.minimum(in_child, in_parent)
    covered = in_child / _totals(children)[:, None] + in_parent / _totals(earlier)[None, :]
    covered[evidence < parameters.least_passage] = 0
    # Rounded, so that how numbers were added up does not decide between equals.
    order = np.argsort(-covered.round(9), axis=1, kind="stable")
    best = order[:, : parameters.near_candidates]
    most = np.take_along_axis(covered, best, axis=1)
    return [
        [(place, one) for place, one in zip(*row, strict=True) if one > 0]
        for row in zip(best.tolist(), most.tolist(), strict=True)
    ]


def _numbered(one: Numbers, other: Numbers) -> tuple[Numbers, Numbers, int]:
    """Number the words that occur without gaps; return both texts so, and how many words occur."""
    occurs = np.zeros(max(one.max(), other.max()) + 1, dtype=np.bool_)
    occurs[one] = occurs[other] = True
    number = np.cumsum(occurs) - 1
    return number[one], number[other], int(number[-1]) + 1


def _having(clauses: Worded, words: Numbers, count: int) -> Weights:
    """Return by word and clause 1 where the clause has the word, else 0."""
    having = np.zeros((count, len(clauses.lengths)))
    having[words, np.repeat(np.arange(len(clauses.lengths)), clauses.lengths)] = 1
    return having


def _shared(clauses: Worded, words: Numbers, having: Weights) -> Weights:
    """Return by clause and other what the clause's words weigh that the other has, too.

    A product of two matrices says the same, but linear algebra libraries share it out among
    threads, whose waiting for each other takes longer than the work.

    Args:
        words: those of all clauses in a row.
        having: by word and other clause whether it has the word.
    """
    weights = having[words] * clauses.weights[:, None]
    shared: Weights = np.add.reduceat(weights, _starts(clauses), axis=0)
    return shared


def _totals(clauses: Worded) -> Weights:
    totals: Weights = np.add.reduceat(clauses.weights, _starts(clauses))
    return np.where(totals > 0, totals, 1.0)


def _starts(clauses: Worded) -> Numbers:
    return np.cumsum(clauses.lengths) - clauses.lengths
