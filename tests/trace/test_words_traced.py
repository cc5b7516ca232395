"""Lineage and phrase origins against a twin that follows single words."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from etl.link import explain
from etl.link.words import folded, forms, offsets
from etl.model import (
    Edge,
    Explanation,
    LinkDocument,
    PhraseOrigin,
    Relation,
    Span,
)
from etl.trace import lineages, phrase_origins, trace, wording_changes
from etl.trace.lineage import LEAST_RESEMBLANCE
from tests.link.test_laws import resolutions
from tests.link.texts import document, links, seeds


class Follower:
    """Follows one word at a time from span to span, by the letters before it in the span."""

    def __init__(self, documents: Sequence[LinkDocument], found: Sequence[Explanation]) -> None:
        self.texts = {c.clause_id: c.text for one in documents for c in one.clauses}
        self.edges = {one.child_id: one.edges for one in found}
        self.passed: dict[tuple[int, int], list[int]] = {}

    def source(self, clause: int, start: int) -> tuple[int, int] | None:
        """Where the word at offset ``start`` of a clause was carried from."""
        for edge in self.edges[clause]:
            for span in edge.spans:
                if span.child_start <= start < span.child_end:
                    letters = self._letters(self.texts[clause][span.child_start : start])
                    parent = self.texts[edge.parent_id]
                    for at, end in offsets(parent):
                        within = span.parent_start <= at < span.parent_end
                        if within and letters < self._letters(parent[span.parent_start : end]):
                            return edge.parent_id, at
        return None

    def path(self, clause: int, start: int) -> list[int]:
        """The clauses that a word passed through, its own first."""
        if (clause, start) not in self.passed:
            before = self.source(clause, start)
            self.passed[clause, start] = [clause, *(self.path(*before) if before else [])]
        return self.passed[clause, start]

    @staticmethod
    def _letters(text: str) -> int:
        return sum(len(folded(text[a:b])) for a, b in offsets(text))


def check(documents: Sequence[LinkDocument]) -> None:
    found = explain(documents)
    follower = Follower(documents, found)
    origins: dict[int, list[PhraseOrigin]] = {}
    for origin in phrase_origins(documents, found):
        origins.setdefault(origin.clause_id, []).append(origin)
    traced = {one.clause_id: one for one in lineages(documents, found)}
    order = {
        clause.clause_id: (one.adopted_on, one.symbol, one.language, clause.position)
        for one in documents
        for clause in one.clauses
    }
    for clause, text in follower.texts.items():
        places = offsets(text)
        paths = [follower.path(clause, start) for start, _ in places]
        own = origins.get(clause, [])
        assert [run.char_start for run in own[1:]] == [run.char_end for run in own[:-1]]
        assert [own[0].char_start, own[-1].char_end] == [0, len(text)] if text else own == []
        for (start, _), path in zip(places, paths, strict=True):
            (run,) = [run for run in own if run.char_start <= start < run.char_end]
            assert run.origin_id == path[-1]
        assert all(left.origin_id != right.origin_id for left, right in itertools.pairwise(own))
        check_lineage(clause, traced[clause], follower, paths, order)


def check_lineage(clause, lineage, follower, paths, order) -> None:  # type: ignore[no-untyped-def]
    root, depth = clause, 0
    while follower.edges[root]:
        root, depth = follower.edges[root][0].parent_id, depth + 1
    assert (lineage.root_id, lineage.depth) == (root, depth)
    ancestors = {one for path in paths for one in path} | {clause}
    likeness = {clause: 1.0}
    for one in ancestors - {clause}:
        words = len(offsets(follower.texts[one]))
        shared = min(words, sum(one in path for path in paths))
        likeness[one] = 2 * shared / (len(paths) + words)
    assert lineage.root_similarity == pytest.approx(likeness.get(root, 0.0), abs=1e-4)
    alike = [one for one in ancestors if likeness[one] >= LEAST_RESEMBLANCE]
    assert lineage.earliest_similar_id == min(alike, key=order.__getitem__)


def test_every_word_of_the_seeds_is_traced_to_where_it_is_new() -> None:
    check(seeds())


@settings(max_examples=60)
@given(resolutions())
def test_every_word_is_traced_to_where_it_is_new(documents: list[LinkDocument]) -> None:
    check(documents)


@settings(max_examples=40)
@given(resolutions())
def test_an_origin_holds_the_words_and_is_never_later(documents: list[LinkDocument]) -> None:
    found = explain(documents)
    texts = {c.clause_id: c.text for one in documents for c in one.clauses}
    days = {c.clause_id: one.adopted_on for one in documents for c in one.clauses}
    for run in phrase_origins(documents, found):
        words = forms(texts[run.clause_id][run.char_start : run.char_end])
        assert set("".join(words)) <= set("".join(forms(texts[run.origin_id])))
        assert days[run.origin_id] <= days[run.clause_id]


@settings(max_examples=20)
@given(resolutions())
def test_tracing_together_is_tracing_one_by_one(documents: list[LinkDocument]) -> None:
    found = explain(documents)
    assert trace(documents, found) == (
        lineages(documents, found),
        phrase_origins(documents, found),
        wording_changes(documents, found),
    )


def test_a_clause_that_repeats_itself_shares_no_more_words_than_its_ancestor_has() -> None:
    short = "Recalling all its previous resolutions on the protection of migrants, the most recent of which is resolution 60/169"  # fmt: skip
    long = f"{short} of 16 December 2005, and recalling also Commission on Human Rights resolution 2005/47 of 19 April 2005,"  # fmt: skip
    documents = [
        document("A/RES/60/1", "2006-12-20", {"OP1": short}),
        document("A/RES/61/1", "2006-12-19", {"OP1": long}),
        document("A/RES/62/1", "2006-12-21", {"OP1": f"{long} {long}"}),
    ]
    check(documents)
    *_, doubled = lineages(documents, explain(documents))
    assert doubled.root_similarity == pytest.approx(2 / 3, abs=1e-4)


def test_the_runs_of_an_identical_clause_are_those_of_its_parent() -> None:
    documents = seeds()
    runs: dict[int, list[tuple[str, int]]] = {}
    texts = {c.clause_id: c.text for one in documents for c in one.clauses}
    found = explain(documents)
    for run in phrase_origins(documents, found):
        words = " ".join(forms(texts[run.clause_id][run.char_start : run.char_end]))
        runs.setdefault(run.clause_id, []).append((words, run.origin_id))
    same = [e for one in found for e in one.edges if e.relation == Relation.IDENTICAL]
    assert len(same) > 50
    for edge in same:
        assert [o for _, o in runs[edge.child_id]] == [o for _, o in runs[edge.parent_id]]


def test_a_phrase_is_traced_through_a_merger() -> None:
    """The first third of 62/156 OP1 stood in 61/165 OP1, the rest in 61/165 OP9."""
    documents = seeds()
    known = {c.clause_id: f"{d.symbol}#{c.label}" for d in documents for c in d.clauses}
    found = explain(documents)
    assert [p for p, _ in links(documents)["A/RES/62/156#OP1"]] == ["A/RES/61/165#OP9", "A/RES/61/165#OP1"]  # fmt: skip
    (clause,) = [c for d in documents if d.symbol == "A/RES/62/156" for c in d.clauses if c.label == "OP1"]  # fmt: skip
    runs = [run for run in phrase_origins(documents, found) if run.clause_id == clause.clause_id]
    origin = {known[run.origin_id] for run in runs}
    assert origin == {"A/RES/61/165#OP1", "A/RES/61/165#OP9", "A/RES/62/156#OP1"}
    (status,) = [r for r in runs if "women and children" in clause.text[r.char_start : r.char_end]]
    assert known[status.origin_id] == "A/RES/61/165#OP1"


def test_words_printed_as_one_or_as_two_are_carried_over() -> None:
    documents = [
        document("A/RES/61/1", "2006-12-19", {"OP1": "Notes the InterAmerican Court;"}),
        document("A/RES/62/1", "2007-12-19", {"OP1": "Notes the Inter-American Court;"}),
    ]
    (parent,), (child,) = (one.clauses for one in documents)
    edge = Edge(child.clause_id, parent.clause_id, True, Relation.IDENTICAL, False, 1.0, 1.0, 1.0, None, None, "", (Span(0, 30, 0, 29),))  # fmt: skip
    found = [Explanation(parent.clause_id), Explanation(child.clause_id, (edge,))]
    origins = phrase_origins(documents, found)
    assert [run.origin_id for run in origins] == [parent.clause_id] * 2


def test_a_word_that_two_parents_claim_is_refused() -> None:
    words = "Notes with appreciation the report of the Secretary-General;"
    documents = [
        document("A/RES/61/1", "2006-12-19", {"OP1": words}),
        document("A/RES/62/1", "2007-12-19", {"OP1": words}),
        document("A/RES/63/1", "2008-12-19", {"OP1": words}),
    ]
    first, second, child = (one.clauses[0].clause_id for one in documents)
    edges = [
        Edge(child, parent, is_main, Relation.MERGED, False, 1.0, 1.0, 1.0, None, None, "", (span,))
        for parent, is_main, span in ((second, True, Span(0, 23, 0, 23)), (first, False, Span(11, 58, 11, 58)))
    ]  # fmt: skip
    found = [Explanation(first), Explanation(second), Explanation(child, tuple(edges))]
    with pytest.raises(ValueError, match="from two places"):
        trace(documents, found)
