"""Whether the candidates were complete: in every run a sample of clauses is compared with all.

The fast rules of ``etl.link.candidates`` propose a few earlier clauses for each clause. Here some
clauses, drawn by lot, get every earlier wording of their language proposed instead, and their
parents are chosen by the same selection. Where the parents are others, candidates were missed.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from etl.link import Parameters
from etl.link.collection import distinct_counts, smallest_type
from etl.link.comparison import Candidate, Child
from etl.link.edges import explanation
from etl.link.explanation import Explained, Linker
from etl.link.forsaken import forsaken_by_nearest
from etl.link.select import choose
from etl.link.series import OTHERS, Sources, nearest_row
from etl.model import Explanation

Values = NDArray[np.float64]

CLAUSES_AT_MOST: Final = 50
"""Clauses audited in one run; several runs draw several samples as documents are added."""

COMPARISONS_PER_CLAUSE: Final = 0.5
"""Comparisons that an audit may make per clause linked, so that it costs the same small share of a
run however much is linked: some 50 microseconds each, of the millisecond that a run takes per
clause."""

COMPARISONS_AT_LEAST: Final = 500
"""What an audit may make in any case: some hundredths of a second, since a run that links one
resolution takes about two seconds. One clause is always audited."""

COMPARISONS_PER_CLAUSE_JUDGED: Final = 10
"""Comparisons in the time of which one clause of a drawn document is explained once more: what the
others have of a parent bears on the one that was drawn."""

WORDS_PER_COMPARISON: Final = 60
"""Words of a clause up to which one comparison costs so much; of a longer one it costs more."""

WORDINGS_PER_COMPARISON: Final = 100
"""Wordings whose words can be counted in the time of one comparison (half a microsecond each)."""

TOLERANCE: Final = 1e-3
"""For scores that were rounded, and for sums of weights made in another order."""


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
    left = max(COMPARISONS_AT_LEAST, COMPARISONS_PER_CLAUSE * len(rows))
    drawn = _within_reach(linker, _drawn(linker, rows), left)
    wordings = _Wordings(linker, drawn)
    result = Audit()
    judged_of: dict[int, list[Child]] = {}
    for row in drawn:
        document = collection.document_of[row]
        sources = linker.finder.sources(document)
        if document not in judged_of:
            left -= _judging(linker, document)
            judged_of[document] = linker.judged(document)
        judged = judged_of[document]
        child = next(child for child in judged if child.child_id == row)
        asked = wordings.that_may_matter(child, sources)
        length = max(1.0, len(child.weighed.code) / WORDS_PER_COMPARISON)
        cost = len(asked) * length + _searching(linker, sources)
        if result.sampled and cost > left:
            break
        left -= cost
        own = found[collection.clause(row).clause_id]
        result += _compared(own, _explained_by(linker, child, judged, sources, asked), len(asked))
    return result


class _Wordings:
    """Every wording of a collection by its words, to leave out those that cannot be a source.

    Words are counted without their order, so that no possible source is left out. Only words of the
    clauses that will be audited are.
    """

    def __init__(self, linker: Linker, audited: Sequence[int]) -> None:
        self._linker = linker
        collection = linker.collection
        self._lengths = collection.lengths[collection.first_rows]
        is_counted = np.zeros(collection.strange + 1, dtype=np.bool_)
        for row in audited:
            is_counted[collection.numbers(row)] = True
        counted = np.flatnonzero(is_counted)
        is_wanted = np.repeat(collection.is_first, collection.lengths)
        is_wanted &= is_counted[collection.words]
        places = np.flatnonzero(is_wanted)
        small = smallest_type(len(self._lengths) * len(counted))
        number = np.cumsum(is_counted, dtype=small) - 1
        owner = np.array(collection.wording_of, small)[collection.row_of[places]]
        keys = owner * len(counted) + number[collection.words[places]]
        held, self._times = distinct_counts(keys)
        self._owner, numbers = np.divmod(held, len(counted))
        self._words = counted[numbers]

    def that_may_matter(self, child: Child, sources: Sources) -> list[int]:
        """Return the wordings before a child that could change the parents it has.

        One could be its main parent, if everything that is not known of it speaks for it; or it
        has words enough, of those that no parent explains, to be a further one.
        """
        collection, parameters = self._linker.collection, self._linker.parameters
        before = collection.wordings_before(sources.before)
        is_own = np.zeros(before, dtype=np.bool_)
        for member in sources.members:
            is_own[[collection.wording_of[row] for row in collection.rows(member)]] = True
        shared = self._shared(child, before)
        bound = np.where(
            is_own,
            most_within(shared, parameters),
            most_elsewhere(shared, parameters),
        )
        further = np.where(
            is_own, parameters.least_further_evidence, parameters.least_further_elsewhere
        )
        needed = np.where(is_own, *_needed(child, parameters))
        may_be = (bound >= needed - TOLERANCE) & (shared.evidence > 0)
        if child.chosen:
            rest = np.flatnonzero(~may_be & (shared.unexplained >= further - TOLERANCE))
            may_be[self._with_a_run(rest.tolist(), child)] = True
        same = collection.wording_of[child.child_id]
        may_be[same:before][:1] = True  # the same words need no evidence
        found: list[int] = np.flatnonzero(may_be).tolist()
        return found

    def _with_a_run(self, wordings: Sequence[int], child: Child) -> list[int]:
        """Return those that have as many words in a row of the child as a further parent must."""
        collection, words = self._linker.collection, self._linker.parameters.least_run
        runs = set(_stretches(child.weighed.code, words))
        codes = ((one, collection.code(collection.rows_of[one][0])) for one in wordings)
        return [one for one, code in codes if not runs.isdisjoint(_stretches(code, words))]

    def _shared(self, child: Child, before: int) -> Shared:
        """Count the words that a child shares with each wording, in any order."""
        collection = self._linker.collection
        own, weights = collection.numbers(child.child_id), collection.weights(child.child_id)
        rest = weights.copy()
        for candidate in child.chosen:
            for run in candidate.alignment.runs:
                rest[run.child : run.child + run.length] = 0
        size = collection.strange + 1
        stop = np.searchsorted(self._owner, before)
        times = np.bincount(own, minlength=size)
        places = np.flatnonzero(times[self._words[:stop]])
        owner, words = self._owner[places], self._words[places]

        def total(values: NDArray[Any]) -> Values:
            sums: Values = np.bincount(owner, values, before).astype(np.float64)
            return sums

        held = self._times[places]

        def evidence(weights: Values) -> Values:
            # No word of the wording explains more places of the child than it has itself.
            heaviest = np.zeros(size)
            np.maximum.at(heaviest, own, weights)
            summed = np.bincount(own, weights, size)
            return total(np.minimum(summed[words], held * heaviest[words]))

        carried = total(np.minimum(times[words], held))
        return Shared(
            evidence(weights),
            evidence(rest),
            carried / len(own),
            carried / np.maximum(1, self._lengths[:before]),
            float(weights.sum()),
        )


def _stretches(code: str, length: int) -> Iterator[str]:
    return (code[start : start + length] for start in range(len(code) - length + 1))


class Shared(NamedTuple):
    """At most what each wording shares with a child: evidence, and shares of the words of both.

    Attributes:
        unexplained: the evidence in words that no chosen parent explains.
        whole: the weight of all words of the child.
    """

    evidence: Values
    unexplained: Values
    in_child: Values
    in_parent: Values
    whole: float


def most_within(shared: Shared, parameters: Parameters) -> Values:
    """Return at most what ``etl.link.comparison.score`` gives clauses of the child's own series."""
    evidence = shared.evidence
    coverage = np.minimum(1, evidence / shared.whole)
    mixed = parameters.emphasis + (1 - parameters.emphasis) * coverage
    amount = evidence / (evidence + parameters.ample_evidence)
    most: Values = np.maximum(mixed * evidence / (evidence + parameters.small_evidence), amount)
    return most


