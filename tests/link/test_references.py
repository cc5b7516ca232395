"""Dates, ordinals and numbers are told from other words in each official language."""

from __future__ import annotations

import pytest

from etl.link.reference_words import REFERENCE_WORDS
from etl.link.references import is_item_of_list, is_reference, only_references_differ
from etl.link.words import folded, forms

ONLY_REFERENCES = [
    ("at its seventy-sixth session", "at its seventy-seventh session"),
    ("resolution 74/148 of 18 December 2019", "resolution 76/172 of 16 December 2021"),
    ("on its third and fourth sessions", "on its fifth session"),
    ("à sa soixante et unième session", "à sa soixante-deuxième session"),
    ("la résolution 60/169 du 16 décembre 2005", "la résolution 61/165 du 19 décembre 2006"),
    ("en su septuagésimo sexto período de sesiones", "en su septuagésimo séptimo período de sesiones"),
    ("de 18 de diciembre de 2019", "de 16 de enero de 2021"),
    ("на ее семьдесят шестой сессии", "на ее семьдесят седьмой сессии"),
    ("от 18 декабря 2019 года", "от 16 января 2021 года"),
    ("في دورتها السادسة والسبعين", "في دورتها السابعة والسبعين"),
    ("2019年12月18日第74/148号决议", "2021年12月16日第76/172号决议"),
    ("大会第七十六届会议", "大会第七十七届会议"),
]  # fmt: skip
OTHER_WORDS = [
    ("the Committee on its third session", "the Council on its fourth session"),
    ("le rapport du Comité à sa deuxième session", "le rapport du Conseil à sa troisième session"),
    ("el informe del Comité", "el informe del Consejo"),
    ("доклад Комитета на его пятой сессии", "доклад Совета на его шестой сессии"),
    ("تقرير اللجنة", "تقرير المجلس"),
    ("委员会第七十六届会议", "理事会第七十七届会议"),
]


@pytest.mark.parametrize(("old", "new"), ONLY_REFERENCES)
def test_only_references_differ(old: str, new: str) -> None:
    assert only_references_differ(forms(old), forms(new))


@pytest.mark.parametrize(("old", "new"), OTHER_WORDS)
def test_other_words_differ(old: str, new: str) -> None:
    assert not only_references_differ(forms(old), forms(new))


@pytest.mark.parametrize(
    ("before", "old", "new", "is_item"),
    [
        ("section II of its resolution 72/18", "", "and section II of its resolution 73/275", True),
        ("section II of its resolution 72/18", "and section II of its resolution 73/275", "", True),
        ("section II of its resolution 72/18", " and", ", section II of its resolution 73/275", True),
        ("au paragraphe 3 de sa résolution 72/18", "", "et au paragraphe 4 de sa résolution 73/2", True),
        ("в пункте 3 резолюции 72/18", "", "и в пункте 4 резолюции 73/2", True),
        # Nothing stands before it, or something else.
        ("", "", "and section II of its resolution 73/275", False),
        ("the report of its third session", "", "and section II of its resolution 73/275", False),
        # No number: the words are said once more.
        ("the report of the Committee", "", "and the report", False),
        # The words before it changed as well.
        ("section II of its resolution 72/18", "decision 4", "and section II of its resolution 4", False),
    ],
)  # fmt: skip
def test_an_item_of_a_list_repeats_the_one_before_it(
    before: str, old: str, new: str, is_item: bool
) -> None:
    assert is_item_of_list(old, new, before=before) == is_item


@pytest.mark.parametrize("word", ["once", "cent", "decides", "décide", "decide", "постановляет"])
def test_words_that_mean_more_are_no_references(word: str) -> None:
    assert not is_reference(word)


def test_the_table_holds_words_as_they_are_compared() -> None:
    for own in REFERENCE_WORDS:
        words = own.months | own.ordinals | own.numbers | own.carriers | own.listing
        assert {folded(word) for word in words} == words, own.language
        assert own.conjunctions <= own.listing, own.language
