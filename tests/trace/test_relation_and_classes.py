"""The relation of a link says the same as the classes of its changes."""

from __future__ import annotations

from pathlib import Path

from etl.link import explain
from etl.model import LinkDocument, Relation
from etl.trace.changes import edge_changes
from tests.link.texts import reference_documents, seeds

# A longer list forces a plural and moves its "and".
_OF_REFERENCES = frozenset({"typographic", "reference", "grammatical"})


def classes(documents: list[LinkDocument]) -> list[tuple[Relation, frozenset[str]]]:
    """Relation and classes of the changes of every link whose words are not the same."""
    texts = {clause.clause_id: clause.text for one in documents for clause in one.clauses}
    return [
        (
            edge.relation,
            frozenset(
                change.change_class
                for change in edge_changes(edge, texts[edge.child_id], texts[edge.parent_id])
            ),
        )
        for explanation in explain(documents)
        for edge in explanation.edges
        if edge.relation in {Relation.UPDATED, Relation.REWORDED}
    ]


def assert_said_once(documents: list[LinkDocument]) -> int:
    found = classes(documents)
    for relation, kinds in found:
        if relation is Relation.UPDATED:
            assert "reference" in kinds
            assert kinds <= _OF_REFERENCES
        else:
            assert not kinds <= {"typographic", "reference"}
    return len(found)


def test_a_link_of_the_seeds_is_updated_if_its_changes_are_of_references() -> None:
    assert assert_said_once(list(seeds())) > 80


def test_so_is_a_link_of_the_reference_series(reference_folder: Path) -> None:
    for documents in reference_documents(reference_folder / "gold"):
        assert assert_said_once(documents) > 20
