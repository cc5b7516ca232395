"""Whether the candidates were complete: in every run a sample of clauses is compared with all.

The fast rules of ``etl.link.candidates`` propose a few earlier clauses for each clause. Here some
clauses, drawn by lot, get every earlier wording of their language proposed instead, and their
parents are chosen by the same selection. Where the parents are others, candidates were missed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

import numpy as np

from etl.link import Parameters
from etl.link.align import Alignment, Run, Weighed
from etl.link.collection import distinct
from etl.link.edges import explanation
from etl.link.explanation import Explained, Linker
from etl.link.select import Candidate, Child, Source, choose, score
from etl.link.series import OTHERS, Sources, nearest_row
from etl.model import Explanation

CLAUSES_AT_MOST: Final = 50
"""Clauses audited in one run; several runs draw several samples as documents are added."""

COMPARISONS_PER_CLAUSE: Final = 0.5
"""Comparisons that an audit may make per clause loaded, so that it costs the same share of a run
however much is loaded: some 50 microseconds each (measured on 600 resolutions), and as much again
for weighing words, of the millisecond that a run takes per clause."""

COMPARISONS_AT_LEAST: Final = 2000
"""What an audit may make in any case: a tenth of a second. One clause is always audited."""

TOLERANCE: Final = 1e-6
"""For sums of weights made in another order."""


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Attributes:
        sampled: clauses compared with every earlier wording.
        agreed: those of them whose parents are the same either way.
        links: parents of the sampled clauses, chosen from all.
        found: those of them that the run found, too.
        comparisons: pairs of texts aligned for it; the others share too few words.
    """

    sampled: int = 0
    agreed: int = 0
    links: int = 0
    found: int = 0
    comparisons: int = 0

    def __add__(self, other: Audit) -> Audit:
        return Audit(
            self.sampled + other.sampled,
            self.agreed + other.agreed,
            self.links + other.links,
            self.found + other.found,
            self.comparisons + other.comparisons,
        )

    def counts(self) -> dict[str, Any]:
        """What the ledger keeps; ``recall`` is the share of links found, None without any."""
        recall = round(self.found / self.links, 4) if self.links else None
        return {
            "sampled": self.sampled,
            "agreed": self.agreed,
            "links": self.links,
            "recall": recall,
            "comparisons": self.comparisons,
        }


def audit(linker: Linker, explained: Iterable[Explained]) -> Audit:
    """Draw clauses of the documents explained and compare each with every earlier wording.

    The sample depends on the documents only, not on their order or their keys.
    """
    found = {one.child_id: one for document in explained for one in document.explanations}
    collection = linker.collection
    rows = [
        row for row in np.flatnonzero(collection.is_asked).tolist() if collection.has_words(row)
    ]
    wordings = _Wordings(linker)
    left = max(COMPARISONS_AT_LEAST, COMPARISONS_PER_CLAUSE * len(rows))
    result = Audit()
    for row in _drawn(linker, rows):
        sources = linker.finder.sources(collection.document_of[row])
        asked = wordings.sharing(row, sources)
        if result.sampled and len(asked) > left:
            break
        left -= len(asked)
        own = found[collection.clause(row).clause_id]
        result += _compared(own, _explained_by(linker, row, sources, asked), len(asked))
    return result


