"""Parameters are moved one at a time, and no set has a say in the setting it is judged by."""

from __future__ import annotations

from itertools import count

import pytest

from etl.evaluate import Scores
from etl.link import DEFAULT
from etl.sensitivity import (
    Setting,
    _held_out,
    by_harm,
    measure_sensitivity,
    moves,
    parameter_names,
    refit,
    wrong_start,
)
from tests.evaluate.samples import document, reference

DOCUMENTS = [
    document("A", 2006, "Urges States to protect the families of migrants in transit", first_id=0),
    document("B", 2007, "Urges States to protect the families of migrants in camps", first_id=10),
    document("C", 2008, "Urges States to protect the families of migrants in camps", first_id=20),
]
SETS = [reference("one", B1="A1"), reference("two", C1="B1")]


def scores(name: str, f1: float) -> Scores:
    return Scores(name, 10, 0, 1, 1, f1, 1, 1, 1, 1)


def setting(parameter: str, first: float, second: float) -> Setting:
    """Two sets: what each reaches is what the other is judged by."""
    sets = (scores("one", first), scores("two", second))
    return Setting(parameter, 1.0, sets, sets[::-1], scores("all", (first + second) / 2))


@pytest.mark.parametrize("name", parameter_names())
def test_every_parameter_is_moved_down_and_up_and_stays_of_its_kind(name: str) -> None:
    value = getattr(DEFAULT, name)
    low, high = moves(name)
    assert low < value < high
    assert type(low) is type(high) is type(value)


def test_every_move_is_scored_on_every_set() -> None:
    found = measure_sensitivity(SETS, DOCUMENTS, seconds=60)
    assert found.untried == ()
    assert len(found.moved) == 2 * len(parameter_names())
    assert found.default.pooled.f1 == 1
    assert [one.fitted.name for one in found.held_out] == ["one", "two"]
    ruinous = {one.parameter for one in by_harm(found)}
    assert ruinous <= set(parameter_names())


def test_when_time_is_up_the_parameters_left_are_named() -> None:
    ticks = count()
    found = measure_sensitivity(SETS, DOCUMENTS, seconds=6, clock=lambda: next(ticks))
    assert found.untried == parameter_names()[2:]
    assert {one.parameter for one in found.moved} == set(parameter_names()[:2])


def test_a_set_is_judged_by_what_suits_the_others() -> None:
    # "greedy" is best for the first set alone: it may not be chosen for it, only for the second.
    settings = [setting("", 0.9, 0.9), setting("greedy", 1.0, 0.5), setting("fair", 0.8, 0.95)]
    first, second = (_held_out(n, settings) for n in (0, 1))
    assert (first.parameter, first.held_out.f1, first.others.f1) == ("fair", 0.8, 0.9)
    assert (second.parameter, second.held_out.f1) == ("greedy", 0.5)


def test_the_default_stays_where_no_move_is_better_for_the_others() -> None:
    settings = [setting("", 0.9, 0.9), setting("other", 1.0, 0.9)]
    assert _held_out(0, settings).parameter == ""


def test_a_refit_begins_wrong_in_every_parameter() -> None:
    start = wrong_start()
    assert [
        name for name in parameter_names() if getattr(start, name) == getattr(DEFAULT, name)
    ] == []


def test_a_refit_is_judged_on_the_set_left_out_and_never_looks_at_it() -> None:
    # Documents A to C are one line; a second one, of which the first set knows nothing.
    others = [
        document("D", 2006, "Welcomes the report of the Committee on sea mammals", first_id=30),
        document("E", 2007, "Welcomes the report of the Committee on sea birds", first_id=40),
    ]
    sets = [reference("one", B1="A1", C1="B1"), reference("two", E1="D1")]
    contrary = [sets[0], reference("two", E1="")]
    found = refit(sets, [*DOCUMENTS, *others], 1, seconds=60)
    assert found.others.f1 == 1
    assert found.settings > len(parameter_names())
    assert found.left_out.name == "two"
    assert refit(contrary, [*DOCUMENTS, *others], 1, seconds=60).parameters == found.parameters


def test_a_refit_that_runs_out_of_time_says_so() -> None:
    ticks = count()
    found = refit(SETS, DOCUMENTS, 0, seconds=3, clock=lambda: next(ticks))
    assert not found.is_settled
