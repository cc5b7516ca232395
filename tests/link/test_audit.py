"""An audit compares with everything: it agrees with the twin, and sees what was missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from etl import audit as module
from etl.audit import Audit, audit
from etl.link import DEFAULT
from etl.link.comparison import score
from etl.link.explanation import Linker
from etl.link.pair_index import PairIndex
from etl.model import Explanation, LinkDocument
from tests.link.test_twin import Twin
from tests.link.texts import document, seeds


def audited(documents: Sequence[LinkDocument], workers: int = 1) -> Audit:
    linker = Linker.of(documents, DEFAULT)
    return audit(linker, linker.explain(workers))


@pytest.fixture
def unbounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "COMPARISONS_PER_CLAUSE", 1e9)


def test_the_clauses_of_the_seeds_that_are_drawn_have_the_parents_of_a_full_comparison(
    unbounded: None,
) -> None:
    found = audited(seeds())
    assert found.sampled == found.agreed == module.CLAUSES_AT_MOST
    assert found.links == found.found > 0
    assert found.counts()["recall"] == 1.0


def test_an_audit_explains_clauses_as_the_twin_does(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = seeds()
    twin, found = Twin.of(documents, DEFAULT), Linker.of(documents, DEFAULT).explain()
    monkeypatch.setattr(module, "COMPARISONS_PER_CLAUSE", 1e9)
    monkeypatch.setattr(module, "CLAUSES_AT_MOST", 10)  # each takes the twin a while
    assert audit(twin, found).counts()["recall"] == 1.0


def test_links_that_were_not_found_are_seen(unbounded: None) -> None:
    linker = Linker.of(seeds(), DEFAULT)
    blind = [
        one._replace(explanations=[Explanation(clause.child_id) for clause in one.explanations])
        for one in linker.explain()
    ]
    found = audit(linker, blind)
    assert found.found == 0
    assert found.agreed < found.sampled
    assert found.counts()["recall"] == 0.0


def test_a_source_that_the_index_forgets_is_seen(
    unbounded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "Encourages States to protect the families of fishermen lost at sea in winter storms"
    documents = [
        document("A/RES/60/1", "2005-12-16", {"OP1": words + ";"}, title="Fisheries"),
        document("A/RES/61/2", "2006-12-19", {"OP1": words + " and in summer;"}, title="Families"),
    ]
    assert audited(documents).counts()["recall"] == 1.0

    def none(self: PairIndex, *rest: object) -> dict[int, list[int]]:
        return {}

    monkeypatch.setattr(PairIndex, "search", none)
    found = audited(documents)
    assert (found.sampled, found.agreed, found.links, found.found) == (2, 1, 1, 0)


def test_the_sample_depends_neither_on_order_nor_on_processes() -> None:
    first = audited(seeds())
    assert audited(seeds()[::-1]) == first
    assert audited(seeds(), workers=2) == first


def test_the_work_is_bounded_by_what_is_loaded() -> None:
    found = audited(seeds())
    assert 1 <= found.sampled <= module.CLAUSES_AT_MOST
    assert found.sampled == 1 or found.comparisons <= module.COMPARISONS_AT_LEAST


def test_nothing_loaded_is_nothing_audited() -> None:
    assert audited([]).counts() == {
        "sampled": 0,
        "agreed": 0,
        "links": 0,
        "recall": None,
        "comparisons": 0,
    }


def test_an_audit_leaves_the_linker_as_it_was() -> None:
    linker = Linker.of(seeds(), DEFAULT)
    first = linker.explain()
    audit(linker, first)
    assert [one.explanations for one in linker.explain()] == [one.explanations for one in first]


@pytest.mark.parametrize("is_one_series", [True, False])
def test_no_source_scores_more_than_what_it_could_at_most(is_one_series: bool) -> None:
    documents = seeds()
    if not is_one_series:
        documents = tuple(
            replace(one, title=title, previous_symbol=None)
            for one, title in zip(documents, ("Food", "Water", "Work", "Peace", "Law"), strict=True)
        )
    linker = Linker.of(documents, replace(DEFAULT, least_alike=1000))
    wordings, tried = module._Wordings(linker, range(len(linker.collection.lengths))), 0
    for number in range(len(linker.collection.documents)):
        before = linker.collection.wordings_before(linker.collection.first_row[number])
        for child in linker.judge(number):
            if not child.weighed.code or not before:
                continue
            shared = wordings._shared(child, before)
            bounds = module.most_within if is_one_series else module.most_elsewhere
            most = bounds(shared, linker.parameters)
            for candidate in (*child.candidates, *child.stale):
                wording = linker.collection.wording_of[candidate.source_id]
                assert score(candidate, 0.0, linker.parameters) <= most[wording] + 1e-9
                assert candidate.alignment.evidence <= shared.evidence[wording] + 1e-9
                tried += 1
    assert tried > 200
