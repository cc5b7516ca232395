"""Each clause's place in its line: its root, and the earliest clause it still resembles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.model import Explanation, Lineage, LinkDocument
from etl.trace.chains import Numbers, WordChains, word_chains

LEAST_RESEMBLANCE = 0.7
"""Similarity from which a clause still resembles an ancestor; below it, in trials on 98,000
clauses, the root read like another text (15–28 per cent of roots along the chain)."""


class LineageColumns(NamedTuple):
    """Lineages in columns, named like the fields of :class:`etl.model.Lineage`."""

    clause_id: Numbers
    root_id: Numbers
    depth: Numbers
    root_similarity: NDArray[np.float64]
    earliest_similar_id: Numbers


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
    that came from it, through however many generations and at most as many as it has, over the
    words of both (0..1); a clause is its own ancestor with similarity 1. Ancestors of one day are
    ordered by symbol, then position.
    Clauses come in order of adoption.
    """
    columns = lineage_columns(word_chains(documents, explanations))
    return list(map(Lineage, *(column.tolist() for column in columns)))


def lineage_columns(chains: WordChains) -> LineageColumns:
    """Return what :func:`lineages` returns, from chains made already and in columns."""
    own = np.arange(len(chains.clauses), dtype=np.int64)
    root, depth = _roots(chains.main)
    found = _resemblances(chains)
    similarity = (root == own).astype(np.float64)
    at_root = found.ancestor == root[found.child]
    similarity[found.child[at_root]] = found.similarity[at_root]
    earliest = own.copy()
    alike = found.similarity >= LEAST_RESEMBLANCE
    np.minimum.at(earliest, found.child[alike], found.ancestor[alike])
    ids = chains.clause_ids()
    rounded = np.array([round(likeness, 4) for likeness in similarity.tolist()], dtype=np.float64)
    return LineageColumns(ids, ids[root], depth, rounded, ids[earliest])


def _roots(main: Numbers) -> tuple[Numbers, Numbers]:
    """Follow main parents to the end; parents stand before their children in the row."""
    root, depth = main.tolist(), [0] * len(main)
    for row, parent in enumerate(main.tolist()):
        if parent != row:
            root[row], depth[row] = root[parent], depth[parent] + 1
    return np.array(root, dtype=np.int64), np.array(depth, dtype=np.int64)


def _resemblances(chains: WordChains) -> _Resemblances:
    """Measure every clause against every ancestor that gave it words."""
    lengths = chains.words.counts
    pairs, shared = _shared_words(chains)
    child, ancestor = np.divmod(pairs, max(1, len(chains.clauses)))
    # Words of an ancestor may have come down twice, as in a clause that repeats itself.
    shared = np.minimum(shared, lengths[ancestor])
    return _Resemblances(child, ancestor, 2 * shared / (lengths[child] + lengths[ancestor]))


def _shared_words(chains: WordChains) -> tuple[Numbers, Numbers]:
    """Return pairs (clause times the number of clauses, plus ancestor) and their common words."""
    inherited = chains.inherited
    key = inherited.clause * max(1, len(chains.clauses)) + inherited.ancestor
    order = np.argsort(key, kind="stable")
    key, words = key[order], inherited.words[order]
    starts = np.flatnonzero(np.diff(key, prepend=-1))
    return key[starts], np.add.reduceat(words, starts) if len(starts) else words
