"""What holds for any set of documents, tried on sets put together from the clauses of the seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.link import explain, explanation
from etl.model import ClauseKind, Explanation, LinkClause, LinkDocument
from tests.link.texts import addresses, document, seeds

TEXTS = [clause.text for document in seeds() for clause in document.clauses if clause.text]


@st.composite
def resolutions(draw: st.DrawFn) -> list[LinkDocument]:
    """A few resolutions of recurring or other subjects, with clauses copied, cut and joined."""
    found = []
    for number in range(draw(st.integers(2, 6))):
        texts = draw(st.lists(st.sampled_from(TEXTS), min_size=1, max_size=6))
        words = [text.split() for text in texts]
        cut = draw(st.sampled_from(["whole", "half", "joined"]))
        if cut == "half":
            texts = [" ".join(one[: len(one) // 2 + 1]) for one in words]
        elif cut == "joined":
            texts = [" ".join(one + words[0]) for one in words]
        found.append(
            LinkDocument(
                symbol=f"A/RES/{60 + number}/1",
                language=draw(st.sampled_from(["en", "en", "fr"])),
                adopted_on=date(2006, 12, 19) + timedelta(days=draw(st.integers(0, 3))),
                title=draw(st.sampled_from(["Protection of migrants", "The right to food"])),
                organ="General Assembly",
                previous_symbol=None,
                cited_symbols=frozenset(),
                clauses=tuple(
                    LinkClause(100 * number + at, f"OP{at}", ClauseKind.OPERATIVE, at, text)
                    for at, text in enumerate(texts, start=1)
                ),
            )
        )
    return found


def by_address(documents: Sequence[LinkDocument], found: Sequence[Explanation]) -> object:
    """Explanations without the numbers that clauses happen to have."""
    known = addresses(documents)
    return {
        known[one.child_id]: [
            (
                known[edge.parent_id],
                known.get(edge.runner_up_id or 0),
                edge._replace(child_id=0, parent_id=0, runner_up_id=None),
            )
            for edge in one.edges
        ]
        for one in found
    }


@settings(max_examples=60)
@given(resolutions(), st.randoms(use_true_random=False))
def test_neither_the_order_of_documents_nor_the_numbers_of_clauses_matter(
    documents: list[LinkDocument], random: object
) -> None:
    expected = by_address(documents, explain(documents))
    ids = [clause.clause_id for document in documents for clause in document.clauses]
    shuffled = ids.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    renamed = dict(zip(ids, shuffled, strict=True))
    others = [
        replace(
            document,
            clauses=tuple(replace(c, clause_id=renamed[c.clause_id]) for c in document.clauses),
        )
        for document in documents
    ]
    random.shuffle(others)  # type: ignore[attr-defined]
    assert by_address(others, explain(others)) == expected


@settings(max_examples=60)
@given(resolutions(), st.lists(st.integers(0, 2), min_size=36, max_size=36), st.data())
def test_in_whatever_order_and_groups_documents_come_the_explanations_end_the_same(
    documents: list[LinkDocument], group_of: list[int], data: st.DataObject
) -> None:
    """Documents arrive in groups, in any order; those that stand later are explained anew."""
    expected = {one.child_id: one for one in explain(documents)}
    arriving = data.draw(st.permutations(list(enumerate(documents))))
    loaded: list[LinkDocument] = []
    found: dict[int, Explanation] = {}
    for group in range(3):
        new = [document for number, document in arriving if group_of[number] == group]
        loaded += new
        first = min((document.adopted_on for document in new), default=date.max)
        anew = {
            clause.clause_id
            for document in loaded
            if document.adopted_on >= first
            for clause in document.clauses
        }
        found.update((one.child_id, one) for one in explain(loaded, children=anew))
    assert found == expected


@settings(max_examples=40)
@given(resolutions(), st.lists(st.integers(0, 2), min_size=36, max_size=36))
def test_clauses_asked_about_in_groups_are_explained_as_all_together(
    documents: list[LinkDocument], group_of: list[int]
) -> None:
    clauses = [clause.clause_id for document in documents for clause in document.clauses]
    parts = [{c for c, g in zip(clauses, group_of, strict=False) if g == n} for n in range(3)]
    found = {one.child_id: one for part in parts for one in explain(documents, children=part)}
    assert [found[clause] for clause in clauses] == explain(documents)


@settings(max_examples=40)
@given(resolutions())
def test_later_documents_do_not_matter(documents: list[LinkDocument]) -> None:
    everything = {found.child_id: found for found in explain(documents)}
    last = max(document.adopted_on for document in documents)
    earlier = [document for document in documents if document.adopted_on < last]
    assert explain(earlier) == [
        everything[clause.clause_id] for document in earlier for clause in document.clauses
    ]


@settings(max_examples=60)
@given(resolutions())
def test_every_explanation_is_sound(documents: list[LinkDocument]) -> None:
    check_sound(documents)


def test_a_copy_that_is_only_a_further_parent_gives_only_its_further_words() -> None:
    once = "Recalling all its previous resolutions on the protection of migrants, the most recent of which is resolution 60/169 of 16 December 2005, and recalling also Commission on Human Rights resolution 2005/47 of 19 April 2005,"  # fmt: skip
    twice = f"{once} {once}"
    documents = [
        document("A/RES/61/1", "2006-12-19", {"OP1": once}),
        document("A/RES/62/1", "2006-12-19", {"OP1": twice}),
        document("A/RES/60/1", "2006-12-20", {"OP1": twice, "OP2": twice}),
    ]
    check_sound(documents)


def check_sound(documents: list[LinkDocument]) -> None:
    texts = {c.clause_id: c.text for document in documents for c in document.clauses}
    home = {c.clause_id: document for document in documents for c in document.clauses}
    found = explain(documents)
    assert [one.child_id for one in found] == list(texts)
    for one in found:
        assert [edge.is_main for edge in one.edges] == [True, *[False] * len(one.edges[1:])][
            : len(one.edges)
        ]
        assert len({edge.parent_id for edge in one.edges}) == len(one.edges)
        taken = 0
        for span in sorted(span for edge in one.edges for span in _spans(edge)):
            assert span[0] >= taken
            taken = span[1]
        for edge in one.edges:
            own, parent = home[edge.child_id], home[edge.parent_id]
            assert parent.adopted_on < own.adopted_on
            assert parent.language == own.language
            assert 0 < edge.child_coverage <= 1
            assert 0 < edge.parent_coverage <= 1
            assert 0 < edge.score <= 1
            assert edge.runner_up_id != edge.parent_id
            assert edge.spans


def _spans(edge: object) -> list[tuple[int, int]]:
    return [(span.child_start, span.child_end) for span in edge.spans]  # type: ignore[attr-defined]


def test_several_processes_find_what_one_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    documents = seeds()
    expected = explain(documents)
    monkeypatch.setattr(explanation, "CLAUSES_WORTH_A_PROCESS", 1)
    assert explain(documents, workers=2) == expected
