"""Which words of a child stand, in order, in an earlier clause: the one alignment of the product.

The longest common subsequence of words also catches words that meet by chance. A run of words is
therefore kept only as part of a passage: neighbouring runs whose words are telling enough to pay
for the gaps between them. What was cut out and put elsewhere in the clause is found by aligning
what both texts have left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from etl.link.parameters import Parameters
from etl.link.words import identity

# Stand for words that are explained already, in the one text and in the other.
_TAKEN, _TAKEN_PARENT = "\ue000", "\ue001"


class Run(NamedTuple):
    """``length`` equal words from word ``child`` of the child and word ``parent`` of the parent."""

    child: int
    parent: int
    length: int


class Weighed(NamedTuple):
    """A clause ready to be aligned: its words as one character each, and sums of their weights."""

    code: str
    sums: list[float]


class Alignment(NamedTuple):
    """The words carried over; ``evidence`` is the weight they have in both texts."""

    runs: tuple[Run, ...]
    evidence: float
    child_coverage: float
    parent_coverage: float
    child_words: int


def is_whole(alignment: Alignment, parent: Weighed) -> bool:
    """Tell whether all words of both were carried over, in one run."""
    words = len(parent.code)
    return alignment.child_words == words and alignment.runs == (Run(0, 0, words),)


def longest(alignment: Alignment) -> int:
    """Return the most words carried over in a row."""
    return max([run.length for run in alignment.runs], default=0)


def share_run(child: str, parent: str, words: int) -> bool:
    """Tell whether two texts (one character per word) have ``words`` words in a row in common.

    Those hold a shorter row that begins at a multiple of its length: these few are sought first.
    """
    part = (words + 1) // 2
    return any(
        child[first : first + words] in parent
        for at in range(0, len(child) - part + 1, part)
        if child[at : at + part] in parent
        for first in range(max(0, at + part - words), min(at, len(child) - words) + 1)
    )


def plain_coverages(alignment: Alignment, parent: Weighed) -> tuple[float, float]:
    """Return the shares of words carried over in child and parent, every word counting one.

    Words on the subject weigh little within a resolution; between two subjects they tell most.
    """
    carried = sum(run.length for run in alignment.runs)
    return carried / alignment.child_words, carried / len(parent.code)


def weighed(code: str, weights: Sequence[float]) -> Weighed:
    """Join a clause's words (one character each) with the running sums of their weights."""
    return Weighed(code, [0.0, *accumulate(weights)])


def align(child: Weighed, parent: Weighed, parameters: Parameters) -> Alignment:
    """Return the passages that ``child`` has from ``parent``, in order of the child."""
    if child.code == parent.code and child.code:
        return measured(child, parent, [Run(0, 0, len(child.code))])
    least = parameters.least_passage
    found = measured(
        child, parent, _passages(child, parent, (child.code, parent.code), least, parameters)
    )
    if found.evidence < parameters.least_fresh or _left(child, parent, found) < least:
        return found
    left_child = without(child.code, ((run.child, run.length) for run in found.runs))
    left_parent = without(
        parent.code, ((run.parent, run.length) for run in found.runs), _TAKEN_PARENT
    )
    moved = _passages(child, parent, (left_child, left_parent), least, parameters)
    return measured(child, parent, sorted([*found.runs, *moved])) if moved else found


def _left(child: Weighed, parent: Weighed, found: Alignment) -> float:
    """Return the most that any further passage can weigh."""
    return min(
        (1 - found.child_coverage) * child.sums[-1], (1 - found.parent_coverage) * parent.sums[-1]
    )


def align_rest(
    child: Weighed, parent: Weighed, explained: Iterable[Run], parameters: Parameters
) -> Alignment:
    """Return the passages that ``parent`` adds to the words of ``child`` not yet ``explained``."""
    rest = without(child.code, ((run.child, run.length) for run in explained))
    least = parameters.least_further_passage
    return measured(child, parent, _passages(child, parent, (rest, parent.code), least, parameters))


def not_in(
    alignment: Alignment, child: Weighed, parent: Weighed, others: Collection[str]
) -> Alignment:
    """Leave out the runs that another clause (its words as one character each) has as well."""
    runs = [
        run
        for run in alignment.runs
        if not any(child.code[run.child : run.child + run.length] in other for other in others)
    ]
    return measured(child, parent, runs)