class _Wordings:
    """Every wording of a collection by its words, to leave out those that cannot be a source."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        collection = linker.collection
        samples = np.array([rows[0] for rows in collection.rows_of], dtype=np.int64)
        words = [collection.numbers(row) for row in samples.tolist()]
        self._words = np.concatenate([*words, np.empty(0, dtype=np.int64)])
        self._owner = np.repeat(np.arange(len(words)), [len(one) for one in words])

    def sharing(self, row: int, sources: Sources) -> list[int]:
        """Return the wordings before a row that share words enough for one passage with it.

        Outside the series they must have the words that selection asks of a main parent or of a
        further one. Words are counted without their order, so no possible source is left out.
        """
        collection, parameters = self._linker.collection, self._linker.parameters
        own, weights = collection.numbers(row), collection.weights(row)
        worth = np.bincount(own, weights, collection.strange + 1)
        before = collection.wordings_before(sources.before)
        stop = np.searchsorted(self._owner, before)
        common = np.flatnonzero(worth[self._words[:stop]])
        held = distinct(self._owner[common] * len(worth) + self._words[common])
        owner, word = np.divmod(held, len(worth))
        shared = np.bincount(owner, worth[word], before)
        whole = float(weights.sum())
        least = min(parameters.least_passage, whole) - TOLERANCE
        as_main = _least_shared(own.size, whole, parameters)
        as_any = min(as_main, parameters.least_further_elsewhere)
        least_elsewhere = max(least, min(parameters.least_fresh, whole / 2), as_any) - TOLERANCE
        series = {
            collection.wording_of[other]
            for member in sources.members
            for other in collection.rows(member)
        }
        return [
            wording
            for wording in np.flatnonzero(shared >= least).tolist()
            if shared[wording] >= least_elsewhere or wording in series
        ]


def _least_shared(words: int, whole: float, parameters: Parameters) -> float:
    """Return the least evidence with which a source outside the series can be a main parent.

    The best case is scored: everything but the words not shared speaks for the source.
    """

    def best(evidence: float) -> float:
        everything = Weighed(" " * words, [0.0] * words + [whole])
        alignment = Alignment((Run(0, 0, words),), evidence, evidence / whole, 1.0, words)
        source = Source(OTHERS, True, 0, ("", 0), everything)  # noqa: FBT003 -- cited
        return score(Candidate(source, 0, alignment), 0.0, parameters)

    low, high = 0.0, whole
    while high - low > TOLERANCE:
        middle = (low + high) / 2
        low, high = (low, middle) if best(middle) >= parameters.least_score else (middle, high)
    return high


def _drawn(linker: Linker, rows: Sequence[int]) -> list[int]:
    """Draw rows by lot; the lot is made of the documents themselves."""
    content = sha256()
    for one in linker.collection.documents:
        content.update(f"{one.symbol} {one.adopted_on} {len(one.lengths)}\n".encode())
    lot = random.Random(content.digest())  # noqa: S311 -- a sample, not a secret
    return lot.sample(rows, min(CLAUSES_AT_MOST, len(rows)))


def _explained_by(linker: Linker, row: int, sources: Sources, asked: Sequence[int]) -> Explanation:
    """Explain one clause from the wordings asked, beside its document's others as they were."""
    judged = linker.judge(linker.collection.document_of[row])
    for child in judged:
        child.chosen, child.runner_up = [], None
    child = next(child for child in judged if child.child_id == row)
    child.candidates = _candidates(linker, child, sources, asked)
    choose(judged, linker.parameters)
    return explanation(child, judged, linker.collection)


def _candidates(
    linker: Linker, child: Child, sources: Sources, asked: Sequence[int]
) -> list[Candidate]:
    """Compare a clause with the nearest occurrence of every wording asked.

    Of the latest member of the series every clause is compared. Those from elsewhere that could
    neither be the main parent nor add half of what a further one must are let go.
    """
    collection = linker.collection
    nearest = {nearest_row(collection, wording, sources, child.position) for wording in asked}
    rows = {row for row in nearest if row is not None}
    if sources.members:
        rows |= set(collection.rows(sources.members[0]))
    scratch = Child(child.child_id, child.position, child.weighed, [])
    kept = []
    for row in sorted(rows):
        if collection.has_words(row):
            linker._propose(scratch, row, sources)  # noqa: SLF001 -- made as the run makes them
            candidate = scratch.candidates.pop()
            if candidate.source.tier != OTHERS or _may_matter(linker, candidate):
                kept.append(candidate)
    return kept


def _may_matter(linker: Linker, candidate: Candidate) -> bool:
    parameters = linker.parameters
    return (
        score(candidate, 0.0, parameters) >= parameters.least_score
        or candidate.alignment.evidence >= parameters.least_further_elsewhere / 2
    )


def _compared(own: Explanation, by_all: Explanation, comparisons: int) -> Audit:
    mine = {edge.parent_id for edge in own.edges}
    all_ = {edge.parent_id for edge in by_all.edges}
    is_agreed = [(e.parent_id, e.is_main) for e in own.edges] == [
        (e.parent_id, e.is_main) for e in by_all.edges
    ]
    return Audit(1, int(is_agreed), len(all_), len(mine & all_), comparisons)
