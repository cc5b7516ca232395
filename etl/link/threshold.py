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

from etl.link.align import Weighed, share_run, without
from etl.link.comparison import Candidate, Child, alone
from etl.link.parameters import Parameters
from etl.link.series import OTHERS

Scores = NDArray[np.uint16]
Marks = NDArray[np.bool_]

STEPS = 10_000
"""Scores are compared in so many steps, as they are rounded to choose between sources."""

NO_PARENT = 0xFFFF
"""Stands for the score of a clause that has no parent."""

# For sums made in another order.
_TOLERANCE = 1e-9


class Thresholds(NamedTuple):
    """What a source of the clauses of one document must have to be of account.

    Attributes:
        scores: per clause the score from which a source outside the series can be its main parent
            or its runner-up, in ``STEPS``; 0 where people decided; ``NO_PARENT``.
        is_open: per word whether a further parent may explain it: the clause has a main parent that
            does not have the word.
    """

    scores: Scores
    is_open: Marks


def thresholds(children: Sequence[Child], decided: frozenset[int]) -> Thresholds:
    """Return what a source must have to matter to the clauses of a document, just explained.

    Args:
        children: all clauses of the document in reading order.
        decided: positions of those that people decided about.
    """
    scores = [0 if child.position in decided else _least_score(child) for child in children]
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


def _least_score(child: Child) -> int:
    if child.first is None:
        return NO_PARENT
    if child.runner_up is None:
        return 1
    return _steps(min(child.first_score, child.runner_up.score))


def is_of_account(
    candidate: Candidate, child: Weighed, least: int, is_open: Marks, parameters: Parameters
) -> bool:
    """Tell whether a source may change how a clause is explained, by coming or by going.

    Sources of the series can put others aside, and be preferred to better ones. Where a clause has
    parents they are always of account; where it has none, unless they are so little like that what
    they put aside is no match either.

    Args:
        candidate: the source compared with the clause.
        child: the words of the clause.
        least: its threshold, see :class:`Thresholds`.
        is_open: per word of the clause whether a further parent may explain it.
        parameters: the figures to decide by.
    """
    if not candidate.alignment.runs:
        return False
    is_own = candidate.source.tier != OTHERS
    most = alone(candidate, parameters)
    if least == NO_PARENT:
        most += parameters.nearness if is_own else 0.0
        return _steps(most) >= _steps(parameters.least_score)
    return is_own or _steps(most) >= least or _may_be_further(candidate, child, is_open, parameters)


def _may_be_further(
    candidate: Candidate, child: Weighed, is_open: Marks, parameters: Parameters
) -> bool:
    """Tell whether a source outside the series has words enough of those that are open."""
    code = candidate.source.weighed.code
    held = (place for place in np.flatnonzero(is_open).tolist() if child.code[place] in code)
    evidence = sum(child.sums[place + 1] - child.sums[place] for place in held)
    if evidence < parameters.least_further_elsewhere - _TOLERANCE:
        return False
    known = np.flatnonzero(~is_open).tolist()
    rest = without(child.code, ((place, 1) for place in known))
    return share_run(rest, code, parameters.least_run)


def _steps(score: float) -> int:
    return round(round(score, 4) * STEPS)
