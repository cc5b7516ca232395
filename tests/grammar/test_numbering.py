"""Numbers, letters, the depth they stand at, and those that were lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.grammar.numbering import (
    Printed,
    letter_for,
    place,
    readings,
    restore_lost,
    split_enumerator,
)


@pytest.mark.parametrize(
    ("text", "enumerator", "rest"),
    [
        ("1.\tRequests States", "1.", "Requests States"),
        ("12. Reaffirms", "12.", "Reaffirms"),
        ("(a) Strongly condemns", "(a)", "Strongly condemns"),
        ("( b ) Encourages", "(b)", "Encourages"),
        ("(iii)\tTo ensure", "(iii)", "To ensure"),
        ("(aa) To promote", "(aa)", "To promote"),
        ("2030 Agenda", "", "2030 Agenda"),
        ("10.7 on the facilitation", "", "10.7 on the facilitation"),
        ("(A/61/48)", "", "(A/61/48)"),
        ("(a) and (b) above", "", "(a) and (b) above"),
    ],
)
def test_a_printed_number_is_split_off(text: str, enumerator: str, rest: str) -> None:
    assert split_enumerator(text) == (enumerator, rest)


@pytest.mark.parametrize(
    ("series", "colons", "depths"),
    [
        ("(a) (b) (h) (i) (j)", "1 0 0 0 0", "0 0 0 0 0"),
        ("(a) (i) (ii) (b)", "1 1 0 0", "0 1 1 0"),
        ("(g) (h) (i) (ii) (iii) (i)", "1 0 1 0 0 0", "0 0 1 1 1 0"),
        ("(h) (i) (i) (ii) (j)", "1 0 1 0 0", "0 0 1 1 0"),
        ("(a) (i) (A) (B) (ii) (b)", "1 1 1 0 0 0", "0 1 2 2 1 0"),
        ("(u) (v) (w)", "1 0 0", "0 0 0"),
        ("(z) (aa) (bb)", "1 0 0", "0 0 0"),
    ],
)
def test_the_series_as_a_whole_tells_letters_from_roman_numbers(
    series: str, colons: str, depths: str
) -> None:
    placed = place(series.split(), [flag == "1" for flag in colons.split()])
    assert [item.depth for item in placed] == [int(depth) for depth in depths.split()]


def printed(line: str) -> list[Printed]:
    """Read a notation: "1 (a): ? ?x" - "?" lost, "?x" lost and unlike a clause, ":" after colon."""
    series, colon = [], False
    for word in line.split():
        name = word.removesuffix(":")
        lost = name.startswith("?")
        series.append(Printed("" if lost else name, colon, name != "?x"))
        colon = word.endswith(":")
    return series


@pytest.mark.parametrize(
    ("line", "restored"),
    [
        ("1. 2. 3. ? 5.", "1. 2. 3. 4. 5."),
        ("1. ? ? 4.", "1. 2. 3. 4."),
        ("1.: ? (b) (c) 2.", "1. (a) (b) (c) 2."),
        ("1.: (a) ? (c) 2.", "1. (a) (b) (c) 2."),
        ("1.: (a) (b) ? 2.", "1. (a) (b) (c) 2."),
        ("1.: (a) (b) ? 3.", "1. (a) (b) 2. 3."),
        ("4. ?: (a) (b) 6.", "4. 5. (a) (b) 6."),
        ("4. ?: (a) (b) ? 6.", "4. 5. (a) (b) (c) 6."),
        ("1.: (a): ? (ii) (b) 2.", "1. (a) (i) (ii) (b) 2."),
        ("1. 2. ?", "1. 2. 3."),
        ("? ? ?", "1. 2. 3."),
        ("1. ?x 2.", "1.  2."),
    ],
)
def test_lost_numbers_are_inferred_from_the_whole_part(line: str, restored: str) -> None:
    assert " ".join(restore_lost(printed(line))) == restored


@given(st.integers(1, 60), st.sampled_from(["letter", "roman", "digit"]))
def test_every_letter_reads_back_as_itself(value: int, style: str) -> None:
    assert (style, value) in readings(letter_for(style, value))


@given(st.lists(st.integers(0, 4), min_size=1, max_size=8), st.data())
def test_one_lost_number_between_its_neighbours_is_always_restored(
    lists: list[int], data: st.DataObject
) -> None:
    series: list[Printed] = []
    for number, letters in enumerate(lists, 1):
        series.append(Printed(f"{number}.", after_colon=False, like_a_clause=True))
        series += [
            Printed(letter_for("letter", value), after_colon=value == 1, like_a_clause=True)
            for value in range(1, letters + 1)
        ]
    lost = data.draw(st.integers(0, len(series) - 1))
    before = series[lost].enumerator
    holed = list(series)
    holed[lost] = Printed("", series[lost].after_colon, like_a_clause=True)
    last_letter_of_all = lost == len(series) - 1 and before.startswith("(")
    if not last_letter_of_all:  # nothing after it tells a letter from the next number
        assert restore_lost(holed)[lost] == before
