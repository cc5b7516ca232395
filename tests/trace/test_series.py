"""Which resolutions are one series: declared predecessors, titles, part letters, misprints."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link.series import subject
from etl.model import LinkDocument
from etl.trace.series import Reason, Series, find_series

D, P, T, N, F = Reason.DECLARED, Reason.PART, Reason.TITLE, Reason.NAMED, Reason.FIRST


def resolution(
    symbol: str, year: int, title: str, previous: str | None = None, **facts: Any
) -> LinkDocument:
    return LinkDocument(
        symbol=symbol,
        language=facts.get("language", "en"),
        adopted_on=facts.get("day", date(year, 12, 19)),
        title=title,
        organ=facts.get("organ", "General Assembly"),
        previous_symbol=previous,
        cited_symbols=frozenset(),
        clauses=(),
    )


def members(series: list[Series]) -> list[list[tuple[str, Reason]]]:
    return [[(member.symbol, member.reason) for member in one.members] for one in series]


MIGRANTS = "Protection of migrants"

# Titles, symbols and declared predecessors are those of the United Nations.
TABLE: dict[str, tuple[list[LinkDocument], list[list[tuple[str, Reason]]]]] = {
    "the predecessor of the first one is not loaded": (
        [
            resolution("A/RES/61/165", 2006, MIGRANTS, "A/RES/60/169"),
            resolution("A/RES/62/156", 2007, MIGRANTS, "A/RES/61/165"),
            resolution("A/RES/66/172", 2011, MIGRANTS, "A/RES/65/212"),
        ],
        [[("A/RES/60/169", N), ("A/RES/61/165", D), ("A/RES/62/156", D), ("A/RES/65/212", N), ("A/RES/66/172", D)]],
    ),
    "every second year, by title alone, with the line of adoption before it": (
        [
            resolution("A/RES/74/120", 2019, "Resolution adopted by the General Assembly on 18 December 2019 Promoting social integration through social inclusion"),
            resolution("A/RES/76/136", 2021, "Promoting social integration through social inclusion"),
        ],
        [[("A/RES/74/120", F), ("A/RES/76/136", T)]],
    ),
    "a renamed subject goes on where it declares the old one": (
        [
            resolution("A/RES/79/182", 2024, "Situation of human rights of Rohingya Muslims and other minorities in Myanmar"),
            resolution("A/RES/79/278", 2025, "Comprehensive conference on Rohingya Muslims", "A/RES/79/182"),
            resolution("A/RES/80/500", 2026, "Comprehensive conference on Rohingya Muslims"),
        ],
        [[("A/RES/79/182", N), ("A/RES/79/278", D), ("A/RES/80/500", T)]],
    ),
    "a misprinted number joins no other subject": (
        [
            resolution("A/RES/78/178", 2023, "Promoting social integration through social inclusion"),
            resolution("A/RES/78/187", 2023, "Rights of the child"),
            resolution("A/RES/80/190", 2025, "Rights of the child", "A/RES/78/178"),
        ],
        [[("A/RES/78/178", F)], [("A/RES/78/187", F), ("A/RES/80/190", T)]],
    ),
    "a later or equally old predecessor is none": (
        [
            resolution("A/RES/70/1", 2015, "Our ocean", "A/RES/71/1"),
            resolution("A/RES/71/1", 2016, "Our future", "A/RES/71/1"),
        ],
        [[("A/RES/70/1", F)], [("A/RES/71/1", F)]],
    ),
    "a part is found in the document that holds several": (
        [
            resolution("A/RES/73/102 A\u2013B", 2018, "Questions relating to information"),
            resolution("A/RES/74/92 B", 2019, "Global communications", "A/RES/73/102 B"),
        ],
        [[("A/RES/73/102 A\u2013B", N), ("A/RES/74/92 B", P)]],
    ),
    "a number without a letter means the part of the same letter": (
        [
            resolution("A/RES/56/24 A", 2001, "Small arms"),
            resolution("A/RES/56/24 B", 2001, "Outer space"),
            resolution("A/RES/57/10 B", 2002, "Space without arms", "A/RES/56/24"),
        ],
        [[("A/RES/56/24 A", F)], [("A/RES/56/24 B", N), ("A/RES/57/10 B", P)]],
    ),
    "a number without a letter means the part of the same subject": (
        [
            resolution("A/RES/56/24 A", 2001, "Small arms"),
            resolution("A/RES/56/24 B", 2001, "Outer space"),
            resolution("A/RES/57/10", 2002, "Small arms", "A/RES/56/24"),
        ],
        [[("A/RES/56/24 A", N), ("A/RES/57/10", P)], [("A/RES/56/24 B", F)]],
    ),
    "where no part is meant for certain none is": (
        [
            resolution("A/RES/56/24 A", 2001, "Small arms"),
            resolution("A/RES/56/24 B", 2001, "Outer space"),
            resolution("A/RES/57/10", 2002, "Old weapons", "A/RES/56/24"),
        ],
        [[("A/RES/56/24 A", F)], [("A/RES/56/24 B", F)], [("A/RES/56/24", N), ("A/RES/57/10", D)]],
    ),
    "another letter of a number is another resolution": (
        [
            resolution("A/RES/217 A (III)", 1948, "Declaration of rights"),
            resolution("A/RES/500 (VI)", 1952, "Right of petition", "A/RES/217 B (III)"),
        ],
        [[("A/RES/217 A (III)", F)], [("A/RES/217 B (III)", N), ("A/RES/500 (VI)", D)]],
    ),
    "two organs with one title are two series": (
        [
            resolution("A/HRC/RES/35/17", 2017, MIGRANTS, organ="Human Rights Council"),
            resolution("A/RES/72/179", 2017, MIGRANTS),
        ],
        [[("A/HRC/RES/35/17", F)], [("A/RES/72/179", F)]],
    ),
    "two languages are two series": (
        [
            resolution("A/RES/72/179", 2017, MIGRANTS),
            resolution("A/RES/74/148", 2019, MIGRANTS, "A/RES/72/179", language="fr"),
        ],
        [[("A/RES/72/179", F)], [("A/RES/72/179", N), ("A/RES/74/148", D)]],
    ),
    "without a title each stands alone": (
        [resolution("A/RES/1/1", 1946, ""), resolution("A/RES/1/2", 1947, "")],
        [[("A/RES/1/1", F)], [("A/RES/1/2", F)]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TABLE)
def test_members_and_reasons(case: str) -> None:
    documents, expected = TABLE[case]
    assert members(find_series(documents)) == expected


def test_a_series_is_named_by_its_latest_member_and_known_by_its_first() -> None:
    (series,) = find_series(
        [
            resolution("A/RES/79/182", 2024, "Situation in Myanmar", "A/RES/78/219"),
            resolution("A/RES/79/278", 2025, "Conference on Myanmar", "A/RES/79/182"),
        ]
    )
    assert (series.title, series.first) == ("Conference on Myanmar", "A/RES/79/182")


SYMBOLS = [
    "A/RES/1/1",
    "A/RES/1/2 A",
    "A/RES/1/2 B",
    "A/RES/2/1",
    "A/RES/2/3",
    "A/RES/3/1 A\u2013B",
]
NAMED = [*SYMBOLS, "A/RES/1/2", "A/RES/3/1 B", "A/RES/0/9", None]

DOCUMENTS = st.lists(
    st.builds(
        resolution,
        st.sampled_from(SYMBOLS),
        st.integers(2000, 2003),
        st.sampled_from(["Water", "Peace", "Water 2000", ""]),
        st.sampled_from(NAMED),
        language=st.sampled_from(["en", "fr"]),
        organ=st.sampled_from(["General Assembly", "Security Council"]),
    ),
    max_size=10,
    unique_by=lambda document: (document.symbol, document.language),
)


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_does_not_matter(documents: list[LinkDocument], random: Any) -> None:
    shuffled = documents[:]
    random.shuffle(shuffled)
    assert find_series(shuffled) == find_series(documents)


@given(DOCUMENTS)
def test_every_dated_resolution_stands_in_exactly_one_series_in_order(
    documents: list[LinkDocument],
) -> None:
    found = find_series(documents)
    standing = [
        (one.language, member.symbol)
        for one in found
        for member in one.members
        if member.adopted_on is not None
    ]
    assert sorted(standing) == sorted((one.language, one.symbol) for one in documents)
    for one in found:
        days = [member.adopted_on for member in one.members if member.adopted_on is not None]
        assert days == sorted(days)
        symbols = [member.symbol for member in one.members]
        assert len(set(symbols)) == len(symbols)


@given(DOCUMENTS)
def test_namesakes_of_one_organ_are_never_apart(documents: list[LinkDocument]) -> None:
    series_of = {
        (one.language, member.symbol): number
        for number, one in enumerate(find_series(documents))
        for member in one.members
        if member.adopted_on is not None
    }
    series: dict[tuple[str, str, str], int] = {}
    for document in documents:
        if recurring := subject(document.title):
            key = (document.language, document.organ, recurring)
            own = series_of[document.language, document.symbol]
            assert series.setdefault(key, own) == own
