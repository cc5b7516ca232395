from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link import words
from etl.link.words import (
    Forms,
    all_bounds,
    bounds,
    extent,
    folded,
    forms,
    identity,
    offsets,
    printed,
    wording,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Recalling all its previous resolutions,", "recalling all its previous resolutions"),
        ("advisory opinion OC-16/99 of 1 October 1999", "advisory opinion oc 16 99 of 1 october 1999"),
        ("migrant workers’ labour relations", "migrant workers labour relations"),
        ("the child's best interests", "the childs best interests"),
        ("the child’s best interests", "the childs best interests"),
        ("wom\u00aden’s", "womens"),
        ("“Promotion and protection of human rights”", "promotion and protection of human rights"),
        ("l’État et qu’il", "l état et quil"),
        ("e\u0301tat", "état"),
        ("COVID\u201119", "covid 19"),
        ("保护移徙者，", "保 护 移 徙 者"),
        ("العَرَبِيَّة", "العربية"),
        ("Права мигрантов", "права мигрантов"),
        ("A/RES/61/165", "a res 61 165"),
        ("snake_case", "snake case"),
        ("— ; —", ""),
    ],
)  # fmt: skip
def test_words_are_compared_without_what_sources_print_differently(text: str, words: str) -> None:
    assert forms(text) == words.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("issued by the InterAmerican Court", "issued by the Inter-American Court"),
        ("issued by the Inter American Court", "issued by the Inter-American Court"),
        ("advisory opinion OC-16/99", "advisory opinion OC 16/99"),
        ("equitable access to health-care services,", "equitable access to healthcare services;"),
        ("Migrant workers' rights", "migrant workers’ rights"),
    ],
)
def test_the_same_wording_printed_differently_is_identical(one: str, other: str) -> None:
    assert identity(forms(one)) == identity(forms(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("in the report", "in the reports"),
        ("on its third session", "on its fourth session"),
        ("regardless of immigration status", "regardless of migration status"),
    ],
)
def test_another_word_is_another_wording(one: str, other: str) -> None:
    assert identity(forms(one)) != identity(forms(other))


TEXTS = st.text(st.characters(categories=("L", "M", "N", "P", "Z", "Cf")), max_size=60)


@given(TEXTS)
def test_every_word_stands_at_its_offset(text: str) -> None:
    assert [text[start:end] for start, end in offsets(text)] == printed(text)
    assert all(
        left[1] <= right[0] for left, right in zip(offsets(text), offsets(text)[1:], strict=False)
    )


PLAIN_TEXTS = st.text("abC\u00e9d1 '\u2019-/.\u201c\u0416_`\u0301\u4e2d\U0001d400", max_size=30)


@given(PLAIN_TEXTS | TEXTS | st.text("aB1 '`_-–—‑“”’°é\u00a0\u00ad\x1f\n.,", max_size=20))
def test_a_wording_is_told_by_its_words(text: str) -> None:
    words = forms(text)
    assert wording(text) == (len(words), identity(words))


@given(PLAIN_TEXTS | TEXTS)
def test_simpler_patterns_find_the_words_that_the_full_one_finds(text: str) -> None:
    found = list(words._WORD.finditer(text))  # the patterns are no one else's business
    assert printed(text) == [match.group() for match in found]
    assert offsets(text) == [match.span() for match in found]


@given(st.lists(PLAIN_TEXTS | TEXTS | st.text(max_size=9), max_size=9), st.integers(1, 40))
def test_the_words_of_many_texts_are_those_of_each(texts: list[str], at_once: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "_LETTERS_AT_ONCE", at_once)
        starts, ends, counts = (column.tolist() for column in all_bounds(texts))
    assert counts == [len(bounds(text)[0]) for text in texts]
    assert starts == [place for text in texts for place in bounds(text)[0]]
    assert ends == [place for text in texts for place in bounds(text)[1]]


@given(TEXTS)
def test_the_extent_of_a_text_is_from_its_first_word_to_its_last(text: str) -> None:
    if words := offsets(text):
        assert extent(text) == (words[0][0], words[-1][1])


@given(TEXTS, st.integers(0, 9), st.integers(0, 9))
def test_words_made_when_asked_for_are_those_made_at_once(text: str, start: int, end: int) -> None:
    lazily = Forms(text)
    assert list(lazily) == forms(text)
    assert lazily[start:end] == forms(text)[start:end]


@given(TEXTS)
def test_every_letter_and_digit_belongs_to_a_word(text: str) -> None:
    within = {at for start, end in offsets(text) for at in range(start, end)}
    assert all(at in within for at, char in enumerate(text) if char.isalnum())


@given(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=12))
def test_folding_a_folded_word_changes_nothing(word: str) -> None:
    assert folded(folded(word)) == folded(word)
    assert unicodedata.is_normalized("NFKC", folded(word))
