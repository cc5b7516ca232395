"""Clauses that get a parent though others are more like it: limbs lent, openings of lists."""

from __future__ import annotations

import pytest

from etl.link import DEFAULT
from etl.link.align import Run, measured, weighed
from etl.link.claims import Claims
from etl.link.comparison import Candidate, Child, Source, score, take_main
from etl.link.left_over import look_again
from etl.model import Relation
from tests.link.texts import ROOMY, document, links

RESOURCES = "all peacekeeping missions {} provided with adequate resources for the effective and efficient discharge of their respective mandates"
SHALL = f"Also emphasizes that {RESOURCES.format('shall be')};"
PRIORITIZING = f"Stresses the importance of prioritizing the safety and security of United Nations personnel as well as protection of civilians activities, in the context of challenging security situations, and requests that {RESOURCES.format('be')}, including the protection of civilians where mandated;"
THREAT = "Notes with grave concern the threat to life, health, safety and security caused by the coronavirus disease (COVID-19) pandemic and the importance of ensuring the safety, security and health of peacekeeping personnel, maintaining the continuity of critical mandate delivery, including protection of civilians, and, where appropriate and within mandates, supporting national authorities, upon their request, in their response to COVID-19;"
RECOVERY = "Notes with concern the mid- and long-term impact of the COVID-19 pandemic on countries, regions and subregions in conflict, and emphasizes the importance of United Nations peacekeeping operations, where appropriate and within their respective mandates, coordinating with national authorities and other United Nations entities in promoting post-conflict reconstruction, peacebuilding and post-pandemic recovery of countries and regions in conflict, especially those in Africa;"


def parents_of(earlier: list[str], later: list[str], label: str) -> list[tuple[str, Relation]]:
    """The parents of one of the later clauses, which are numbered as the earlier ones are."""
    found = links([
        document(symbol, day, {**{f"OP{n}": one for n, one in enumerate(texts, start=1)}, **ROOMY})
        for symbol, day, texts in (
            ("A/RES/74/290", "2020-06-30", earlier),
            ("A/RES/75/302", "2021-06-30", later),
        )
    ])  # fmt: skip
    return [
        (address.partition("#")[2], edge.relation)
        for address, edge in found[f"A/RES/75/302#{label}"]
    ]


@pytest.mark.parametrize(
    ("source", "kept", "child", "parents"),
    [
        pytest.param(SHALL, SHALL, PRIORITIZING, [("OP1", Relation.REWORDED)], id="a long limb"),
        pytest.param(THREAT, THREAT, RECOVERY, [], id="names and formulas"),
    ],
)
def test_a_source_that_stays_whole_may_lend_a_limb(
    source: str, kept: str, child: str, parents: list[tuple[str, Relation]]
) -> None:
    assert parents_of([source], [kept, child], "OP1") == [("OP1", Relation.IDENTICAL)]
    assert parents_of([source], [kept, child], "OP2") == parents


COURT = "the International Criminal Court as an important contribution to ending impunity concerning extrajudicial, summary or arbitrary executions"
FACT = "the fact that 123 States have ratified or acceded to and 137 States have signed the Rome Statute"
SAFE = "a safe and enabling environment for journalists to perform their work independently and without undue interference, taking into account the gender dimensions thereof"
JUDICIARY = "supporting the judiciary in considering training and awareness-raising among law enforcement officers and military personnel regarding international human rights obligations"
BY_MEANS = f"Calls upon States to create and maintain {SAFE}, by means of (a) legislative measures; (b) {JUDICIARY};"


@pytest.mark.parametrize(
    ("whole", "parts", "label"),
    [
        pytest.param(
            f"Welcomes {COURT}, also welcomes {FACT};",
            ["Welcomes:", f"{COURT};", f"{FACT};"],
            "OP1",
            id="the opening of a list",
        ),
        pytest.param(
            BY_MEANS,
            [f"Calls upon States to create and maintain {SAFE}:", "Legislative measures;", f"{JUDICIARY};"],
            "OP2",
            id="a short member of a list",
        ),
    ],
)  # fmt: skip
def test_a_paragraph_that_became_a_list_has_its_shortest_parts_too(
    whole: str, parts: list[str], label: str
) -> None:
    assert parents_of([whole], parts, label) == [("OP1", Relation.SPLIT)]


