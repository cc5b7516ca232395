"""Words and their pairs as numbers: what the fast ways find is what the plain ones do."""

from __future__ import annotations

from itertools import chain, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link import DEFAULT
from etl.link.collection import Collection, distinct, distinct_counts, places_in
from etl.link.outline import outline, place_type, word_numbers
from etl.link.words import forms
from etl.model import LinkDocument
from tests.link.test_laws import resolutions
from tests.link.texts import seeds

numbers = st.lists(
    st.one_of(st.integers(-9, 9), st.integers(-(2**63), 2**63 - 1)), max_size=40
).map(lambda drawn: np.array(drawn, dtype=np.int64))


@given(numbers, numbers)
def test_every_value_is_placed_where_it_stands_among_those_known(
    some: np.ndarray, values: np.ndarray
) -> None:
    known = sorted(set(some.tolist()))
    asked = [*values.tolist(), *known]
    places = places_in(np.array(known, dtype=np.int64), np.array(asked, dtype=np.int64))
    assert places.tolist() == [known.index(v) if v in known else len(known) for v in asked]


def test_values_whose_hashes_meet_are_told_apart() -> None:
    # Of so many drawn by lot hundreds share a slot of a table eight times as large.
    known = distinct(np.random.default_rng(0).integers(-(2**63), 2**63 - 1, 20_000))
    assert places_in(known, known).tolist() == list(range(len(known)))
    assert set(places_in(known, known + 1).tolist()) == {len(known)}


@given(numbers)
def test_distinct_values_are_counted(values: np.ndarray) -> None:
    known = sorted(set(values.tolist()))
    ascending, counts = distinct_counts(values)
    assert ascending.tolist() == distinct(values).tolist() == known
    assert counts.tolist() == [values.tolist().count(one) for one in known]


@given(resolutions(), st.data())
def test_pairs_are_those_of_neighbours_in_one_clause_that_documents_asked_about_have(
    drawn: list[LinkDocument], data: st.DataObject
) -> None:
    asked = frozenset(one.symbol for one in drawn if data.draw(st.booleans()))
    collection = Collection([outline(one) for one in drawn], lambda _: {}, DEFAULT, asked)
    is_wanted = np.array([data.draw(st.booleans()) for _ in collection.lengths], dtype=np.bool_)
    by_symbol = {one.symbol: one for one in drawn}
    known = set(
        chain.from_iterable(
            forms(clause.text) for symbol in asked for clause in by_symbol[symbol].clauses
        )
    )
    expected, place = [], 0
    ordered = [by_symbol[document.symbol] for document in collection.documents]
    clauses = [clause for document in ordered for clause in document.clauses]
    for clause, wanted in zip(clauses, is_wanted, strict=True):
        words = list(forms(clause.text))
        for at, pair in enumerate(pairwise(words), start=place):
            if wanted and known.issuperset(pair):
                expected.append(at)
        place += len(words)
    parts = [*collection.pairs(is_wanted)]
    assert [place for places, _ in parts for place in places.tolist()] == expected
    numbers = [number for _, keys in parts for number in keys.tolist()]
    pairs = [tuple(collection.words[at : at + 2].tolist()) for at in expected]
    assert len(set(numbers)) == len(set(pairs)) == len(set(zip(numbers, pairs, strict=True)))


def test_an_outline_has_every_word_in_order() -> None:
    for document in seeds():
        own = outline(document)
        words = [word for clause in document.clauses for word in forms(clause.text)]
        assert own.vocabulary[own.words].tolist() == word_numbers(words).tolist()
        assert own.vocabulary.tolist() == sorted(set(own.vocabulary.tolist()))


@pytest.mark.parametrize(("words", "size"), [(0, 2), (1 << 16, 2), ((1 << 16) + 1, 4)])
def test_places_take_four_bytes_only_where_two_are_too_few(words: int, size: int) -> None:
    kind = place_type(words)
    assert kind.itemsize == size
    assert words <= np.iinfo(kind).max + 1
