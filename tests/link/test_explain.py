"""What a careful reader says of real clauses, and what the program says."""

from __future__ import annotations

import pytest

from etl.link import explain
from etl.model import Relation
from tests.link.texts import ROOMY, SAFETY, document, links


def one_link(parents: dict[str, str], child: str, label: str = "OP1") -> list[tuple[str, Relation]]:
    """The links of one clause to an earlier document of its series."""
    earlier = document("A/RES/61/165", "2006-12-19", {**parents, **ROOMY})
    later = document("A/RES/62/156", "2007-12-18", {label: child})
    return [
        (address.partition("#")[2], edge.relation)
        for address, edge in links([earlier, later])[f"A/RES/62/156#{label}"]
    ]


@pytest.mark.parametrize(
    ("parent", "child", "relation"),
    [
        pytest.param(
            "Underlines the right of migrants to return to their country of citizenship;",
            "Underlines the right of migrants to return to their country of citizenship,",
            Relation.IDENTICAL,
            id="punctuation",
        ),
        pytest.param(
            "Takes note of the judgment of the InterAmerican Court of Human Rights;",
            "Takes note of the judgment of the Inter-American Court of Human Rights;",
            Relation.IDENTICAL,
            id="a hyphen lost",
        ),
        pytest.param(
            "Takes note of the report of the Committee on its third and fourth sessions;",
            "Takes note of the report of the Committee on its fifth and sixth sessions;",
            Relation.UPDATED,
            id="sessions",
        ),
        pytest.param(
            "Recalling all its previous resolutions on the protection of migrants, the most recent of which is resolution 60/169 of 16 December 2005,",
            "Recalling all its previous resolutions on the protection of migrants, the most recent of which is resolution 61/165 of 19 December 2006,",
            Relation.UPDATED,
            id="number and date of the last resolution",
        ),
        pytest.param(
            "Implementing all accepted recommendations from its first cycle, in 2010, and its second cycle, in 2014;",
            "Implementing all accepted recommendations from its first cycle, in 2010, its second cycle, in 2014, and its third cycle, in 2019;",
            Relation.UPDATED,
            id="a member more of a list, as readers call 80/222 OP32(f)",
        ),
        pytest.param(
            "Reaffirming also that everyone has the right to leave any country, including his own, and return to his country,",
            "Reaffirming also that everyone has the right to leave any country, including his or her own, and to return to his or her country,",
            Relation.REWORDED,
            id="his or her",
        ),
    ],
)  # fmt: skip
def test_the_relation_is_what_a_reader_calls_it(
    parent: str, child: str, relation: Relation
) -> None:
    assert one_link({"OP1": parent}, child) == [("OP1", relation)]


FORMULAS = {
    "OP2": "Takes note with interest of the interim report of the Special Rapporteur of the Human Rights Council on the human rights of migrants;",
    "OP5": "Takes note of the report of the Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families on its third and fourth sessions;",
    "OP6": "Takes note of the report of the Secretary-General on the implementation of the present resolution;",
}  # fmt: skip


@pytest.mark.parametrize(
    ("child", "parent"),
    [
        ("Also takes note with interest of the report of the Special Rapporteur on the human rights of migrants;", "OP2"),
        ("Takes note of the report of the Committee on the Protection of the Rights of All Migrant Workers and Members of Their Families on its fifth and sixth sessions;", "OP5"),
        ("Takes note with appreciation of the report of the Secretary-General on the implementation of resolution 61/165;", "OP6"),
    ],
)  # fmt: skip
def test_of_formulas_alike_the_body_named_decides(child: str, parent: str) -> None:
    assert [label for label, _ in one_link(FORMULAS, child)] == [parent]


def test_clauses_on_one_subject_written_afresh_are_not_linked() -> None:
    parents = {
        "OP1": "Calls upon States that have not done so to consider signing and ratifying or acceding to the International Convention on the Protection of the Rights of All Migrant Workers and Members of Their Families as a matter of priority;",
    }  # fmt: skip
    child = "Deplores the number of deaths at sea of persons who flee from poverty, and expresses its gratitude to the crews that rescued the survivors;"
    assert one_link(parents, child) == []


def test_a_fragment_whole_inside_a_long_clause_is_found() -> None:
    parents = {
        "OP9": "Calls upon States to address international migration through international, regional or bilateral cooperation and dialogue and through a comprehensive and balanced approach, recognizing the roles and responsibilities of countries of origin, transit and destination in promoting and protecting the human rights of migrants and avoiding approaches that may aggravate their vulnerability;",
    }  # fmt: skip
    child = "Recognizing the roles and responsibilities of countries of origin, transit and destination in promoting and protecting the human rights of migrants,"
    assert one_link(parents, child, "PP1") == [("OP9", Relation.REWORDED)]


