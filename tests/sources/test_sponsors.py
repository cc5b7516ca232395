"""Sponsors as the workflow of the official files, and the extracts beside them, print them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.sources.member_states import MEMBER_STATES, known_state
from etl.sources.sponsors import read_sponsors

OF_G77 = (
    "(on behalf of the States Members of the United Nations that are members of the Group of 77 "
)
ON_DRAFT = "and on the basis of informal consultations on draft resolution"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        # Who speaks for a group is named, and so is the group.
        (f"Mexico and Uganda {OF_G77}and China)", ("Mexico", "Uganda", "Group of 77 and China")),
        (f"Uganda {OF_G77}and China) and Uzbekistan",
         ("Uganda", "Group of 77 and China", "Uzbekistan")),
        (("INDONESIA, ON BEHALF OF THE STATES MEMBERS OF THE UNITED NATIONS THAT ARE MEMBERS OF THE "
         "MOVEMENT OF NON-ALIGNED COUNTRIES"), ("Indonesia", "Movement of Non-Aligned Countries")),
        ("Senegal (of behalf of the Group of African States)",
         ("Senegal", "Group of African States")),
        (("Mauritania (on behalf of the States Members of the United Nations that are members of "
         "the Organisation of Islamic Cooperation)"),
         ("Mauritania", "Organization of Islamic Cooperation")),
        (("Mali (on behalf of the States Members of the United Nations that are members of the e "
         "Economic Community of West African States)"),
         ("Mali", "Economic Community of West African States")),
        ("Romania (in its capacity as Chair of the Committee on the Peaceful Uses of Outer Space)",
         ("Romania", "Committee on the Peaceful Uses of Outer Space")),
        ("introduced in the Committee by the representative of Austria on behalf of the Bureau",
         ("Austria", "Bureau")),
        ("the representative of Ghana , on behalf of the Bureau", ("Ghana", "Bureau")),
        (("introduced in the Committee by the representative of Brazil (on behalf of the Working "
         "Group of the Whole on International Cooperation in the Peaceful Uses of Outer Space)"),
         ("Brazil", ("Working Group of the Whole on International Cooperation in the Peaceful Uses "
          "of Outer Space"))),
        # Officers and bodies.
        ("submitted by the President of the General Assembly",
         ("President of the General Assembly",)),
        ("was submitted by the Committee on Information", ("Committee on Information",)),
        ("SUBMITTED BY THE CHAIR OF THE COMMITTEE FOLLOWING INFORMAL CONSULTATIONS",
         ("Chair of the Committee",)),
        (("submitted by the Chair on the recommendation of the Economic and Social Council "
         "(resolution )"), ("Chair of the Committee",)),
        (f"submitted by the Vice-Chair of the Committee, Nadja Micael (Eritrea) {ON_DRAFT}",
         ("Vice-Chair of the Committee",)),
        ("submitted by the Vice-Chair of the Committee and Weronika Garbacz (Poland)",
         ("Vice-Chair of the Committee",)),
        (f"France Cassar (Malta), submitted by the Rapporteur of the Committee {ON_DRAFT}",
         ("Rapporteur of the Committee",)),
        ("on the basis of the report of the Credentials Committee (A/77/600)",
         ("Credentials Committee",)),
        # Names that lost a letter, a space, or what parted them.
        ("Canad a, Ge rmany and Guinea -Bissau", ("Canada", "Germany", "Guinea-Bissau")),
        ("TimorLeste, theRepublic of Korea", ("Timor-Leste", "Republic of Korea")),
        ("Angola Bahamas, Bangladesh", ("Angola", "Bahamas", "Bangladesh")),
        ("Ukraine, United Kingdomand Uruguay",
         ("Ukraine", "United Kingdom of Great Britain and Northern Ireland", "Uruguay")),
        ("Barbados. Dominican Republic", ("Barbados", "Dominican Republic")),
        ("Azerbaijan and Liberia. Subsequently, Albania", ("Azerbaijan", "Liberia", "Albania")),
        ("Democratic People’'s Republic of Korea, Türki̇ye",
         ("Democratic People’s Republic of Korea", "Türkiye")),
        ("Qata, Maltas and Plurinational State of Boliva",
         ("Qatar", "Malta", "Bolivia (Plurinational State of)")),
        ("Lao People's Democratic, Paraguay", ("Lao People’s Democratic Republic", "Paraguay")),
        ("Venezuela (Bolivarian Republic of) (A74/368), Thailand ( ) and Republic of Cameroon",
         ("Venezuela (Bolivarian Republic of)", "Thailand", "Cameroon")),
        # Other bodies, and other languages, stay as they are printed.
        ("European Union, Мальта", ("European Union", "Мальта")),
    ],
)  # fmt: skip
def test_everyone_who_sponsored_has_one_name(printed: str, names: tuple[str, ...]) -> None:
    assert read_sponsors(printed).names == names


@pytest.mark.parametrize(
    ("printed", "left_out"),
    [
        ("Uganda and Zambia. - Viet Nam was removed from the list of sponsors",
         ("Viet Nam was removed from the list of sponsors",)),
        ("The amendment was rejected by the Assembly",
         ("The amendment was rejected by the Assembly",)),
        # Torn from a name, or one letter apart from two.
        ("United Arab Emirates, United, Uruguay", ("United",)),
        ("Poland, the of Korea, San Marino", ("the of Korea",)),
        ("Mozambique, Nambia", ("Nambia",)),
        (f"submitted by the Vice-Chair of the Committee, Nadja Micael (Eritrea) {ON_DRAFT}",
         (ON_DRAFT, "Nadja Micael (Eritrea)")),
    ],
)  # fmt: skip
def test_what_names_no_sponsor_is_left_out_and_told(
    printed: str, left_out: tuple[str, ...]
) -> None:
    assert read_sponsors(printed).left_out == left_out


def test_a_mended_name_is_told() -> None:
    assert read_sponsors("Malta and Comoros Congo").mended == (
        "'Comoros Congo' is Comoros and Congo",
    )
    assert read_sponsors("Malta and Côte d'Ivoire").mended == ()


LONG_NAMES = [name for name in MEMBER_STATES if len(name) > len("Malta") and " and " not in name]


@given(st.sampled_from(LONG_NAMES), st.integers(0, 60))
def test_a_name_with_one_letter_lost_is_that_state_or_left_out(name: str, place: int) -> None:
    torn = name[: place % len(name)] + name[place % len(name) + 1 :]
    assert read_sponsors(torn).names in {(name,), (), (known_state(torn),)}
