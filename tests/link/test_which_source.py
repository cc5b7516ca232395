"""Of several clauses that have its words, which one a clause has as its parent."""

from __future__ import annotations

import pytest

from etl.model import Relation
from tests.link.texts import ROOMY, SAFETY, document, links, seeds


def test_wording_that_came_back_has_the_latest_clause_that_had_it() -> None:
    years = {
        "61/165": "2006-12-19",
        "62/156": "2007-12-18",
        "63/184": "2008-12-18",
        "64/166": "2009-12-18",
    }
    documents = [
        document(f"A/RES/{symbol}", day, {**({} if symbol == "63/184" else {"OP3": SAFETY}), **ROOMY})
        for symbol, day in years.items()
    ]  # fmt: skip
    ((parent, _),) = links(documents)["A/RES/64/166#OP3"]
    assert parent == "A/RES/62/156#OP3"


COMMON_SYSTEM = {
    "PP3": "Reaffirming its commitment to a single, unified United Nations common system as the cornerstone for the regulation and coordination of the conditions of service of the United Nations common system,",
    "PP4": "Emphasizing the importance of, and benefits derived from, maintaining a coherent and unified United Nations common system,",
    "OP1": "Takes note with appreciation of the work of the International Civil Service Commission;",
}  # fmt: skip


def test_a_formula_that_the_nearest_member_only_resembles_comes_from_the_one_before() -> None:
    """75/245, 75/245 B and 76/240: B has the formula of reports, but of another's report."""
    before = document(
        "A/RES/75/245",
        "2020-12-31",
        {
            "PP2": "Having considered the report of the International Civil Service Commission for 2020,",
            **COMMON_SYSTEM,
            "OP2": "Takes note of the report of the Commission for 2020;",
        },
    )  # fmt: skip
    nearest = document(
        "A/RES/75/245 B",
        "2021-04-16",
        {
            "PP1": "Recalling its resolutions 74/255 B of 27 December 2019 and 75/245 A of 31 December 2020,",
            "PP2": "Having considered the report of the Secretary-General on the initial review of the jurisdictional set-up of the United Nations common system and the related report of the Advisory Committee on Administrative and Budgetary Questions,",
            **COMMON_SYSTEM,
            "PP5": "Reiterating its call for all organizations of the United Nations common system to cooperate with the International Civil Service Commission on matters relating to salaries, allowances and conditions of service,",
        },
    )  # fmt: skip
    child = document(
        "A/RES/76/240",
        "2021-12-24",
        {
            "PP2": "Having considered the report of the International Civil Service Commission for the year 2021,",
            **COMMON_SYSTEM,
            "OP2": "Takes note of the report of the Commission for 2021;",
        },
    )  # fmt: skip
    found = links([before, nearest, child])["A/RES/76/240#PP2"]
    assert [address for address, _ in found] == ["A/RES/75/245#PP2"]


def test_the_nearest_resolution_that_has_the_wording_is_the_source() -> None:
    reworded = SAFETY.replace("Urges", "Encourages")
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP3": SAFETY, **ROOMY}),
        document("A/RES/62/156", "2007-12-18", {"OP3": reworded, **ROOMY}),
        document("A/RES/63/184", "2008-12-18", {"OP3": SAFETY, **ROOMY}),
    ]
    ((parent, edge),) = links(documents)["A/RES/63/184#OP3"]
    assert parent == "A/RES/62/156#OP3"
    assert edge.runner_up_id is not None


@pytest.mark.parametrize(
    ("older", "child", "is_parent"),
    [
        pytest.param(
            "Takes note of the proposals made by Member States on the regulations, encourages Member States to submit to the Secretariat any additional proposals before 30 June 2021, and requests the Secretariat to transmit all the proposals it has received to Member States;",
            "Takes note of the subtopics suggested by some Member States for consideration for future thematic debates, and requests the Secretariat to maintain a non-exhaustive indicative list of such subtopics and circulate it sufficiently in advance of the meetings of the Sixth Committee on the agenda item;",
            False,
            id="78/236 OP14, the formula around another matter",
        ),
        pytest.param(
            "Acknowledges the constructive dialogue in the context of the working group of the Sixth Committee during the seventy-fourth session of the General Assembly, and encourages all Member States to continue the substantive dialogue on an informal basis during the period prior to the seventy-seventh session of the Assembly;",
            "Encourages Member States to hold an informal commemoration to mark the twenty-fifth anniversary of the articles during the eighty-first session of the General Assembly;",
            False,
            id="80/159 OP8, a quarter of the older clause by formula",
        ),
        pytest.param(
            "Welcomes the deliberations held in 2018 and 2019 by the Group of Governmental Experts on Further Practical Measures for the Prevention of an Arms Race in Outer Space, which is tasked with considering and making recommendations on substantial elements of an international legally binding instrument on the prevention of an arms race in outer space, including, inter alia, on the prevention of the placement of weapons in outer space;",
            "Requests the Secretary-General to establish a United Nations Group of Governmental Experts, with a membership of up to 25 Member States, chosen on the basis of fair and equitable geographical representation, to consider and make recommendations on substantial elements of an international legally binding instrument on the prevention of an arms race in outer space, including, inter alia, on the prevention of the placement of weapons in outer space;",
            True,
            id="77/250 OP8, a third of both",
        ),
    ],
)  # fmt: skip
def test_of_an_older_source_words_enough_must_be_a_good_part_of_both(
    older: str, child: str, is_parent: bool
) -> None:
    documents = [
        document("A/RES/74/34", "2019-12-12", {"OP1": older, **ROOMY}),
        document("A/RES/76/230", "2021-12-24", {"OP1": SAFETY, **ROOMY}),
        document("A/RES/77/250", "2022-12-30", {"OP8": child, **ROOMY}),
    ]
    parents = [parent for parent, _ in links(documents)["A/RES/77/250#OP8"]]
    assert parents == (["A/RES/74/34#OP1"] if is_parent else [])
    nearest = [documents[0], document("A/RES/77/250", "2022-12-30", {"OP8": child, **ROOMY})]
    assert [parent for parent, _ in links(nearest)["A/RES/77/250#OP8"]] == ["A/RES/74/34#OP1"]