def test_a_clause_joined_from_two_has_both_and_the_bulk_is_main() -> None:
    parents = {
        "OP1": "Requests States effectively to promote and protect the human rights and fundamental freedoms of all migrants, regardless of their immigration status, especially those of women and children;",
        "OP9": "Calls upon States to address international migration through international, regional or bilateral cooperation and dialogue and through a comprehensive and balanced approach, recognizing the roles and responsibilities of countries of origin, transit and destination in promoting and protecting the human rights of migrants and avoiding approaches that may aggravate their vulnerability;",
    }  # fmt: skip
    child = "Calls upon States to promote and protect effectively the human rights and fundamental freedoms of all migrants, regardless of their migration status, especially those of women and children, and to address international migration through international, regional or bilateral cooperation and dialogue and through a comprehensive and balanced approach, recognizing the roles and responsibilities of countries of origin, transit and destination in promoting and protecting the human rights of all migrants, and avoiding approaches that might aggravate their vulnerability;"
    assert one_link(parents, child) == [("OP9", Relation.MERGED), ("OP1", Relation.MERGED)]


WHOLE = "Calls upon the Islamic Republic of Iran to release women human rights defenders imprisoned for exercising their rights, and to recognize the risks, violence and persecution experienced by women human rights defenders and take appropriate, robust and practical steps to protect them, recalls the positive, important and legitimate role of lawyers, journalists, media workers, artists and cultural practitioners in strengthening understanding, tolerance and peace, and strongly urges the Islamic Republic of Iran to create and support a safe, enabling, accessible and inclusive environment online and offline for their participation in all relevant activities;"
FIRST = "Calls upon the Islamic Republic of Iran to release women human rights defenders imprisoned for exercising their rights, and to recognize the risks, violence and persecution experienced by women human rights defenders and take appropriate, robust and practical steps to protect them;"
SECOND = "Recalls the positive, important and legitimate role of lawyers, journalists, media workers, artists and cultural practitioners in strengthening understanding, tolerance and peace, and strongly urges the Islamic Republic of Iran to create and support a safe, enabling, accessible and inclusive environment online and offline for their participation in all relevant activities;"


def test_a_clause_parted_in_two_is_split() -> None:
    earlier = document("A/RES/79/183", "2024-12-17", {"OP23": WHOLE, **ROOMY})
    later = document("A/RES/80/222", "2025-12-18", {"OP24": FIRST, "OP25": SECOND})
    found = links([earlier, later])
    for label in ("OP24", "OP25"):
        ((parent, edge),) = found[f"A/RES/80/222#{label}"]
        assert (parent, edge.relation) == ("A/RES/79/183#OP23", Relation.SPLIT)


def test_a_part_copied_from_a_clause_that_stays_whole_is_no_split() -> None:
    earlier = document("A/RES/79/183", "2024-12-17", {"OP23": WHOLE, **ROOMY})
    later = document("A/RES/80/222", "2025-12-18", {"OP24": WHOLE, "OP25": SECOND})
    ((_, whole),) = links([earlier, later])["A/RES/80/222#OP24"]
    assert whole.relation == Relation.IDENTICAL


INFORMAL = "Also reaffirms the importance of the informal dispute resolution process in the Organization, which represents an effective method of dispute resolution as compared with the formal process, and"
UNDERSERVICE = f"{INFORMAL} requests the Secretary-General to include recommendations to address the current underservice of staff in the field in his next report;"


@pytest.mark.parametrize(
    ("other", "child", "parents"),
    [
        pytest.param(
            "Notes the need for the Organization to develop and employ a holistic managerial approach, including management training for addressing conflict, including efforts to identify and address inappropriate behaviour that affects staff even when it does not amount to misconduct, and requests the Secretary-General to provide an update on the actions taken in the context of his next report;",
            f"{INFORMAL} urges the Secretary-General to reinforce his efforts to address the underservice of staff in the field and to provide an update on the action taken in the context of his next report;",
            ["OP15"],
            id="75/248 OP16, eight words of a formula",
        ),
        pytest.param(
            "Reaffirms that the informal resolution of conflict is a crucial element of the system of administration of justice, emphasizes that all possible use should be made of the informal system in order to avoid unnecessary litigation, without prejudice to the basic right of staff members to access the formal system, and encourages recourse to the informal resolution of disputes;",
            f"{INFORMAL} the central role of mediation, and emphasizes that all possible use should be made of the informal system;",
            ["OP15", "OP18"],
            id="76/242 OP13, twelve words that were copied",
        ),
    ],
)  # fmt: skip
def test_a_second_parent_that_adds_little_gives_ten_words_in_a_row(
    other: str, child: str, parents: list[str]
) -> None:
    found = one_link({"OP15": UNDERSERVICE, "OP18": other}, child)
    assert [label for label, _ in found] == parents


def test_what_a_clause_says_twice_needs_no_second_parent() -> None:
    """77/76 and 78/40: the material's name comes again at the end of the clause that has it."""
    parents = {
        "OP3": "Calls upon all States, in particular the nuclear-weapon States, to apply the principles of irreversibility, verifiability and transparency, including the status of production of fissile material for use in nuclear weapons or other nuclear explosive devices;",
        "OP6": "Calls on the Conference on Disarmament to immediately commence and bring to an early conclusion negotiations on a non-discriminatory treaty banning the production of fissile material for use in nuclear weapons or other nuclear explosive devices;",
    }  # fmt: skip
    child = "Calls upon the Conference on Disarmament to immediately commence and bring to an early conclusion negotiations on a non-discriminatory treaty banning the production of fissile material for use in nuclear weapons or other nuclear explosive devices, and encourages all States to initiate a process towards the dismantling of facilities for the production of fissile material for use in nuclear weapons or other nuclear explosive devices;"  # fmt: skip
    assert one_link(parents, child) == [("OP6", Relation.REWORDED)]


