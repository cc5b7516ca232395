"""Each clause's place in its line: its root, and the earliest clause it still resembles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link.collection import distinct_counts
from etl.model import Explanation, Lineage, LinkDocument
from etl.trace.chains import Numbers, WordChains, word_chains

LEAST_RESEMBLANCE = 0.7
"""Similarity from which a clause still resembles an ancestor; below it, in trials on 98,000
clauses, the root read like another text (15–28 per cent of roots along the chain)."""


class _Resemblances(NamedTuple):
    """Pairs of a clause and an ancestor that gave it words, with their similarity (0..1)."""

    child: Numbers
    ancestor: Numbers
    similarity: NDArray[np.float64]


def lineages(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> list[Lineage]:
    """Trace every clause to its root and to the earliest ancestor that it still resembles.

    The root is reached along main parents. Similarity to an ancestor is twice the number of words
    that came from it, through however many generations, over the words of both (0..1); a clause is
    its own ancestor with similarity 1. Ancestors of one day are ordered by symbol, then position.
    Clauses come in order of adoption.
    """
    return lineages_of(word_chains(documents, explanations), explanations)


def lineages_of(chains: WordChains, explanations: Sequence[Explanation]) -> list[Lineage]:
    """Return what :func:`lineages` returns, from chains made already."""
    main = np.arange(len(chains.clauses), dtype=np.int64)
    for explanation in explanations:
        for edge in explanation.edges:
            if edge.is_main:
                main[chains.number[edge.child_id]] = chains.number[edge.parent_id]
    root, depth = _roots(main)
    found = _resemblances(chains)
    similarity = (root == np.arange(len(main))).astype(np.float64)
    at_root = found.ancestor == root[found.child]
    similarity[found.child[at_root]] = found.similarity[at_root]
    earliest = np.arange(len(main), dtype=np.int64)
    alike = found.similarity >= LEAST_RESEMBLANCE
    np.minimum.at(earliest, found.child[alike], found.ancestor[alike])
    ids = [clause.clause_id for clause in chains.clauses]
    return [
        Lineage(own, ids[first], steps, round(likeness, 4), ids[similar])
        for own, first, steps, likeness, similar in zip(
            ids, root.tolist(), depth.tolist(), similarity.tolist(), earliest.tolist(), strict=True
        )
    ]


def _roots(main: Numbers) -> tuple[Numbers, Numbers]:
    """Follow main parents to the end; parents stand before their children in the row."""
    root, depth = main.tolist(), [0] * len(main)
    for row, parent in enumerate(main.tolist()):
        if parent != row:
            root[row], depth[row] = root[parent], depth[parent] + 1
    return np.array(root, dtype=np.int64), np.array(depth, dtype=np.int64)


def _resemblances(chains: WordChains) -> _Resemblances:
    """Measure every clause against every ancestor that gave it words."""
    lengths = np.diff(chains.first)
    count = max(1, len(chains.clauses))
    words = here = np.arange(len(chains.carried_from), dtype=np.int64)
    keys: list[Numbers] = [np.empty(0, dtype=np.int64)]
    while len(here):
        further = chains.carried_from[here]
        moving = further != here
        words, here = words[moving], further[moving]
        keys.append(chains.owner[words] * count + chains.owner[here])
    pairs, shared = distinct_counts(np.concatenate(keys))
    child, ancestor = np.divmod(pairs, count)
    # A word of the ancestor may have come down twice; it is shared once.
    shared = np.minimum(shared, lengths[ancestor])
    return _Resemblances(child, ancestor, 2 * shared / (lengths[child] + lengths[ancestor]))
