"""Where the nearest resolution is not enough, older ones of the series are asked."""

from __future__ import annotations

import pytest

from tests.link.texts import ROOMY, document, links

COMMISSION = (
    "Takes note of {} of the International Law Commission{}, and decides that the next session of "
    "the Commission shall be held at the United Nations Office at Geneva from {};"
)
ENVOY = (
    "{} the report of the Special Envoy{} covering all relevant issues addressed in the present "
    "resolution to the General Assembly at its {} session;"
)


def parent(older: str, nearest: str, child: str) -> str:
    """The document of the main parent of a clause, of three resolutions of one series."""
    found = links([
        document("A/RES/74/186", "2019-12-18", {"OP1": older, **ROOMY}),
        document("A/RES/75/135", "2020-12-15", {"OP1": nearest, **ROOMY}),
        document("A/RES/76/111", "2021-12-09", {"OP1": child, **ROOMY}),
    ])  # fmt: skip
    return found["A/RES/76/111#OP1"][0][0].partition("#")[0]


@pytest.mark.parametrize(
    ("older", "nearest", "child"),
    [
        pytest.param(
            COMMISSION.format("paragraph 313 of the report", "", "27 April to 5 June 2020"),
            COMMISSION.format(
                "the letter dated 10 September 2020 from the Chair",
                " at its seventy-first session and the Chair-designate for the seventy-second "
                "session of the Commission",
                "26 April to 4 June 2021",
            ),
            COMMISSION.format("paragraph 328 of the report", "", "18 April to 3 June 2022"),
            id="a session put off for a year",
        ),
        pytest.param(
            ENVOY.format("To submit", " on Myanmar", "seventy-seventh"),
            ENVOY.format(
                "To swiftly appoint a Special Envoy on Myanmar, and to submit", "", "seventy-ninth"
            ),
            ENVOY.format("To submit", " on Myanmar", "eightieth"),
            id="an envoy to be appointed first",
        ),
    ],
)  # fmt: skip
def test_a_formula_that_came_back_has_the_latest_that_used_it(
    older: str, nearest: str, child: str
) -> None:
    assert parent(older, nearest, child) == "A/RES/74/186"


def test_a_formula_in_turns_goes_on_from_the_one_before() -> None:
    """The Territories' elections: each is noted in its year and recalled in the next."""
    noting = "Noting the general election that was held in November 2018,"
    recalling = "Recalling the general election that was held in November 2018,"
    assert parent(noting, recalling, noting.replace("2018", "2020")) == "A/RES/75/135"


def test_a_nearer_source_about_as_like_is_preferred() -> None:
    older = ENVOY.format("To submit", " on Myanmar", "seventy-seventh")
    nearest = ENVOY.format("And to submit", " on Myanmar", "seventy-ninth")
    child = ENVOY.format("To submit", " on Myanmar", "eightieth")
    assert parent(older, nearest, child) == "A/RES/75/135"