def test_the_opening_of_a_list_is_no_part_of_what_the_next_clause_has_whole() -> None:
    whole = f"Welcomes {COURT};"
    assert parents_of([whole], ["Welcomes:", whole], "OP1") == []


SET_OFF = "decides that, in accordance with the provisions of its resolution 973 (X){}, there shall be set off against the apportionment among Member States, as provided for in paragraph {} above, their respective share in the Tax Equalization Fund of {} dollars, {};"
ESTIMATED = "comprising the estimated staff assessment income of {} dollars approved for the Mission, the prorated share of {} dollars of the estimated staff assessment income approved for the support account and the prorated share of {} dollars of the estimated staff assessment income approved for the United Nations Logistics Base"
OF_1955 = " of 15 December 1955"


def test_of_several_parents_the_one_most_like_it_is_main_though_another_clause_has_it() -> None:
    earlier = [
        f"Further {SET_OFF.format(OF_1955, 36, '1,779,400', 'representing the additional staff assessment income for the Mission in respect of the financial period ended 30 June 2019')}",
        f"Also {SET_OFF.format('', 40, '24,715,200', ESTIMATED.format('17,365,300', '5,436,500', '1,110,400'))}",
    ]
    later = [
        f"Also {SET_OFF.format(OF_1955, 45, '12,965,200', ESTIMATED.format('8,984,300', '2,884,200', '663,000'))}",
        f"Also {SET_OFF.format('', 47, '12,965,300', ESTIMATED.format('8,984,300', '2,884,300', '663,100'))}",
    ]
    for label in ("OP1", "OP2"):
        assert parents_of(earlier, later, label) == [("OP2", Relation.REWORDED)]


BINDING = "an international legally binding instrument on the prevention of an arms race in outer space, including, inter alia, on the prevention of the placement of weapons in outer space"


def test_two_clauses_that_have_the_same_part_do_not_split_their_parent() -> None:
    group = f"Requests the Secretary-General to establish a Group of Governmental Experts, with a membership of up to 25 Member States, chosen on the basis of fair and equitable geographical representation, to consider and make recommendations on substantial elements of {BINDING};"
    welcomes = f"Welcomes the establishment in 2023 of the Group of Governmental Experts to consider and make recommendations on substantial elements of {BINDING};"
    decides = f"Decides, upon the termination of the activities of the Group of Governmental Experts, to establish an open-ended working group to consider and make recommendations on substantial elements of {BINDING};"
    for label in ("OP1", "OP2"):
        assert parents_of([group], [welcomes, decides], label) == [("OP1", Relation.REWORDED)]


def test_what_a_clause_gives_back_is_free_for_another() -> None:
    """The first has a part of one clause as parent, and is far more like another one."""
    words = weighed("abcdefghijklmnopqrst", [1.0] * 20)

    def candidate(position: int, runs: list[Run]) -> Candidate:
        source = Source(0, cited=False, day=1, key=("A/RES/74/290", position), weighed=words)
        return Candidate(source, position, measured(words, words, runs))

    shared = [Run(0, 0, 8)]
    lent, left = candidate(1, [Run(0, 0, 16)]), candidate(2, shared)
    first = Child(11, 1, words, [lent, left])
    second = Child(12, 9, words, [candidate(2, shared)])
    claims = Claims()
    claims.add(13, 1, [Run(0, 0, 20)])
    take_main(left, score(left, 0.0, DEFAULT), first, claims, DEFAULT)
    look_again({11: 0.5, 12: 0.4}, [first, second], claims, frozenset(), DEFAULT)
    assert [one.source_id for one in first.chosen] == [1]
    assert [one.source_id for one in second.chosen] == [2]
