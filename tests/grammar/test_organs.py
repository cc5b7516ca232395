"""Organs, symbols and sessions."""

from __future__ import annotations

import pytest

from etl.grammar.dates import parse_date, parse_session
from etl.grammar.organs import find_formula, organ_of_symbol, session_of_symbol


@pytest.mark.parametrize(
    ("symbol", "organ", "session"),
    [
        ("A/RES/61/165", "General Assembly", "61"),
        ("A/RES/ES-11/1", "General Assembly", "ES-11"),
        ("A/RES/217 A (III)", "General Assembly", None),
        ("S/RES/2334 (2016)", "Security Council", "2016"),
        ("A/HRC/RES/47/12", "Human Rights Council", "47"),
        ("E/RES/2020/5", "Economic and Social Council", "2020"),
    ],
)
def test_a_symbol_tells_its_organ_and_session(symbol: str, organ: str, session: str | None) -> None:
    found = organ_of_symbol(symbol)
    assert found is not None
    assert found.name == organ
    assert session_of_symbol(symbol) == session


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("The General Assembly,", "General Assembly"),
        ("*The  Security Council,*", "Security Council"),
        ("The Human Rights Council, Recalling", "Human Rights Council"),
    ],
)
def test_a_formula_names_its_organ(text: str, organ: str) -> None:
    found = find_formula(text)
    assert found is not None
    assert found[0].name == organ


def test_a_sentence_about_an_organ_is_no_formula() -> None:
    assert find_formula("The General Assembly decided to") is None


@pytest.mark.parametrize(
    ("text", "session"),
    [
        ("23 February 2007Sixty-first session", "61"),
        ("Seventy-eighth session", "78"),
        ("Eleventh emergency special session", "ES-11"),
        ("Thirty-second special session", "S-32"),
        ("the present session", None),
    ],
)
def test_a_session_in_words_reads_as_the_symbol_writes_it(text: str, session: str | None) -> None:
    assert parse_session(text) == session


def test_a_date_that_cannot_be_is_passed_over() -> None:
    found = parse_date("on 31 February 2010 and 19 December 2006")
    assert found is not None
    assert found.isoformat() == "2006-12-19"