def test_a_clause_that_changes_its_part_is_moved() -> None:
    earlier = document("A/RES/61/165", "2006-12-19", {"OP3": SAFETY, **ROOMY})
    later = document("A/RES/62/156", "2007-12-18", {"PP3": SAFETY})
    ((_, edge),) = links([earlier, later])["A/RES/62/156#PP3"]
    assert (edge.relation, edge.is_moved) == (Relation.IDENTICAL, True)


def test_documents_of_one_day_are_no_sources_for_each_other() -> None:
    documents = [document(f"A/RES/61/{n}", "2006-12-19", {"OP1": SAFETY}) for n in (1, 2)]
    assert not any(found.edges for found in explain(documents))


def test_languages_are_kept_apart() -> None:
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP1": SAFETY}),
        document("A/RES/62/156", "2007-12-18", {"OP1": SAFETY}, language="fr"),
    ]
    assert not any(found.edges for found in explain(documents))


def test_chinese_is_linked_character_by_character() -> None:
    old = "吁请各国促进和有效保护所有移徙者的人权和基本自由，不论其移徙身份如何，特别是妇女和儿童的人权和基本自由；"
    new = "又吁请各国促进和有效保护所有移徙者的人权和基本自由，不论其移民身份如何，特别是妇女和儿童的人权和基本自由；"
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP1": old}, language="zh"),
        document("A/RES/62/156", "2007-12-18", {"OP1": new}, language="zh"),
    ]
    ((_, edge),) = links(documents)["A/RES/62/156#OP1"]
    assert edge.relation == Relation.REWORDED
    assert edge.child_coverage > 0.8


@pytest.mark.parametrize("text", ["", "* * *", "…", "1."])
def test_a_clause_without_words_has_no_parents_and_breaks_nothing(text: str) -> None:
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP1": text, "OP2": SAFETY}),
        document("A/RES/62/156", "2007-12-18", {"OP1": text, "OP2": SAFETY}),
        document("A/RES/63/184", "2008-12-18", {}),
    ]
    found = links(documents)
    assert [parent for parent, _ in found["A/RES/62/156#OP2"]] == ["A/RES/61/165#OP2"]
    assert len(found) == 4


def test_every_edge_says_why() -> None:
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP3": SAFETY, "OP4": FIRST, **ROOMY}),
        document("A/RES/62/156", "2007-12-18", {"OP3": SAFETY, "OP4": FIRST}),
    ]
    assert all(edge.reason for found in explain(documents) for edge in found.edges)


def test_only_the_clauses_asked_for_are_explained_and_as_in_the_whole() -> None:
    documents = [
        document("A/RES/61/165", "2006-12-19", {"OP23": WHOLE, "OP3": SAFETY, **ROOMY}),
        document("A/RES/62/156", "2007-12-18", {"OP24": FIRST, "OP25": SECOND, "OP3": SAFETY}),
    ]
    everything = {found.child_id: found for found in explain(documents)}
    chosen = [clause.clause_id for clause in documents[1].clauses[1:]]
    assert explain(documents, children=chosen) == [everything[one] for one in chosen]


def test_the_very_same_words_need_no_evidence_within_the_series() -> None:
    assert one_link({"OP35": "Decides:"}, "Decides:", "OP36") == [("OP35", Relation.IDENTICAL)]


FORM = "Decides to include in the provisional agenda of its seventy-fifth session the item entitled “{}”."
YEARS = "Recalling its resolutions {} of 20 December 2010, 66/{} of 22 December 2011, 67/{} of 21 December 2012, 68/{} of 20 December 2013 and 69/{} of 19 December 2014,"


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        pytest.param(
            FORM.format("The situation in Afghanistan"),
            FORM.format("Developments in the field of information and telecommunications in the context of international security"),
            id="a form filled in",
        ),
        pytest.param(
            YEARS.format("65/178", 220, 228, 233, 240),
            YEARS.format("65/195", 136, 151, 149, 148),
            id="years in common",
        ),
    ],
)  # fmt: skip
def test_what_all_resolutions_share_is_not_borrowed(parent: str, child: str) -> None:
    earlier = document(
        "A/RES/74/9", "2019-11-27", {"OP1": parent, **ROOMY}, title="The situation in Afghanistan"
    )
    later = document(
        "A/RES/74/29",
        "2019-12-12",
        {"OP1": child, "OP2": "Calls upon Member States to consider threats to information security;"},
        title="Developments in the field of information and telecommunications in the context of international security",
    )  # fmt: skip
    assert links([earlier, later])["A/RES/74/29#OP1"] == []
