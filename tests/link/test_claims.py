from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link.align import Run, weighed
from etl.link.claims import Claims

SOURCE = weighed("abcd", [1.0, 2.0, 3.0, 4.0])


def test_nothing_is_carried_on_before_anybody_has_it() -> None:
    assert Claims().share(7, 1, SOURCE, [Run(0, 0, 4)]) == 0.0


def test_the_share_carried_on_is_told_by_weight_and_only_of_the_same_source() -> None:
    claims = Claims()
    claims.add(8, 1, [Run(5, 0, 2)])
    claims.add(9, 1, [Run(0, 1, 2)])
    assert claims.share(7, 1, SOURCE, [Run(0, 2, 2)]) == pytest.approx(3 / 7)
    assert claims.share(7, 1, SOURCE, [Run(0, 0, 1), Run(4, 3, 1)]) == pytest.approx(1 / 5)
    assert claims.share(7, 2, SOURCE, [Run(0, 0, 4)]) == 0.0
    assert claims.share(7, 1, SOURCE, []) == 0.0


def test_what_a_child_carries_on_itself_does_not_count_against_it() -> None:
    claims = Claims()
    claims.add(8, 1, [Run(5, 0, 2)])
    claims.add(9, 1, [Run(0, 1, 2)])
    assert claims.share(8, 1, SOURCE, [Run(5, 0, 2)]) == pytest.approx(2 / 3)
    assert claims.share(9, 1, SOURCE, [Run(0, 2, 1)]) == 0.0


def test_what_a_child_gives_back_is_free_again_unless_another_has_it_too() -> None:
    claims = Claims()
    claims.add(8, 1, [Run(5, 0, 3)])
    claims.add(8, 2, [Run(5, 0, 3)])
    claims.add(9, 1, [Run(0, 1, 1)])
    claims.drop(8)
    assert claims.share(7, 1, SOURCE, [Run(0, 0, 2)]) == pytest.approx(2 / 3)
    assert claims.share(7, 2, SOURCE, [Run(0, 0, 3)]) == 0.0


RUNS = st.builds(Run, st.integers(0, 9), st.integers(0, 1), st.integers(1, 3))


@given(st.lists(st.tuples(st.integers(1, 3), RUNS)), st.integers(1, 3), RUNS)
def test_a_child_that_leaves_is_as_if_it_had_never_had_a_word(
    had: list[tuple[int, Run]], leaver: int, asked: Run
) -> None:
    claims, others = Claims(), Claims()
    for child, run in had:
        claims.add(child, 1, [run])
        if child != leaver:
            others.add(child, 1, [run])
    assert claims.share(leaver, 1, SOURCE, [asked]) == others.share(leaver, 1, SOURCE, [asked])
    claims.drop(leaver)
    assert claims.share(7, 1, SOURCE, [asked]) == others.share(7, 1, SOURCE, [asked])
