from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings

from etl.link import explain
from etl.model import ClauseKind, Edge, Explanation, LinkDocument, Relation, Span, WordingChange
from etl.trace import wording_changes
from etl.trace.changes import _cuts, changed_runs, in_order
from tests.link.test_laws import resolutions
from tests.link.texts import document, reference_documents, seeds


def apply(changes: Sequence[WordingChange], parent: str) -> str:
    """The parent's text with every changed run replaced."""
    parts, done = [], 0
    for change in sorted(changes, key=lambda change: change.position):
        assert parent[change.parent_start : change.parent_end] == change.old_text
        parts += [parent[done : change.parent_start], change.new_text]
        done = change.parent_end
    return "".join([*parts, parent[done:]])


def check_law(documents: Sequence[LinkDocument]) -> int:
    """Changing the parent as told gives the child, character for character; count the links."""
    texts = {c.clause_id: c.text for one in documents for c in one.clauses}
    found = explain(documents)
    changes: dict[tuple[int, int], list[WordingChange]] = {}
    for change in wording_changes(documents, found):
        changes.setdefault((change.child_id, change.parent_id), []).append(change)
    edges = [edge for one in found for edge in one.edges]
    for edge in edges:
        own = changes.get((edge.child_id, edge.parent_id), [])
        assert apply(own, texts[edge.parent_id]) == texts[edge.child_id]
        for change in own:
            assert texts[edge.child_id][change.child_start : change.child_end] == change.new_text
            assert change.old_text != change.new_text
            assert not _cuts(texts[edge.child_id], change.child_start)
            assert not _cuts(texts[edge.parent_id], change.parent_end)
    return len(edges)


def test_changing_the_parent_as_told_gives_the_child_on_every_link_of_the_seeds() -> None:
    assert check_law(seeds()) > 200


def test_changing_the_parent_as_told_gives_the_child_on_every_reference_link(
    reference_folder: Path,
) -> None:
    for documents in reference_documents(reference_folder / "gold"):
        assert check_law(documents)


@settings(max_examples=60)
@given(resolutions())
def test_changing_the_parent_as_told_gives_the_child(documents: list[LinkDocument]) -> None:
    check_law(documents)


def marked(parent: str, child: str) -> list[tuple[str, str]]:
    """What changed from one clause to its only successor."""
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP1": parent}),
        document("A/RES/62/156", "2007-12-18", {"OP1": child}),
    ]
    changes = wording_changes(documents, explain(documents))
    return [(change.old_text, change.new_text) for change in changes]


@pytest.mark.parametrize(
    ("parent", "child", "changes"),
    [
        pytest.param(
            "Requests States to promote and protect the human rights of all migrants, regardless of their immigration status, especially those of women and children;",
            "Requests States to promote and protect the human rights of all migrants, regardless of their migration status, especially those of women and children;",
            [("immigration", "migration")],
            id="whole words, not letters",
        ),
        pytest.param(
            "Underlines the right of migrants to return to their country of citizenship;",
            "Underlines the right of migrants to return to their country of citizenship,",
            [(";", ",")],
            id="punctuation alone",
        ),
        pytest.param(
            "Takes note of the judgment of the InterAmerican Court of Human Rights on consular assistance;",
            "Takes note of the judgment of the Inter-American Court of Human Rights on consular assistance;",
            [("InterAmerican", "Inter-American")],
            id="one word printed as two",
        ),
        pytest.param(
            "Recalling its previous resolutions on the right to food, the most recent of which is resolution 60/169 of 16 December 2005,",
            "Recalling its previous resolutions on the right to food, the most recent of which is resolution 61/165 of 19 December 2006,",
            [("60/169", "61/165"), ("16", "19"), ("2005", "2006")],
            id="number and date",
        ),
        pytest.param(
            "Recalling its resolutions 62/219 of 22 December 2007, 63/160 of 18 December 2008 and 64/143 of 18 December 2009,",
            "Recalling its resolutions 62/219 of 22 December 2007, 63/206 of 19 December 2008 and 64/191 of 21 December 2009,",
            [("63/160", "63/206"), ("18", "19"), ("64/143", "64/191"), ("18", "21")],
            id="whole symbols",
        ),
        pytest.param(
            "Decides that the increase of 30,768,700 dollars shall be added to the credits of Member States for the period;",
            "Decides that the increase of 30,844,700 dollars shall be added to the credits of Member States for the period;",
            [("30,768,700", "30,844,700")],
            id="whole numbers",
        ),
        pytest.param(
            "Recalling the resolution by which the Council extended the mandate of the Force, the latest of which was resolution 2650 (2022) of 31 August 2022,",
            "Recalling the resolution by which the Council extended the mandate of the Force, the latest of which was resolution 2695 (2023) of 31 August 2023,",
            [("2650 (2022)", "2695 (2023)"), ("2022", "2023")],
            id="a bracket is closed where it was opened",
        ),
        pytest.param(
            "Notes the aspirations, embedded in Agenda 2063 of the African Union, to lift huge sections of the population out of poverty;",
            "Notes the aspirations embedded in Agenda 2063 of the African Union to lift huge sections of the population out of poverty;",
            [(",", ""), (",", "")],
            id="a comma without its space",
        ),
        pytest.param(
            "Mindful of the urgent need to strengthen controls, and of the grave danger for mankind posed by weapons of mass destruction everywhere,",
            "Mindful of the urgent need to strengthen controls, and of the rising threats for societies posed by weapons of mass destruction everywhere,",
            [("grave danger for mankind", "rising threats for societies")],
            id="a rewritten phrase in one",
        ),
        pytest.param(
            "Underlining the importance for States, in cooperation with non-governmental organizations, to undertake information campaigns,",
            "Underlining the importance for States, in cooperation with non-governmental organizations and other relevant stakeholders, to undertake information campaigns,",
            [("", " and other relevant stakeholders")],
            id="an insertion with its space",
        ),
    ],
)  # fmt: skip
def test_changes_are_marked_as_a_person_would(
    parent: str, child: str, changes: list[tuple[str, str]]
) -> None:
    assert marked(parent, child) == changes


def test_what_changed_places_is_taken_out_and_put_in() -> None:
    spans = [Span(0, 3, 4, 7), Span(4, 11, 8, 15), Span(12, 15, 0, 3)]
    assert in_order(spans) == spans[:2]
    child, parent = "bbb ccccccc aaa", "aaa bbb ccccccc"
    assert [(r.parent_start, r.parent_end, r.child_start, r.child_end) for r in changed_runs(spans, child, parent)] == [(0, 4, 0, 0), (15, 15, 11, 15)]  # fmt: skip


def test_links_to_two_parents_are_told_apart() -> None:
    documents = [
        document("A/RES/61/1", "2006-12-19", {"OP1": "Notes the report;", "OP2": "Notes it also;"}),
        document("A/RES/62/1", "2007-12-19", {"OP1": "Notes the report and notes it also;"}),
    ]
    (one, two), (child,) = (one.clauses for one in documents)
    edges = tuple(
        Edge(child.clause_id, parent.clause_id, main, Relation.MERGED, False, 1.0, 0.5, 1.0, None, None, "", spans)
        for parent, main, spans in ((one, True, (Span(0, 16, 0, 16),)), (two, False, (Span(21, 34, 0, 13),)))
    )  # fmt: skip
    changes = wording_changes(documents, [Explanation(child.clause_id, edges)])
    for edge, parent in zip(edges, (one, two), strict=True):
        own = [change for change in changes if change.parent_id == edge.parent_id]
        assert apply(own, parent.text) == child.text
    assert child.kind is ClauseKind.OPERATIVE
