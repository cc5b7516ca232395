from __future__ import annotations

import itertools
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link.parameters import DEFAULT
from etl.link.weights import later_of_names, tellings
from etl.link.words import printed

CLAUSES = st.lists(st.lists(st.integers(0, 8), max_size=12), min_size=1, max_size=6)


def slow_weights(clauses: list[list[int]]) -> list[list[float]]:
    """The weights as the docstring tells them: one word after the other, counting every time."""

    def rarity(holds: list[bool]) -> float:
        return 1 - log(sum(holds)) / log(len(clauses) + 1)

    found = []
    for clause in clauses:
        weights = []
        for place, word in enumerate(clause):
            single = rarity([word in other for other in clauses])
            pairs = [
                rarity([pair in list(itertools.pairwise(other)) for other in clauses])
                for pair in (tuple(clause[place - 1 : place + 1]), tuple(clause[place : place + 2]))
                if len(pair) == 2 and (place or pair == tuple(clause[:2]))
            ]
            pair = sum(pairs) / len(pairs) if pairs else single
            opening = max(0.0, 1 - place / DEFAULT.opening_words) * DEFAULT.opening_emphasis
            weights.append(max((single + pair) / 2, DEFAULT.least_weight) * (1 + opening))
        found.append(weights)
    return found


@given(CLAUSES)
def test_weights_are_those_of_counting_word_by_word(clauses: list[list[int]]) -> None:
    words = np.array([word for clause in clauses for word in clause], dtype=np.int64)
    lengths = np.array([len(clause) for clause in clauses])
    none = np.zeros(len(words), dtype=bool)
    slow = [weight for weights in slow_weights(clauses) for weight in weights]
    assert tellings(words, lengths, none, none, DEFAULT) == pytest.approx(slow)


def test_names_and_references_weigh_less() -> None:
    words, lengths = np.arange(6), np.array([6])
    plain, lighter = (
        tellings(words, lengths, words == later, words == reference, DEFAULT)
        for later, reference in ((-1, -1), (3, 5))
    )
    assert lighter / plain == pytest.approx(
        [1, 1, 1, DEFAULT.name_weight, 1, DEFAULT.reference_weight]
    )


@pytest.mark.parametrize(
    ("text", "later"),
    [
        (
            (
                "Recalling the International Convention on the Protection of the Rights of All Migrant "
                "Workers and Members of Their Families"
            ),
            "the Protection of the Rights of All Migrant Workers and Members of Their Families",
        ),
        ("Calls upon States to promote and protect effectively the human rights", ""),
        ("Notes the report of the Special Rapporteur", ""),
    ],
)
def test_a_name_is_told_by_its_first_words(text: str, later: str) -> None:
    before, after = printed("Welcomes the Convention"), printed("Child")
    words = [*before, *printed(text), *after]
    is_capital = np.array([word[0].isupper() for word in words])
    lengths = np.array([len(before), len(words) - len(before) - len(after), len(after)])
    found = np.flatnonzero(later_of_names(is_capital, lengths))
    assert [words[place] for place in found] == later.split()


def slow_later_of_name(is_capital: list[bool]) -> list[bool]:
    """One clause, word by word: a name goes on across two words in small letters at most."""
    later = [False] * len(is_capital)
    first = last = -9
    for place, is_one in enumerate(is_capital):
        if place and is_one:
            first = place if place - last > 3 else first
            last = place
            for word in range(first + 3, place + 1):
                later[word] = True
    return later


@given(st.lists(st.lists(st.booleans(), max_size=14), max_size=5))
def test_names_are_those_of_looking_at_word_after_word(clauses: list[list[bool]]) -> None:
    is_capital = np.array([one for clause in clauses for one in clause], dtype=np.bool_)
    found = later_of_names(is_capital, np.array([*map(len, clauses)], dtype=np.int64))
    assert found.tolist() == [one for clause in clauses for one in slow_later_of_name(clause)]
