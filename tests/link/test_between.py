"""A clause that kept its place: between the parents of the clauses around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.link import DEFAULT
from etl.link.align import Alignment, Run, weighed
from etl.link.between import places_between
from etl.link.claims import Claims
from etl.link.comparison import Candidate, Child, Source
from etl.link.left_over import look_again
from tests.link.texts import document, links


@pytest.mark.parametrize(
    ("parents", "places"),
    [
        pytest.param([1, None, 3], [[], [2], []], id="one between its neighbours' parents"),
        pytest.param([None, 2], [[1], []], id="the first clause has the beginning before it"),
        pytest.param([1, None], [[], []], id="after the last there is no end to count from"),
        pytest.param([1, None, None, 5], [[], [2, 3, 4], [2, 3, 4], []], id="two of three"),
        pytest.param([1, None, 2], [[], [], []], id="nothing was there"),
        pytest.param([4, None, 2], [[], [], []], id="the clauses around it changed places"),
        pytest.param([1, None, 6], [[], [], []], id="too many places"),
        pytest.param([1, None, None, None, None, 3], [[]] * 6, id="too many new clauses"),
        pytest.param([2, None, 2], [[], [], []], id="amid the parts of one clause"),
        pytest.param([], [], id="no clause"),
    ],
)
def test_the_places_between(parents: list[int | None], places: list[list[int]]) -> None:
    assert [list(own) for own in places_between(parents, most=3)] == places


def searched(parents: list[int | None], at: int, most: int) -> list[int]:
    """The slow twin: looks from a clause to either side."""
    if parents[at] is not None:
        return []
    left = next((n for n in range(at - 1, -1, -1) if parents[n] is not None), -1)
    right = next((n for n in range(at + 1, len(parents)) if parents[n] is not None), None)
    if right is None:
        return []
    before, after = 0 if left < 0 else parents[left], parents[right]
    assert before is not None
    assert after is not None
    between = [place for place in range(20) if before < place < after]
    return between if len(between) <= most and right - left - 1 <= most else []


@given(st.lists(st.none() | st.integers(1, 12), max_size=12), st.integers(1, 4))
def test_looking_to_either_side_of_each_clause_finds_the_same(
    parents: list[int | None], most: int
) -> None:
    places = [list(own) for own in places_between(parents, most)]
    assert places == [searched(parents, at, most) for at in range(len(parents))]


URGES = (
    "Recognizes the complementarity among all relevant international instruments on conventional "
    "arms and the Treaty, and to this end urges all States to implement effective national "
    "measures to prevent, combat and eradicate the illicit and unregulated trade in conventional "
    "arms and ammunition in fulfilment of their respective international obligations and "
    "commitments;"
)
ENCOURAGES = (
    "Encourages further steps to enable States to increasingly prevent and tackle the diversion of "
    "conventional arms and ammunition to unauthorized end uses or end users during the entire life "
    "cycle of the items;"
)
PROGRAMME = (
    "the Programme of Action to Prevent, Combat and Eradicate the Illicit Trade in Small Arms and "
    "Light Weapons in All Its Aspects"
)
REVIEW = (
    "Recognizes the added value of the adoption in June 2018 of the report of the third United "
    f"Nations Conference to Review Progress Made in the Implementation of {PROGRAMME}, including "
    "the outcome document annexed thereto, and acknowledges synergies between the Programme of "
    "Action and the Treaty;"
)
BIENNIAL = (
    "Also recognizes the outcome of the Seventh Biennial Meeting of States to Consider the "
    f"Implementation of {PROGRAMME}, adopted in July 2021, and the potential synergies with the "
    "Treaty;"
)
MINDFUL = f"Mindful of {PROGRAMME},"
NOTING = "Noting the importance of dialogue among civilizations for lasting peace,"


def parents_of_the_note(*clauses: str) -> list[tuple[str, str]]:
    """Parents (and why) of the note on a later meeting when a resolution has these clauses."""
    earlier = {"OP8": URGES, "OP10": REVIEW, "OP11": ENCOURAGES, "OP12": MINDFUL, "OP13": NOTING}
    later = {f"OP{n}": clause for n, clause in enumerate(clauses, start=1)}
    found = links(
        [document("A/RES/75/64", "2020-12-07", earlier), document("A/RES/76/50", "2021-12-06", later)]
    )  # fmt: skip
    at = clauses.index(BIENNIAL) + 1
    return [
        (parent.partition("#")[2], edge.reason) for parent, edge in found[f"A/RES/76/50#OP{at}"]
    ]


def test_a_note_on_a_body_s_latest_meeting_goes_on_from_the_one_in_its_place() -> None:
    found = parents_of_the_note(URGES, BIENNIAL, ENCOURAGES, MINDFUL, NOTING)
    assert found == [("OP10", "like it, and between the parents of the clauses around it")]


def test_a_note_no_more_like_than_that_has_no_parent_elsewhere() -> None:
    assert parents_of_the_note(URGES, ENCOURAGES, MINDFUL, NOTING, BIENNIAL) == []


JOURNALISTS = (
    "Calls upon States to create and maintain, in law and in practice, a safe and enabling "
    "environment for journalists to perform their work independently and without undue "
    "interference, by means of:"
)
JUDICIARY = (
    "Supporting the judiciary in considering training, capacity-building and awareness-raising "
    "among law enforcement officers and military personnel;"
)


def test_a_heading_of_two_words_is_the_parent_of_the_item_in_its_place_that_goes_on() -> None:
    found = links([
        document("A/RES/76/173", "2021-12-16", {
            "OP12": JOURNALISTS, "OP12(a)": "Legislative measures;", "OP12(b)": JUDICIARY,
        }),
        document("A/RES/78/215", "2023-12-19", {
            "OP13": JOURNALISTS,
            "OP13(a)": "Legislative measures, including by ensuring that laws also apply online;",
            "OP13(b)": JUDICIARY,
        }),
    ])  # fmt: skip
    assert [parent for parent, _ in found["A/RES/78/215#OP13(a)"]] == ["A/RES/76/173#OP12(a)"]


def test_the_most_like_is_served_first_and_its_words_count_less_for_the_next() -> None:
    """76/228 has one clause on the Mechanism's funding where 77/230 has two on the Mechanism."""
    mechanism = "the International, Impartial and Independent Mechanism"
    found = links([
        document("A/RES/76/228", "2021-12-24", {
            "OP41": URGES,
            "OP42": f"Also welcomes the inclusion of the full funding for {mechanism} in the budget "
            "proposal of the Secretary-General for 2020, in accordance with General Assembly "
            "resolution 73/182, and emphasizes the need to fully implement its previous decisions "
            "on the funding of the Mechanism;",
            "OP43": ENCOURAGES,
        }),
        document("A/RES/77/230", "2022-12-15", {
            "OP32": URGES,
            "OP33": f"Also welcomes the victim/survivor-centred approach practised by {mechanism}, "
            "and commends its model of engagement with victim and survivor groups, as well as "
            "civil society in general, through bilateral cooperation and regular consultations;",
            "OP34": f"Further welcomes the full funding for {mechanism} and continued support to "
            "the Mechanism through the programme budget to ensure the effective discharge of its "
            "mandate;",
            "OP35": ENCOURAGES,
        }),
    ])  # fmt: skip
    assert found["A/RES/77/230#OP33"] == []
    assert [parent for parent, _ in found["A/RES/77/230#OP34"]] == ["A/RES/76/228#OP42"]


