"""The straight line of linking: sources, candidates, alignments, parents, explanations."""

from __future__ import annotations

from collections.abc import Collection as Some
from collections.abc import Sequence

import numpy as np

from etl.link.align import align
from etl.link.candidates import PairIndex, similar_rows
from etl.link.collection import Collection, Numbers
from etl.link.edges import explanation
from etl.link.parameters import DEFAULT, Parameters
from etl.link.select import Candidate, Child, Source, choose
from etl.link.series import SeriesFinder, Sources, nearest_row
from etl.model import Explanation, LinkDocument


def explain(
    documents: Sequence[LinkDocument],
    parameters: Parameters = DEFAULT,
    *,
    children: Some[int] | None = None,
) -> list[Explanation]:
    """Explain where the words of every clause come from.

    Only strictly earlier documents of the same language can be sources. The result depends neither
    on the order of ``documents`` nor on the values of ``clause_id``.

    Args:
        children: explain only these clauses (by ``clause_id``); all clauses if None.

    Returns:
        One explanation per clause, in the order of the documents given and of their clauses.
    """
    wanted = None if children is None else frozenset(children)
    found: dict[int, Explanation] = {}
    for language in sorted({document.language for document in documents}):
        group = [document for document in documents if document.language == language]
        for one in Linker(group, parameters).explain(wanted):
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

    def explain(self, wanted: frozenset[int] | None) -> list[Explanation]:
        """Return the explanations of the wanted clauses, all if None."""
        found = []
        for number, document in enumerate(self.collection.documents):
            if wanted is None or any(c.clause_id in wanted for c in document.clauses):
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
        for child in open_children:
            self._ask_all(child, sources)
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
        rows = [
            row for row in self.collection.rows(sources.members[0]) if self.collection.code(row)
        ]
        if not rows:
            return
        similar = similar_rows(
            [child.weighed for child in children],
            [self.collection.weighed(row) for row in rows],
            self.parameters,
        )
        for child, places in zip(children, similar, strict=True):
            for place in places:
                self._propose(child, rows[place], sources)

    def _ask_all(self, child: Child, sources: Sources) -> None:
        """Propose earlier wordings for the words that the nearest member does not have."""
        rest = np.diff(child.weighed.sums)
        for candidate in child.candidates:
            if candidate.source.tier == 0:
                for run in candidate.alignment.runs:
                    rest[run.child : run.child + run.length] = 0
        if rest.sum() < min(self.parameters.least_fresh, child.weighed.sums[-1] / 2):
            return
        before = self.collection.wordings_before(sources.before)
        own = self._series_wordings(sources)
        for wording in self.index.search(child.child_id, rest, before, own, self.parameters):
            row = nearest_row(self.collection, wording, sources, child.position)
            if row is not None:
                self._propose(child, row, sources)

    def _series_wordings(self, sources: Sources) -> Numbers:
        if sources.members not in self._own_wordings:
            rows = [row for member in sources.members for row in self.collection.rows(member)]
            wordings = [self.collection.wording_of[row] for row in rows]
            self._own_wordings = {sources.members: np.unique(np.array(wordings, dtype=np.int64))}
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
        own = child.weighed
        alignment = align(own, source.weighed, self.parameters)
        child.candidates.append(Candidate(source, row, alignment))