def test_a_clause_of_another_subject_that_is_no_match_is_no_runner_up() -> None:
    like = "Urges States to protect seafarers, fishing communities and the families of the lost"
    documents = [
        document("A/RES/60/1", "2005-12-19", {"OP1": like}, title="Fisheries"),
        document("A/RES/61/165", "2006-12-19", {"OP3": SAFETY, **ROOMY}),
        document("A/RES/62/156", "2007-12-18", {"OP3": f"{SAFETY}, and the families of the lost"}),
    ]
    ((parent, edge),) = links(documents)["A/RES/62/156#OP3"]
    assert parent == "A/RES/61/165#OP3"
    assert (edge.runner_up_id, edge.margin) == (None, None)


SEIZED = "Decides to remain seized of the matter."


def test_boilerplate_is_linked_inside_its_own_series() -> None:
    documents = [
        document("A/RES/74/1", "2019-10-01", {"OP1": SEIZED, **ROOMY}, title="Situation in A"),
        document("A/RES/74/2", "2019-10-02", {"OP1": SEIZED, **ROOMY}, title="Situation in B"),
        document("A/RES/75/1", "2020-10-01", {"OP1": SEIZED, **ROOMY}, title="Situation in A"),
    ]
    ((parent, _),) = links(documents)["A/RES/75/1#OP1"]
    assert parent == "A/RES/74/1#OP1"


def test_the_declared_predecessor_is_the_series_whatever_its_title() -> None:
    documents = [
        document("A/RES/74/1", "2019-10-01", {"OP1": SEIZED, **ROOMY}, title="The question of A"),
        document("A/RES/74/2", "2019-10-02", {"OP1": SEIZED, **ROOMY}, title="Situation in B"),
        document("A/RES/75/1", "2020-10-01", {"OP1": SEIZED}, title="Peace in A", previous="A/RES/74/1"),
    ]  # fmt: skip
    ((parent, _),) = links(documents)["A/RES/75/1#OP1"]
    assert parent == "A/RES/74/1#OP1"


def test_of_the_same_words_twice_in_one_document_the_nearer_place_is_the_parent() -> None:
    earlier = document("A/RES/61/165", "2006-12-19", {"PP1": SAFETY, **ROOMY, "OP9": SAFETY})
    later = document("A/RES/62/156", "2007-12-18", {**ROOMY, "OP7": SAFETY})
    ((parent, edge),) = links([earlier, later])["A/RES/62/156#OP7"]
    assert parent == "A/RES/61/165#OP9"
    assert not edge.is_moved


NOTE = "Takes note of the report of the Secretary-General;"


def test_each_copy_of_a_clause_has_it_as_parent() -> None:
    earlier = document("A/RES/74/263", "2019-12-27", {"OP1": NOTE, **ROOMY})
    later = document("A/RES/75/253", "2020-12-31", {"OP1": NOTE, "OP2": NOTE, "OP3": NOTE})
    found = links([earlier, later])
    for label in later.clauses:
        ((parent, edge),) = found[f"A/RES/75/253#{label.label}"]
        assert (parent, edge.relation) == ("A/RES/74/263#OP1", Relation.IDENTICAL)


INVITES = "Invites the Secretary-General to submit to it a comprehensive report on the implementation of the present resolution, with recommendations for further measures"


