"""What clauses and footnotes cite."""

from __future__ import annotations

import pytest

from etl.model import Clause, ClauseKind
from etl.parse.citations import cited
from etl.parse.predecessor import declared_predecessor


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("resolution 60/169 of 16 December 2005", ["A/RES/60/169"]),
        ("See resolution 2200 A (XXI), annex.", ["A/RES/2200 A (XXI)"]),
        ("Resolution 217 A (III).", ["A/RES/217 A (III)"]),
        (
            (
                "Human Rights Council resolutions 35/17 of 22 June 2017, 36/5 of 28 September 2017 and "
                "47/12 of 12 July 2021,"
            ),
            ["A/HRC/RES/35/17", "A/HRC/RES/36/5", "A/HRC/RES/47/12"],
        ),
        ("Security Council resolution 1325 (2000) of 31 October 2000", ["S/RES/1325 (2000)"]),
        ("Commission on Human Rights resolution 2005/47", ["E/CN.4/RES/2005/47"]),
        ("Council resolution 40/18 of 22 March 2019", ["A/HRC/RES/40/18"]),
        ("the report (A/76/462/Add.2, para. 114)", ["A/76/462/Add.2"]),
        ("(E/2005/23 and Corr.1), chap. II", ["E/2005/23"]),
        (
            "United Nations, Treaty Series, vol. 1465, No. 24841.",
            ["UNTS vol. 1465, No. 24841"],
        ),
        (
            "United Nations, Treaty Series, vols. 2225, 2237, 2241 and 2326, No. 39574.",
            ["UNTS vols. 2225, 2237, 2241 and 2326, No. 39574"],
        ),
        ("advisory opinion OC-16/99 of 1 October 1999", []),
    ],
)
def test_citations_end_in_normalised_symbols(text: str, symbols: list[str]) -> None:
    assert [symbol for symbol, _ in cited(text, "General Assembly")] == symbols


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        (
            (
                "Recalling all its previous resolutions on the protection of migrants, the most recent "
                "of which is resolution 60/169 of 16 December 2005, and recalling also Commission on "
                "Human Rights resolution 2005/47 of 19 April 2005,"
            ),
            "A/RES/60/169",
        ),
        (
            (
                "Recalling its previous resolutions, the latest of which are resolutions 74/1 of "
                "10 October 2019 and 75/2 of 11 October 2020,"
            ),
            "A/RES/75/2",
        ),
        ("Recalling its resolution 48/104 of 20 December 1993,", None),
    ],
)
def test_the_declared_predecessor_is_the_latest_named(text: str, symbol: str | None) -> None:
    clause = Clause("PP1", ClauseKind.PREAMBULAR, text)
    assert declared_predecessor([clause], "General Assembly") == symbol
