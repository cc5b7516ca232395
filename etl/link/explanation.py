"""The straight line of linking: sources, candidates, alignments, parents, explanations."""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Collection as Some
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Any

import numpy as np

from etl.link.align import align
from etl.link.candidates import similar_rows
from etl.link.collection import Collection, Numbers, distinct
from etl.link.edges import explanation
from etl.link.pair_index import PairIndex, Wanted
from etl.link.parameters import DEFAULT, Parameters
from etl.link.select import Candidate, Child, Source, choose
from etl.link.series import SeriesFinder, Sources, nearest_row, subject
from etl.model import Edge, Explanation, LinkDocument, Relation, Span


def explain(
    documents: Sequence[LinkDocument],
    parameters: Parameters = DEFAULT,
    *,
    children: Some[int] | None = None,
    workers: int = 1,
) -> list[Explanation]:
    """Explain where the words of every clause come from.

    Only strictly earlier documents of the same language can be sources. The result depends neither
    on the order of ``documents`` nor on the values of ``clause_id``, nor on ``workers``.

    Args:
        children: explain only these clauses (by ``clause_id``); all clauses if None.
        workers: processes to share the work among. More than one needs a system that can fork, a
            program without other threads, and documents enough to be worth it.

    Returns:
        One explanation per clause, in the order of the documents given and of their clauses.
    """
    wanted = None if children is None else frozenset(children)
    found: dict[int, Explanation] = {}
    for language in sorted({document.language for document in documents}):
        group = [document for document in documents if document.language == language]
        for one in Linker(group, parameters).explain(wanted, workers):
            found[one.child_id] = one
    return [
        found[clause.clause_id]
        for document in documents
        for clause in document.clauses
        if wanted is None or clause.clause_id in wanted
    ]


class Linker:
    """Explains the clauses of one language, document by document."""

    def __init__(self, documents: Sequence[LinkDocument], parameters: Parameters) -> None:
        self.parameters = parameters
        self.collection = Collection(documents, parameters)
        self.finder = SeriesFinder(self.collection, parameters)
        self.index = PairIndex(self.collection)
        self._own_wordings: dict[tuple[int, ...], Numbers] = {}

    def explain(self, wanted: frozenset[int] | None, workers: int = 1) -> list[Explanation]:
        """Return the explanations of the documents that hold the wanted clauses, all if None."""
        numbers = [
            number
            for number, document in enumerate(self.collection.documents)
            if wanted is None or any(clause.clause_id in wanted for clause in document.clauses)
        ]
        parts = _parts(self, numbers, workers)
        if len(parts) == 1:
            return self.explain_documents(numbers)
        _Shared.linker = self
        context = multiprocessing.get_context("fork")
        try:
            with context.Pool(workers) as pool:
                packed = [one for part in pool.imap_unordered(_explain_part, parts) for one in part]
        finally:
            _Shared.linker = None
        return [_unpacked(one) for one in packed]

    def explain_documents(self, numbers: Iterable[int]) -> list[Explanation]:
        """Return the explanations of the clauses of the given documents."""
        found = []
        for number in numbers:
            judged = self.judge(number)
            found += [explanation(child, judged, self.collection) for child in judged]
        return found

    def judge(self, document: int) -> list[Child]:
        """Choose the parents of the clauses of one document."""
        sources = self.finder.sources(document)
        children = [
            Child(row, self.collection.clauses[row].position, self.collection.weighed(row), [])
            for row in self.collection.rows(document)
        ]
        worded = [child for child in children if child.weighed.code]
        open_children = [child for child in worded if not self._same_words(child, sources)]
        if sources.members and open_children:
            self._ask_nearest(open_children, sources)
        self._ask_all(open_children, sources)
        choose(children, self.parameters)
        return children

    def _same_words(self, child: Child, sources: Sources) -> bool:
        """Propose the nearest clause of the same words; tell whether no other need be asked."""
        wording = self.collection.wording_of[child.child_id]
        row = nearest_row(self.collection, wording, sources, child.position)
        if row is None:
            return False
        self._propose(child, row, sources)
        return not sources.members or self.collection.document_of[row] == sources.members[0]

    def _ask_nearest(self, children: Sequence[Child], sources: Sources) -> None:
        """Propose the clauses of the latest member of the series."""
        rows = [r for r in self.collection.rows(sources.members[0]) if self.collection.code(r)]
        if not rows:
            return
        similar = similar_rows(
            [child.weighed for child in children],
            [self.collection.weighed(row) for row in rows],
            self.parameters,
        )
        for child, places in zip(children, similar, strict=True):
            enough = 0.0
            for place, most in places:
                if most >= enough:
                    self._propose(child, rows[place], sources)
                    enough = max(enough, self._enough(child))

    def _enough(self, child: Child) -> float:
        """Return what another clause must cover to be worth comparing after the latest one.

        Where that leaves no words for a further parent, only a clause half as like can matter: it
        is chosen if another clause of the document has the better claim to the first.
        """
        latest = child.candidates[-1].alignment
        left = (1 - latest.child_coverage) * child.weighed.sums[-1]
        if left >= self.parameters.least_further_evidence:
            return 0.0
        return (latest.child_coverage + latest.parent_coverage) / 2

    def _ask_all(self, children: Sequence[Child], sources: Sources) -> None:
        """Propose earlier wordings for the words that the nearest member does not have."""
        before = self.collection.wordings_before(sources.before)
        asked = [
            (child, wanted) for child in children if (wanted := self._wanted(child)).pairs.size
        ]
        if not asked or not before:
            return
        own = self._series_wordings(sources)
        found = self.index.search([wanted for _, wanted in asked], before, own, self.parameters)
        for (child, _), wordings in zip(asked, found, strict=True):
            for wording in wordings:
                row = nearest_row(self.collection, wording, sources, child.position)
                if row is not None:
                    self._propose(child, row, sources)

    def _wanted(self, child: Child) -> Wanted:
        """Return the pairs of words for which older sources are asked, none if too few are left."""
        rest = self.collection.weights(child.child_id).copy()
        for candidate in child.candidates:
            if candidate.source.tier == 0:
                for run in candidate.alignment.runs:
                    rest[run.child : run.child + run.length] = 0
        if rest.sum() < min(self.parameters.least_fresh, child.weighed.sums[-1] / 2):
            rest[:] = 0
        return self.index.wanted(child.child_id, rest)

    def _series_wordings(self, sources: Sources) -> Numbers:
        if sources.members not in self._own_wordings:
            rows = [row for member in sources.members for row in self.collection.rows(member)]
            wordings = [self.collection.wording_of[row] for row in rows]
            self._own_wordings = {sources.members: distinct(np.array(wordings, dtype=np.int64))}
        return self._own_wordings[sources.members]

    def _propose(self, child: Child, row: int, sources: Sources) -> None:
        if any(candidate.source_id == row for candidate in child.candidates):
            return
        document = self.collection.document_of[row]
        symbol = self.collection.documents[document].symbol
        source = Source(
            sources.tier(document),
            document in sources.cited,
            self.collection.days[document],
            (symbol, self.collection.clauses[row].position),
            self.collection.weighed(row),
        )
        alignment = align(child.weighed, source.weighed, self.parameters)
        child.candidates.append(Candidate(source, row, alignment))