def most_elsewhere(shared: Shared, parameters: Parameters) -> Values:
    """Return at most what ``etl.link.comparison.score`` gives clauses of other documents."""
    evidence = shared.evidence
    in_child = np.minimum(np.minimum(1, evidence / shared.whole), shared.in_child)
    mixed = (in_child + np.minimum(in_child, shared.in_parent)) / 2
    most = mixed * evidence / (evidence + parameters.small_evidence_elsewhere)
    is_whole = (shared.in_child >= 1) & (shared.in_parent >= 1)
    return np.where(is_whole, 1.0, most)


def _needed(child: Child, parameters: Parameters) -> tuple[float, float]:
    """Return the score with which a clause of the series, or of others, could become main."""
    least = parameters.least_score
    if not child.chosen or child.is_between:
        return parameters.least_score_between, least
    if len(child.chosen) != 1 or child.first_score <= least:
        return least, least
    main = child.chosen[0]
    within, elsewhere = main.score - parameters.nearness, main.score
    if main.source.tier != OTHERS:
        elsewhere += parameters.nearness
    return max(least, within), max(least, elsewhere)


def _drawn(linker: Linker, rows: Sequence[int]) -> list[int]:
    """Draw rows by lot; the lot is made of the documents themselves."""
    content = sha256()
    for one in linker.collection.documents:
        content.update(f"{one.symbol} {one.adopted_on} {len(one.lengths)}\n".encode())
    lot = random.Random(content.digest())  # noqa: S311 -- a sample, not a secret
    return lot.sample(rows, min(CLAUSES_AT_MOST, len(rows)))


