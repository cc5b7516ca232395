"""The straight line of linking: sources, candidates, alignments, parents, explanations."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain
from types import MappingProxyType
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from etl.link.align import align, share_run, without
from etl.link.candidates import similar_rows
from etl.link.collection import Collection, Numbers, Texts
from etl.link.comparison import Candidate, Child, Source
from etl.link.edges import explanation
from etl.link.filled_in import is_filled_in
from etl.link.forsaken import forsaken_by_nearest, is_enough
from etl.link.outline import Outline, outline
from etl.link.pair_index import PairIndex
from etl.link.parameters import DEFAULT, Parameters
from etl.link.ruled import Place, Ruled, confirm, deny
from etl.link.select import choose
from etl.link.series import OTHERS, SeriesFinder, Sources, nearest_row, subject
from etl.link.threshold import Thresholds, thresholds
from etl.link.weights import Weights
from etl.model import Explanation, LinkClause, LinkDocument
from etl.processes import CLAUSES_WORTH_A_PROCESS, in_processes


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
        for document in Linker.of(group, parameters, wanted).explain(workers):
            found.update((one.child_id, one) for one in document.explanations)
    return [
        found[clause.clause_id]
        for document in documents
        for clause in document.clauses
        if wanted is None or clause.clause_id in wanted
    ]


class Explained(NamedTuple):
    """A document explained.

    Attributes:
        symbol: of the document.
        explanations: one per clause, in reading order.
        sought: per word of its outline whether all earlier documents were searched for it, since
            the nearest one does not have it.
        thresholds: what another source must have to change the explanations.
    """

    symbol: str
    explanations: Sequence[Explanation]
    sought: NDArray[np.bool_]
    thresholds: Thresholds


_NOTHING_RULED: Mapping[str, Mapping[int, Ruled]] = MappingProxyType({})


class Linker:
    """Explains the clauses of one language, document by document."""

    def __init__(
        self,
        outlines: Sequence[Outline],
        texts: Texts,
        parameters: Parameters,
        asked: frozenset[str] | None = None,
        ruled: Mapping[str, Mapping[int, Ruled]] = _NOTHING_RULED,
    ) -> None:
        """Make ready to explain some documents.

        Args:
            outlines: every document of the language that can be a source or is to be explained.
            texts: returns the clauses of some of them, by symbol.
            parameters: the figures to decide by.
            asked: symbols of the documents to explain; all if None.
            ruled: what people decided, by symbol and position of the clause.
        """
        self._ruled = ruled
        self.parameters = parameters
        self.collection = Collection(outlines, texts, parameters, asked)
        self.finder = SeriesFinder(self.collection, parameters)
        self.index = PairIndex(self.collection)
        self.sought: dict[int, NDArray[np.bool_]] = {}
        self._own_wordings: dict[tuple[int, ...], Numbers] = {}
        self._explained_last: tuple[int, list[Child]] = -1, []

    @classmethod
    def of(
        cls,
        documents: Sequence[LinkDocument],
        parameters: Parameters,
        children: Some[int] | None = None,
    ) -> Self:
        """Make ready to explain the documents with some clauses (by ``clause_id``), all if None."""
        clauses = {document.symbol: document.clauses for document in documents}
        asked = None
        if children is not None:
            asked = frozenset(
                document.symbol
                for document in documents
                if any(clause.clause_id in children for clause in document.clauses)
            )

        def texts(symbols: Sequence[str]) -> dict[str, Sequence[LinkClause]]:
            return {symbol: clauses[symbol] for symbol in symbols}

        return cls([outline(one) for one in documents], texts, parameters, asked)

    def explain(self, workers: int = 1) -> list[Explained]:
        """Explain the documents that are asked about; their order depends on ``workers``."""
        first_row, is_asked = self.collection.first_row, self.collection.is_asked
        numbers = [
            number
            for number, document in enumerate(self.collection.documents)
            if len(document.lengths) and is_asked[first_row[number]]
        ]
        parts = _parts(self, numbers, workers)
        if len(parts) == 1:
            return self.explain_documents(numbers)
        return [*chain.from_iterable(in_processes(self.explain_documents, parts, workers))]

    def explain_documents(self, numbers: Iterable[int]) -> list[Explained]:
        """Explain the clauses of the given documents."""
        found = []
        for number in numbers:
            judged = self.judge(number)
            self._explained_last = number, judged
            self.collection.read_texts(_rows_named(judged))
            explanations = [explanation(child, judged, self.collection) for child in judged]
            symbol = self.collection.documents[number].symbol
            decided = frozenset(self._ruled.get(symbol, ()))
            least = thresholds(judged, decided)
            found.append(Explained(symbol, explanations, self.sought.pop(number), least))
        return found

    def judged(self, document: int) -> list[Child]:
        """Return what :meth:`judge` does, as it was found if this process explained it last."""
        last, judged = self._explained_last
        return judged if document == last else self.judge(document)

    def judge(self, document: int) -> list[Child]:
        """Choose the parents of the clauses of one document."""
        sources = self.finder.sources(document)
        named = self.finder.subject_words(document)
        children = [
            Child(row, self.collection.position(row), self.collection.weighed(row), [], named)
            for row in self.collection.rows(document)
        ]
        worded = [child for child in children if child.weighed.code]
        open_children = [child for child in worded if not self._same_words(child, sources)]
        if sources.members and open_children:
            self._ask_nearest(open_children, sources)
        forsaken = forsaken_by_nearest(children, self.parameters)
        self._ask_all(document, open_children, sources, forsaken)
        ruled = self._ruled.get(self.collection.documents[document].symbol, {})
        for child in children:
            if child.position in ruled:
                deny(child, ruled[child.position])
        choose(children, self.parameters, forsaken)
        for child in children:
            if child.position in ruled:
                compare = partial(self._decided, child, sources)
                confirm(child, ruled[child.position], compare, self.parameters)
        return children

    def _decided(self, child: Child, sources: Sources, place: Place) -> Candidate | None:
        """Compare a child with a clause that people named; None if that is not earlier."""
        row = self.finder.row(place)
        if row is None or row >= sources.before:
            return None
        return self._compared(child, row, sources)

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
        collection, nearest = self.collection, sources.members[0]
        rows = [row for row in collection.rows(nearest) if collection.has_words(row)]
        if not rows:
            return
        own = collection.document_of[children[0].child_id]
        similar = similar_rows(
            collection.worded(own, [child.child_id for child in children]),
            collection.worded(nearest, rows),
            self.parameters,
        )
        for child, places in zip(children, similar, strict=True):
            self._ask_likest(child, [(rows[place], most) for place, most in places], sources)

    def _ask_likest(
        self, child: Child, rows: Iterable[tuple[int, float]], sources: Sources
    ) -> None:
        """Propose clauses of the latest member, leaving out those that cannot matter.

        A clause matters if it is half as like as the one most like, for it is chosen if another
        clause of the document has the better claim to that; or if it may be a further parent, for
        the words that the one most like does not have.

        Args:
            rows: each with the most that its two coverages can add up to, best first.
        """
        code, weights = child.weighed.code, self.collection.weights(child.child_id).tolist()
        enough, left = 0.0, ""
        for row, most in rows:
            if most < enough and not self._adds(row, zip(left, weights, strict=True)):
                continue
            self._propose(child, row, sources)
            found = child.candidates[-1].alignment
            like = (found.child_coverage + found.parent_coverage) / 2
            if like > enough:
                taken = ((run.child, run.length) for run in found.runs)
                enough, left = like, without(code, taken)

    def _adds(self, row: int, left: Iterable[tuple[str, float]]) -> bool:
        """Tell whether a row has words enough of those left, each with its weight, to add them."""
        code = self.collection.code(row)
        held = sum([weight for word, weight in left if word in code])
        return held >= self.parameters.least_further_evidence

    def _ask_all(
        self, document: int, children: Sequence[Child], sources: Sources, forsaken: Some[int]
    ) -> None:
        """Propose earlier wordings for the words that the nearest member does not have.

        Args:
            forsaken: the clauses to which it may leave no source, for all whose words others are
                asked, as for those that older sources could explain clearly better.
        """
        before = self.collection.wordings_before(sources.before)
        rest = self._unexplained(document, children, forsaken)
        self.sought[document] = rest > 0
        wanted = self.index.wanted(document, rest)
        if not wanted.pairs.size or not before:
            return
        own = self._series_wordings(sources)
        found = self.index.search(wanted, before, own, self.parameters)
        for child in children:
            for wording in found.get(child.child_id, ()):
                row = nearest_row(self.collection, wording, sources, child.position)
                if row is not None and self._may_count(child, row, sources):
                    self._propose(child, row, sources)

    def _may_count(self, child: Child, row: int, sources: Sources) -> bool:
        """Tell whether a row found by its words has, outside the series, enough of them in a row.

        Short ones may be the very same words instead.
        """
        own, words = child.weighed.code, self.parameters.least_run
        if len(own) < words or sources.tier(self.collection.document_of[row]) != OTHERS:
            return True
        return share_run(own, self.collection.code(row), words)

    def _unexplained(
        self, document: int, children: Sequence[Child], forsaken: Some[int]
    ) -> Weights:
        """Return the weights of the words for which older sources are asked, 0 for the others."""
        rest = np.zeros(len(self.collection.weights_of(document)))
        for child in children:
            own = rest[self.collection.place_in_document(child.child_id)]
            own[:] = self.collection.weights(child.child_id)
            nearest = [one for one in child.candidates if one.source.tier == 0]
            if child.child_id not in forsaken and is_enough(nearest, child, self.parameters):
                for candidate in nearest:
                    for run in candidate.alignment.runs:
                        own[run.child : run.child + run.length] = 0
            if own.sum() < min(self.parameters.least_fresh, child.weighed.sums[-1] / 2):
                own[:] = 0
        return rest

    def _series_wordings(self, sources: Sources) -> Numbers:
        if sources.members not in self._own_wordings:
            own = self.collection.wordings_in(sources.members)
            self._own_wordings = {sources.members: own}
        return self._own_wordings[sources.members]

    def _propose(self, child: Child, row: int, sources: Sources) -> None:
        if not any(candidate.source_id == row for candidate in child.candidates):
            child.candidates.append(self._compared(child, row, sources))

    def _compared(self, child: Child, row: int, sources: Sources) -> Candidate:
        document = self.collection.document_of[row]
        symbol = self.collection.documents[document].symbol
        source = Source(
            sources.tier(document),
            document in sources.cited,
            self.collection.days[document],
            (symbol, self.collection.position(row)),
            self.collection.weighed(row),
        )
        alignment = align(child.weighed, source.weighed, self.parameters)
        filled_in = source.tier == OTHERS and is_filled_in(
            child.weighed.code, source.weighed.code, alignment.runs, child.subject
        )
        return Candidate(source, row, alignment, is_filled_in=filled_in)


def _rows_named(judged: Sequence[Child]) -> Iterator[int]:
    """Yield the rows that the explanations of some clauses name."""
    for child in judged:
        yield child.child_id
        yield from (candidate.source_id for candidate in child.chosen)
        if child.runner_up is not None:
            yield child.runner_up.source_id


# Parts per process, so that none waits long for the last.
_PARTS_EACH = 16


def _parts(linker: Linker, numbers: list[int], workers: int) -> list[list[int]]:
    """Share documents out in parts of like size, resolutions on one subject together."""
    documents = linker.collection.documents
    clauses = sum(len(documents[number].lengths) for number in numbers)
    if workers == 1 or clauses < CLAUSES_WORTH_A_PROCESS:
        return [numbers]
    by_subject = sorted(numbers, key=lambda number: (subject(documents[number].title), number))
    parts: list[list[int]] = [[] for _ in range(workers * _PARTS_EACH)]
    done = 0
    for number in by_subject:
        parts[done * len(parts) // (clauses + 1)].append(number)
        done += len(documents[number].lengths)
    return [part for part in parts if part]
