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
        # Parts and volumes of a document belong to its symbol.
        (
            "A/74/6 (Sect. 8), A/74/6 (Sect. 8)/Corr.1, A/77/6 (Sect.3)/Add.1, A/74/6 (Sect .35)",
            [
                "A/74/6 (Sect. 8)",
                "A/74/6 (Sect. 8)/Corr.1",
                "A/77/6 (Sect. 3)/Add.1",
                "A/74/6 (Sect. 35)",
            ],
        ),
        ("A/CONF.157/24 (Part I), chap. III.", ["A/CONF.157/24 (Part I)"]),
        ("A/73/12 (part II)", ["A/73/12 (Part II)"]),
        ("see A/74/6 (Introduction)", ["A/74/6 (Introduction)"]),
        (
            "See NPT/CONF.2000/28 (Parts I and II) and NPT/CONF.1995/32 (Part I)/Corr.2.",
            ["NPT/CONF.2000/28 (Parts I and II)", "NPT/CONF.1995/32 (Part I)/Corr.2"],
        ),
        ("NPT/CONF.2010/50 (Vol. I) (see above)", ["NPT/CONF.2010/50 (Vol. I)"]),
        ("the report (A/74/15 (Part I), para. 7)", ["A/74/15 (Part I)"]),
        ("A/74/572 (see also A/74/573)", ["A/74/572", "A/74/573"]),
        ("See ICCD/COP(14)/23/Add.1, decision 1", ["ICCD/COP(14)/23/Add.1"]),
        ("ST/SGB/2013/4/Amend.1 and GC.18/INF/4.", ["ST/SGB/2013/4/Amend.1", "GC.18/INF/4"]),
        (
            "See IAEA, document GOV/INF/2005/10-GC(49)/INF/3, attachment.",
            ["GOV/INF/2005/10-GC(49)/INF/3"],
        ),
        # One document of two organs.
        ("See A/74/73/Add.1-E/2019/14/Add.1.", ["A/74/73/Add.1-E/2019/14/Add.1"]),
        (
            "E/CN.4/2001/2-E/CN.4/Sub.2/2000/46, chap. II",
            ["E/CN.4/2001/2-E/CN.4/Sub.2/2000/46"],
        ),
        # Hyphens that do not break a line, and spaces that slipped in.
        ("A/56/1026‑S/2002/932, annex II", ["A/56/1026-S/2002/932"]),
        (
            "See A/ES‑10/273 and A/C.6/64/SR.1–28/Corrigendum",
            [
                "A/ES-10/273",
                "A/C.6/64/SR.1-28/Corrigendum",
            ],
        ),
        ("(A/66/53/Add.1/ Corr.1), (A/71/53 /Add.1)", ["A/66/53/Add.1/Corr.1", "A/71/53/Add.1"]),
        ("Resolution S‑23/2, annex.", ["A/RES/S-23/2"]),
        ("Security Council resolution 2039(2012)", ["S/RES/2039 (2012)"]),
        # Several resolutions under one number.
        ("resolutions 53/243 A and B.", ["A/RES/53/243 A", "A/RES/53/243 B"]),
        (
            "its resolutions 46/117 A of 10 December 1981, 51/211 A to D of 18 December 1996",
            ["A/RES/46/117 A", *(f"A/RES/51/211 {letter}" for letter in "ABCD")],
        ),
        (
            "resolutions S-20/3 and S-20/4 A–C.",
            ["A/RES/S-20/3", *(f"A/RES/S-20/4 {letter}" for letter in "ABC")],
        ),
        ("resolution 53/77 AA of 4 December 1998", ["A/RES/53/77 AA"]),
        # No documents: prevention of HIV/AIDS, the S of an organ without a number.
        ("HIV/AIDS, A/S, 24/7 and and/or ICCD/COP", []),
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
        (
            (
                "Recalling also the subsequent resolutions by which the Security Council extended the "
                "mandate of the Force, the latest of which was resolution 2539 (2020) of 28 August "
                "2020,"
            ),
            None,
        ),
    ],
)
def test_the_declared_predecessor_is_the_latest_named(text: str, symbol: str | None) -> None:
    clause = Clause("PP1", ClauseKind.PREAMBULAR, text)
    assert declared_predecessor([clause], "General Assembly") == symbol
