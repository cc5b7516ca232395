"""Each clause's place in its line: its root, and the earliest clause it still resembles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from etl.model import Explanation, Lineage, LinkDocument
from etl.trace.chains import Numbers, WordChains, word_chains

LEAST_RESEMBLANCE = 0.7
"""Similarity from which a clause still resembles an ancestor: two thirds of the words of both and
a little more, the level below which readers called roots another text in the trials."""


def lineages(
    documents: Sequence[LinkDocument], explanations: Sequence[Explanation]
) -> list[Lineage]:
    """Trace every clause to its root and to the earliest ancestor that it still resembles.

    The root is reached along main parents. Similarity to an ancestor is twice the number of words
    that came from it, through however many generations, over the words of both (0..1); a clause is
    its own ancestor with similarity 1. Ties between ancestors adopted on one day fall to the
    symbol, then the position.
    """
    chains = word_chains(documents, explanations)
    number = {clause.clause_id: row for row, clause in enumerate(chains.clauses)}
    main = np.arange(len(chains.clauses), dtype=np.int64)
    for explanation in explanations:
        for edge in explanation.edges:
            if edge.is_main:
                main[number[edge.child_id]] = number[edge.parent_id]
    root, depth = _roots(main)
    similarity = {(row, row): 1.0 for row in range(len(main))}
    earliest = np.arange(len(main))
    for child, ancestor, likeness in _resemblances(chains):
        similarity[child, ancestor] = likeness
        if likeness >= LEAST_RESEMBLANCE and ancestor < earliest[child]:
            earliest[child] = ancestor
    return [
        Lineage(
            clause_id=clause.clause_id,
            root_id=chains.clauses[root[row]].clause_id,
            depth=int(depth[row]),
            root_similarity=round(similarity.get((row, int(root[row])), 0.0), 4),
            earliest_similar_id=chains.clauses[earliest[row]].clause_id,
        )
        for row, clause in enumerate(chains.clauses)
    ]


def _roots(main: Numbers) -> tuple[Numbers, Numbers]:
    """Follow main parents to the end; parents stand before their children in the row."""
    root, depth = main.copy(), np.zeros(len(main), dtype=np.int64)
    for row, parent in enumerate(main):
        if parent != row:
            root[row], depth[row] = root[parent], depth[parent] + 1
    return root, depth


def _resemblances(chains: WordChains) -> Iterator[tuple[int, int, float]]:
    """Yield (clause, ancestor, similarity) for every ancestor that gave a clause words."""
    lengths = np.diff(chains.first)
    count = len(chains.clauses)
    words = here = np.arange(len(chains.carried_from), dtype=np.int64)
    keys: list[Numbers] = [np.empty(0, dtype=np.int64)]
    while len(here):
        further = chains.carried_from[here]
        moving = further != here
        words, here = words[moving], further[moving]
        keys.append(chains.owner[words] * count + chains.owner[here])
    pairs, shared = np.unique(np.concatenate(keys), return_counts=True)
    children, ancestors = np.divmod(pairs, count)
    # One word may come back as two ("Inter-American", "Inter American"), so cap the share.
    likeness = np.minimum(2 * shared / (lengths[children] + lengths[ancestors]), 1.0)
    yield from zip(children.tolist(), ancestors.tolist(), likeness.tolist(), strict=True)
