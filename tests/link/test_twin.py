"""A slow obvious twin: every earlier clause is compared word by word with every clause.

It chooses by the same rules, so it shows whether the fast candidates leave out anything that
matters.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from etl.link.comparison import Child
from etl.link.edges import explanation
from etl.link.explanation import Linker
from etl.link.forsaken import forsaken_by_nearest
from etl.link.parameters import DEFAULT
from etl.link.select import choose
from etl.link.series import Sources, nearest_row
from etl.model import Explanation, LinkDocument
from tests.link.texts import reference_documents, seeds


class Twin(Linker):
    """Proposes the nearest occurrence of every earlier wording, whatever it shares."""

    def judge(self, document: int) -> list[Child]:
        sources = self.finder.sources(document)
        rows = self.collection.rows(document)
        named = self.finder.subject_words(document)
        children = [
            Child(row, self.collection.position(row), self.collection.weighed(row), [], named)
            for row in rows
        ]
        for child in children:
            if child.weighed.code:
                self._ask_everything(child, sources)
        choose(children, self.parameters, forsaken_by_nearest(children, self.parameters))
        return children

    def _ask_everything(self, child: Child, sources: Sources) -> None:
        for wording in range(self.collection.wordings_before(sources.before)):
            row = nearest_row(self.collection, wording, sources, child.position)
            if row is not None and self.collection.has_words(row):
                self._propose(child, row, sources)
        if sources.members:
            for row in self.collection.rows(sources.members[0]):
                if self.collection.has_words(row):
                    self._propose(child, row, sources)


def parents(found: Sequence[Explanation]) -> dict[int, list[tuple[int, str]]]:
    return {one.child_id: [(e.parent_id, e.relation) for e in one.edges] for one in found}


def differences(documents: Sequence[LinkDocument]) -> list[int]:
    """The clauses whose links differ between the program and its twin."""
    fast = Linker.of(documents, DEFAULT)
    twin = Twin.of(documents, DEFAULT)
    numbers = range(len(fast.collection.documents))
    found = parents([one for document in fast.explain() for one in document.explanations])
    expected = parents(
        [
            explanation(child, judged, twin.collection)
            for number in numbers
            for judged in [twin.judge(number)]
            for child in judged
        ]
    )
    return [child for child in expected if expected[child] != found[child]]


def test_comparing_everything_changes_no_link_of_the_seeds() -> None:
    assert differences(seeds()) == []


def test_comparing_everything_changes_no_link_of_the_reference_sets(
    reference_folder: Path,
) -> None:
    for documents in reference_documents(reference_folder / "gold"):
        assert differences(documents) == []