def _within_reach(linker: Linker, drawn: Sequence[int], left: float) -> list[int]:
    """Return the first of some rows, as many as could be audited if nothing had to be compared."""
    found: list[int] = []
    documents: set[int] = set()
    for row in drawn:
        document = linker.collection.document_of[row]
        left -= _searching(linker, linker.finder.sources(document))
        left -= 0 if document in documents else _judging(linker, document)
        if found and left < 0:
            break
        documents.add(document)
        found.append(row)
    return found


def _judging(linker: Linker, document: int) -> float:
    """Return what explaining the clauses of a document once more costs, in comparisons."""
    return COMPARISONS_PER_CLAUSE_JUDGED * len(linker.collection.rows(document))


def _searching(linker: Linker, sources: Sources) -> float:
    """Return what counting the words of all earlier wordings costs, in comparisons."""
    return linker.collection.wordings_before(sources.before) / WORDINGS_PER_COMPARISON


def _explained_by(
    linker: Linker, child: Child, judged: Sequence[Child], sources: Sources, asked: Sequence[int]
) -> Explanation:
    """Explain one clause from the wordings asked, beside its document's others as they were."""
    own = _as_before(child)
    own.candidates = _candidates(linker, child, sources, asked)
    anew = [own if one is child else _as_before(one) for one in judged]
    choose(anew, linker.parameters, forsaken_by_nearest(anew, linker.parameters))
    return explanation(own, anew, linker.collection)


def _as_before(child: Child) -> Child:
    """Return a clause with all its candidates, as it was before parents were chosen."""
    candidates = [replace(candidate) for candidate in (*child.candidates, *child.stale)]
    return Child(child.child_id, child.position, child.weighed, candidates, child.subject)


def _candidates(
    linker: Linker, child: Child, sources: Sources, asked: Sequence[int]
) -> list[Candidate]:
    """Compare a clause with the nearest occurrence of every wording asked.

    Of the latest member of the series every clause that has one is compared.
    """
    collection = linker.collection
    nearest = {nearest_row(collection, wording, sources, child.position) for wording in asked}
    rows = {row for row in nearest if row is not None}
    if sources.members:
        wordings = set(asked)
        latest = collection.rows(sources.members[0])
        rows |= {row for row in latest if collection.wording_of[row] in wordings}
    scratch = Child(child.child_id, child.position, child.weighed, [])
    for row in sorted(rows):
        if collection.has_words(row):
            linker._propose(scratch, row, sources)  # noqa: SLF001 -- made as the run makes them
    return scratch.candidates


def _compared(own: Explanation, by_all: Explanation, comparisons: int) -> Audit:
    mine = {edge.parent_id for edge in own.edges}
    all_ = {edge.parent_id for edge in by_all.edges}
    is_agreed = [(e.parent_id, e.is_main) for e in own.edges] == [
        (e.parent_id, e.is_main) for e in by_all.edges
    ]
    return Audit(1, int(is_agreed), len(all_), len(mine & all_), comparisons)
