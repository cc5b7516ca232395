"""What a source must have to change the explanation of a clause by coming or going.

Of the sources that a search finds most are no match: one may come or go, and the clause keeps its
parents and its runner-up, and so do the other clauses of its document. Such a source is of no
account. It is told by three figures that are kept of every clause.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.align import Weighed, without
from etl.link.parameters import Parameters
from etl.link.select import Candidate, Child, score
from etl.link.series import OTHERS

Scores = NDArray[np.uint16]
Marks = NDArray[np.bool_]

STEPS = 10_000
"""Scores are compared in so many steps, as they are rounded to choose between sources."""

_TAKEN = "\ue000"


class Thresholds(NamedTuple):
    """What a source of the clauses of one document must have to be of account.

    Attributes:
        scores: per clause the score from which a source can be its main parent or its runner-up, in
            ``STEPS``; 0 where any source can.
        is_open: per word whether a further parent may explain it: the clause has a main parent that
            does not have the word.
    """

    scores: Scores
    is_open: Marks


def thresholds(
    children: Sequence[Child], decided: frozenset[int], parameters: Parameters
) -> Thresholds:
    """Return what a source must have to matter to the clauses of a document, just explained.

    Args:
        children: all clauses of the document in reading order.
        decided: positions of those that people decided about.
        parameters: the figures that they were explained by.
    """
    scores = [
        0 if child.position in decided else _least_score(child, parameters) for child in children
    ]
    is_open = np.zeros(sum(len(child.weighed.code) for child in children), dtype=np.bool_)
    first = 0
    for child in children:
        stop = first + len(child.weighed.code)
        if child.first is not None:
            is_open[first:stop] = True
            for run in child.first.alignment.runs:
                is_open[first + run.child : first + run.child + run.length] = False
        first = stop
    return Thresholds(np.array(scores, dtype=np.uint16), is_open)


def _least_score(child: Child, parameters: Parameters) -> int:
    if child.first is None:
        return _steps(parameters.least_score)
    if child.runner_up is None:
        return 0
    return _steps(min(child.first_score, child.runner_up.score))


def is_of_account(
    candidate: Candidate, child: Weighed, least: int, is_open: Marks, parameters: Parameters
) -> bool:
    """Tell whether a source may change how a clause is explained, by coming or by going.

    Sources of the series always may: they can put others aside, or be preferred to better ones.

    Args:
        candidate: the source compared with the clause.
        child: the words of the clause.
        least: its threshold, see :class:`Thresholds`.
        is_open: per word of the clause whether a further parent may explain it.
        parameters: the figures to decide by.
    """
    if not candidate.alignment.runs:
        return False
    if candidate.source.tier != OTHERS or _steps(score(candidate, 0.0, parameters)) >= least:
        return True
    taken = ((place, 1) for place in np.flatnonzero(~is_open).tolist())
    rest = without(child.code, taken, _TAKEN)
    words = parameters.least_run
    theirs = candidate.source.weighed.code
    return any(
        _TAKEN not in (run := rest[start : start + words]) and run in theirs
        for start in range(len(rest) - words + 1)
    )


def _steps(score: float) -> int:
    return round(round(score, 4) * STEPS)