def without(code: str, taken: Iterable[tuple[int, int]], mark: str = _TAKEN) -> str:
    """Return ``code`` with the given (start, length) stretches made unmatchable."""
    parts, done = [], 0
    for start, length in sorted(taken):
        parts += [code[done:start], mark * length]
        done = start + length
    parts.append(code[done:])
    return "".join(parts)


def measured(child: Weighed, parent: Weighed, runs: Sequence[Run]) -> Alignment:
    """Weigh the words in ``runs`` against the whole of both texts."""
    own, theirs = child.sums, parent.sums
    in_child = in_parent = 0.0
    for start, other, length in runs:
        in_child += own[start + length] - own[start]
        in_parent += theirs[other + length] - theirs[other]
    if not runs:
        return Alignment((), 0.0, 0.0, 0.0, len(child.code))
    return Alignment(
        tuple(runs),
        min(in_child, in_parent),
        min(1.0, in_child / own[-1]),
        min(1.0, in_parent / theirs[-1]),
        len(child.code),
    )


Stretch = tuple[int, int, int, int]
"""Words that are carried over: (child start, end, parent start, end), half-open."""


def joined(child: Sequence[str], parent: Sequence[str], runs: Sequence[Run]) -> list[Stretch]:
    """Return the runs as stretches, and words of one spelling between.

    Between two runs "InterAmerican" and "Inter-American" are the same letters: they are a stretch
    of their own, the only kind whose sides may differ in their number of words.

    Args:
        child: its words in the form in which they are compared; so those of ``parent``.
    """
    stretches: list[Stretch] = []
    bounds = (Run(0, 0, 0), *runs, Run(len(child), len(parent), 0))
    for last, run in pairwise(bounds):
        start, other = last.child + last.length, last.parent + last.length
        if start < run.child and other < run.parent:
            own, theirs = slice(start, run.child), slice(other, run.parent)
            if _has_one_spelling(child, own, parent, theirs):
                stretches.append((start, run.child, other, run.parent))
        if run.length:
            stretches.append(
                (run.child, run.child + run.length, run.parent, run.parent + run.length)
            )
    return stretches


def _has_one_spelling(
    child: Sequence[str], own: slice, parent: Sequence[str], theirs: slice
) -> bool:
    # Their first words tell nearly always.
    first, other = child[own.start], parent[theirs.start]
    is_likely = first.startswith(other) or other.startswith(first)
    return is_likely and identity(child[own]) == identity(parent[theirs])


def _passages(
    child: Weighed, parent: Weighed, codes: tuple[str, str], least: float, parameters: Parameters
) -> list[Run]:
    """Return the common words of two codes that belong to passages worth ``least``.

    A passage grows while its words pay for its gaps; when it has lost ``least`` since its best end
    it is closed there, and the next may begin behind it.
    """
    blocks = LCSseq.editops(*codes).as_matching_blocks()
    runs = [(block.a, block.b, block.size) for block in blocks if block.size]
    in_child, in_parent = child.sums, parent.sums
    gap_cost = parameters.gap_cost
    kept: list[Run] = []
    first = 0
    while first < len(runs):
        worth = best = 0.0
        index = end = first
        child_done, parent_done = in_child[runs[first][0]], in_parent[runs[first][1]]
        for start, other, length in runs[first:]:
            begun, other_begun = in_child[start], in_parent[other]
            gap, other_gap = begun - child_done, other_begun - parent_done
            # Conditions, since calls of max and min cost more than all else here.
            worth -= gap_cost * (gap if gap > other_gap else other_gap)  # noqa: FURB136
            if worth < 0 or worth < best - least:
                break
            child_done, parent_done = in_child[start + length], in_parent[other + length]
            gain, other_gain = child_done - begun, parent_done - other_begun
            worth += gain if gain < other_gain else other_gain  # noqa: FURB136
            index += 1
            if worth > best:
                best, end = worth, index
        if best >= least:
            kept += map(Run._make, runs[first:end])
            first = end
        else:
            # A passage that began between here and there would be worth still less: what it would
            # leave out paid for its gaps.
            first = index
    return kept
