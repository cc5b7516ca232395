from __future__ import annotations

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link.align import Run
from etl.link.places import places_of, weight_of

RUNS = st.lists(st.builds(Run, st.integers(0, 30), st.just(0), st.integers(1, 9)), max_size=5)


def covered(runs: list[Run]) -> set[int]:
    return {run.child + place for run in runs for place in range(run.length)}


@given(RUNS, RUNS, st.lists(st.floats(0.0, 2.0), min_size=40, max_size=40))
def test_the_words_of_one_source_that_another_lacks_weigh_what_they_weigh_one_by_one(
    runs: list[Run], others: list[Run], weights: list[float]
) -> None:
    sums = [0.0, *accumulate(weights)]
    weight = weight_of(places_of(runs) & ~places_of(others), sums, 1000.0)
    assert weight == pytest.approx(sum(weights[at] for at in covered(runs) - covered(others)))


def test_no_more_is_counted_once_it_is_enough() -> None:
    sums = [*accumulate([1.0] * 6, initial=0.0)]
    assert weight_of(places_of([Run(0, 0, 1), Run(2, 0, 1), Run(4, 0, 1)]), sums, 2.0) == 2.0