@pytest.mark.parametrize("copy", [f"{INVITES} now;", f"Again {INVITES};"])
def test_a_copy_with_a_word_more_at_either_end_has_it_as_parent(copy: str) -> None:
    earlier = document("A/RES/74/263", "2019-12-27", {"OP1": INVITES, **ROOMY})
    later = document("A/RES/75/253", "2020-12-31", {"OP1": INVITES, "OP2": copy})
    ((parent, edge),) = links([earlier, later])["A/RES/75/253#OP2"]
    assert (parent, edge.relation) == ("A/RES/74/263#OP1", Relation.REWORDED)


def test_the_parent_that_carries_the_bulk_is_main_though_another_is_nearer() -> None:
    bulk = "Notes with appreciation the ninth United Nations Alliance of Civilizations Global Forum, held in Fez, Kingdom of Morocco, on 22 and 23 November 2022 under the theme “Towards an alliance of peace: living together as one humanity”, that adopted the Fez Declaration, and focused, among other issues, on countering and addressing online hate speech on social media"
    tail = "invites relevant stakeholders to continue their efforts to promote cross-cultural dialogue and mutual understanding among different civilizations, cultures, religions and beliefs;"
    documents = [
        document("A/RES/76/69", "2021-12-09", {"OP13": f"Takes note of the Forum, and {tail}", **ROOMY}, title="Dialogue"),
        document("A/RES/77/318", "2023-07-25", {"OP12": f"{bulk};", **ROOMY}, title="Hate speech"),
        document("A/RES/78/129", "2023-12-15", {"OP13": f"{bulk}, and {tail}", **ROOMY}, title="Dialogue"),
    ]  # fmt: skip
    parents = [parent for parent, _ in links(documents)["A/RES/78/129#OP13"]]
    assert parents == ["A/RES/77/318#OP12", "A/RES/76/69#OP13"]


def test_ordinals_do_not_part_a_series() -> None:
    title = "Report of the United Nations Commission on International Trade Law on the work of its {} session"
    documents = [
        document("A/RES/74/182", "2019-12-18", {"OP1": NOTE, **ROOMY}, title=title.format("fifty-second")),
        document("A/RES/74/10", "2019-12-18", {"OP1": NOTE, **ROOMY}, title="Another subject"),
        document("A/RES/75/133", "2020-12-15", {"OP1": NOTE}, title=title.format("fifty-third")),
    ]  # fmt: skip
    ((parent, _),) = links(documents)["A/RES/75/133#OP1"]
    assert parent == "A/RES/74/182#OP1"


def test_a_formula_that_came_back_beside_its_twin_goes_on_from_an_older_source() -> None:
    """66/172 notes one report only, and that of the Secretary-General goes on from it."""
    found = links(seeds())
    assert [parent for parent, _ in found["A/RES/76/172#OP20"]] == ["A/RES/66/172#OP10"]
    assert [parent for parent, _ in found["A/RES/76/172#OP21"]] == ["A/RES/62/156#OP3"]


def test_no_clause_goes_on_from_an_older_source_that_went_into_the_nearest() -> None:
    """61/165 OP1 has the words of 66/172 OP4, but went whole into 62/156 OP1."""
    parents = [parent for parent, _ in links(seeds())["A/RES/66/172#OP4"]]
    assert "A/RES/61/165#OP1" not in parents


APPROPRIATES = (
    "Appropriates an amount of {} dollars for the project, comprising {} dollars under section {} "
    "and {} dollars under section 33, Construction, alteration, improvement and major "
    "maintenance, {}of the proposed programme budget, which would represent a charge against the "
    "contingency fund;"
)
ASIA = "19, Economic and social development in Asia and the Pacific,"
AFRICA = "18, Economic and social development in Africa,"
SECURITY = "and 105,000 dollars under section 34, Safety and security, "


def test_the_clause_that_is_most_like_the_nearest_source_has_the_first_claim_to_it() -> None:
    """Another is more like an older one; it must not take the nearest first, and does not."""
    documents = [
        document(symbol, day, {**clauses, **ROOMY})
        for symbol, day, clauses in (
            ("A/RES/74/263", "2019-12-27", {"OP1": APPROPRIATES.format("8,434,100", "752,000", AFRICA, "7,577,100", SECURITY)}),
            ("A/RES/76/246", "2021-12-24", {"OP1": APPROPRIATES.format("6,965,200", "940,900", ASIA, "6,024,300", "")}),
            ("A/RES/77/263", "2022-12-30", {
                "OP1": APPROPRIATES.format("6,244,000", "3,100,900", AFRICA, "2,811,200", SECURITY),
                "OP2": APPROPRIATES.format("10,902,400", "556,500", ASIA, "10,345,900", ""),
            }),
        )
    ]  # fmt: skip
    found = links(documents)
    assert [parent for parent, _ in found["A/RES/77/263#OP1"]] == ["A/RES/74/263#OP1"]
    assert [parent for parent, _ in found["A/RES/77/263#OP2"]] == ["A/RES/76/246#OP1"]