@pytest.mark.parametrize(
    ("in_child", "in_parent", "is_chosen"),
    [
        pytest.param(0.26, 0.16, True, id="76/50 OP9, the note on a later meeting"),
        pytest.param(0.18, 0.04, False, id="79/195 PP15, some words of a clause of two hundred"),
        pytest.param(0.16, 0.13, False, id="75/302 OP40, the formula of a request"),
    ],
)
def test_place_speaks_for_a_clause_that_has_a_tenth_of_both_in_common(
    in_child: float, in_parent: float, is_chosen: bool
) -> None:
    words = weighed("abcdefgh", [1.0] * 8)

    def candidate(position: int, own: float, theirs: float) -> Candidate:
        source = Source(0, cited=False, day=1, key=("A/RES/74/290", position), weighed=words)
        return Candidate(source, position, Alignment((Run(0, 0, 5),), 5.0, own, theirs, 8))

    children = [
        Child(11, 1, words, [], chosen=[candidate(1, 1.0, 1.0)]),
        Child(12, 2, words, [candidate(2, in_child, in_parent)]),
        Child(13, 3, words, [], chosen=[candidate(3, 1.0, 1.0)]),
    ]
    strength = dict.fromkeys((child.child_id for child in children), 0.0)
    look_again(strength, children, Claims(), frozenset(), DEFAULT)
    assert bool(children[1].chosen) == is_chosen