# Below this many clauses a second process costs more than it saves.
_CLAUSES_WORTH_A_PROCESS = 5000
# Parts per process, so that none waits long for the last.
_PARTS_EACH = 4


class _Shared:
    """The linker that forked processes inherit; it is too large to be sent to them."""

    linker: Linker | None = None


def _explain_part(numbers: Sequence[int]) -> list[Packed]:
    if _Shared.linker is None:
        raise RuntimeError("no linker was shared with this process")
    return [_packed(one) for one in _Shared.linker.explain_documents(numbers)]


# An explanation as plain tuples, which travel between processes several times as fast.
Packed = tuple[int, list[tuple[tuple[Any, ...], list[tuple[int, int, int, int]]]]]


def _packed(one: Explanation) -> Packed:
    return one.child_id, [
        (
            (
                edge.parent_id,
                edge.is_main,
                edge.relation.value,
                edge.is_moved,
                edge.score,
                edge.child_coverage,
                edge.parent_coverage,
                edge.margin,
                edge.runner_up_id,
                edge.reason,
            ),
            [(s.child_start, s.child_end, s.parent_start, s.parent_end) for s in edge.spans],
        )
        for edge in one.edges
    ]


def _unpacked(packed: Packed) -> Explanation:
    child, edges = packed
    return Explanation(child, tuple(_unpacked_edge(child, *edge) for edge in edges))


def _unpacked_edge(
    child: int, fields: tuple[Any, ...], spans: list[tuple[int, int, int, int]]
) -> Edge:
    parent, is_main, relation, *rest = fields
    carried = tuple([Span(*span) for span in spans])
    columns = (child, parent, is_main, Relation(relation), *rest, carried)
    return Edge(*columns)


def _parts(linker: Linker, numbers: list[int], workers: int) -> list[list[int]]:
    """Share documents out in parts of like size, resolutions on one subject together."""
    documents = linker.collection.documents
    clauses = [0, *accumulate(len(documents[number].clauses) for number in numbers)]
    forkable = "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1
    if workers == 1 or not forkable or clauses[-1] < _CLAUSES_WORTH_A_PROCESS:
        return [numbers]
    by_subject = sorted(numbers, key=lambda number: (subject(documents[number].title), number))
    parts: list[list[int]] = [[] for _ in range(workers * _PARTS_EACH)]
    done = 0
    for number in by_subject:
        parts[done * len(parts) // (clauses[-1] + 1)].append(number)
        done += len(documents[number].clauses)
    return [part for part in parts if part]
