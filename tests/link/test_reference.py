"""The program agrees with readers who linked the clauses by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.evaluate import Evaluation, FoundLink, evaluate, read_reference, score
from tests.link.texts import links, reference_documents, seeds


@pytest.fixture(scope="module")
def evaluation(reference_folder: Path) -> Evaluation:
    gold = reference_folder / "gold"
    found = {
        child: [FoundLink(parent, edge.relation, edge.is_main) for parent, edge in edges]
        for documents in reference_documents(gold)
        for child, edges in links(documents).items()
    }
    return evaluate(read_reference(gold), found)


def test_no_reference_clause_is_missing(evaluation: Evaluation) -> None:
    assert evaluation.pooled.missing == 0


def test_links_main_parents_roots_and_relations_reach_the_bars(evaluation: Evaluation) -> None:
    pooled = evaluation.pooled
    assert pooled.f1 >= 0.985
    assert pooled.hard_f1 >= 0.97
    assert pooled.main >= 0.985
    assert pooled.root >= 0.98
    assert pooled.relation >= 0.95


def test_second_parents_and_split_clauses_are_found(evaluation: Evaluation) -> None:
    recall = evaluation.pooled.recall_by_relation
    assert recall["merged"][0] >= 0.8
    assert recall["split"][0] >= 0.8


def test_no_reference_set_falls_behind(evaluation: Evaluation) -> None:
    assert min(one.f1 for one in evaluation.sets) >= 0.97


def test_links_of_the_later_seeds_that_were_read_afterwards_reach_the_bars() -> None:
    readings = Path(__file__).parent.parent / "readings"
    sets = {one.name: one for one in read_reference(readings)}
    found = {
        child: [FoundLink(parent, edge.relation, edge.is_main) for parent, edge in edges]
        for child, edges in links(seeds()).items()
    }
    scores = score(sets["protection-of-migrants-later"], found)
    assert scores.missing == 0
    assert scores.f1 >= 0.985
    assert scores.hard_f1 >= 0.97
    assert scores.main >= 0.985
    assert scores.relation >= 0.98
    # Two wrong links of 66/172, and one that came back after a gap, go on to their descendants.
    assert scores.root >= 0.965
