"""Data extracts fill what the XML leaves open; lists of States are split by one rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.errors import DocumentRejected
from etl.model import Adoption, VoteCast
from etl.sources.akoma_ntoso import read
from etl.sources.extracts import merge, read_extract
from etl.sources.member_states import MEMBER_STATES, state_name
from etl.sources.sponsors import split_states

AKN = Path(__file__).parent / "data" / "akn"
ROW = {
    "symbol": "A/RES/85/4",
    "originating_document": "A/85/L.3",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "2",
    "MS_against_count": "0",
    "MS_abstaining_count": "1",
    "MS_in_favour": ["BOSNIA AND HERZEGOVINA", "TÜRKİYE"],
    "MS_against": [],
    "MS_abstaining": ["COTE D'IVOIRE"],
    "sponsors": ["AUSTRIA"],
    "additional_sponsors": [],
}
VOTED = Adoption(
    "recorded vote", 2, 0, 1,
    (VoteCast("Bosnia and Herzegovina", "in_favour"), VoteCast("Türkiye", "in_favour"),
     VoteCast("Côte d’Ivoire", "abstaining")),
)  # fmt: skip
WITHOUT = {
    **ROW, "adoption_type": "Without a vote", "MS_in_favour_count": "N.A.",
    "MS_against_count": "N.A.", "MS_abstaining_count": "N.A.", "MS_in_favour": [],
    "MS_abstaining": [],
}  # fmt: skip
NEWER = {key: value for key, value in ROW.items() if key != "adoption_type"} | {
    "voting_type": "adoptedRecordedVote"
}


@pytest.mark.parametrize(
    ("row", "adoption"),
    [(ROW, VOTED), (NEWER, VOTED), (WITHOUT, Adoption("without a vote"))],
)
def test_an_extract_tells_how_a_resolution_was_adopted(
    row: dict[str, object], adoption: Adoption
) -> None:
    assert read_extract(json.dumps(row).encode())["A/RES/85/4"].adoption == adoption


def test_lines_an_array_and_one_object_over_lines_are_read_alike() -> None:
    other = {**ROW, "symbol": "A/RES/85/5"}
    lines = f"{json.dumps(ROW)}\n{json.dumps(other)}\n"
    assert read_extract(lines.encode()) == read_extract(json.dumps([ROW, other]).encode())
    assert list(read_extract(b"\xef\xbb\xbf" + json.dumps(ROW, indent=1).encode())) == [
        "A/RES/85/4"
    ]


@pytest.mark.parametrize(
    "data", [b"{", b"[1]", b'{"no": "symbol"}', b"\xff\xfe", b"null", b"[" * 100_000]
)
def test_another_json_is_rejected(data: bytes) -> None:
    with pytest.raises(DocumentRejected, match="data extract"):
        read_extract(data)


@pytest.mark.parametrize("name", ["Mal\0ta", "Mal\ud800ta"])
def test_what_is_no_character_is_rejected(name: str) -> None:
    data = json.dumps({**ROW, "sponsors": [name]}).encode()
    with pytest.raises(DocumentRejected, match="no character") as rejected:
        read_extract(json.dumps(ROW).encode() + b"\n" + data)
    assert rejected.value.line == 2


def test_a_character_spelt_by_two_halves_is_one() -> None:
    data = json.dumps({**ROW, "sponsors": ["Malta \U0001f1f2"]}).encode()
    assert list(read_extract(data)) == ["A/RES/85/4"]


def test_an_extract_fills_votes_and_sponsors_that_the_xml_lacks() -> None:
    document = read((AKN / "annex_and_table_en.xml").read_bytes())
    merged = merge(document, read_extract(json.dumps(ROW).encode())).metadata
    assert merged.adoption == VOTED
    assert [(s.outcome, s.document, s.by) for s in merged.steps] == [
        ("draftResolution", "A/85/L.3", ("Austria",))
    ]


def test_an_extract_that_disagrees_changes_nothing_and_is_reported() -> None:
    document = read((AKN / "general_assembly_en.xml").read_bytes())
    row = {**WITHOUT, "symbol": "A/RES/85/172"}
    merged = merge(document, read_extract(json.dumps(row).encode()))
    assert merged.metadata == document.metadata
    assert [i.code for i in merged.issues if i not in document.issues] == ["extract_disagrees"]


def test_a_document_without_an_extract_stays_as_it_is() -> None:
    document = read((AKN / "no_preamble_en.xml").read_bytes())
    assert merge(document, read_extract(json.dumps(ROW).encode())) == document


@pytest.mark.parametrize(
    ("printed", "states"),
    [
        ("", ()),
        ("Malta", ("Malta",)),
        ("Bosnia and Herzegovina", ("Bosnia and Herzegovina",)),
        ("Malta and Trinidad and Tobago", ("Malta", "Trinidad and Tobago")),
        ("Antigua And Barbuda, Malta and Saint Kitts and Nevis",
         ("Antigua and Barbuda", "Malta", "Saint Kitts and Nevis")),
        ("United Kingdom of Great Britain and Northern Ireland and United States of America",
         ("United Kingdom of Great Britain and Northern Ireland", "United States of America")),
        ("Iran (Islamic Republic of), the Bahamas, and Yemen and State of Palestine",
         ("Iran (Islamic Republic of)", "Bahamas", "Yemen", "State of Palestine")),
        ("Saint Vincent and the Grenadines, Sao Tome and Principe",
         ("Saint Vincent and the Grenadines", "Sao Tome and Principe")),
        ("Turkey, Lao People's Democratic Republic, COTE D'IVOIRE",
         ("Türkiye", "Lao People’s Democratic Republic", "Côte d’Ivoire")),
    ],
)  # fmt: skip
def test_lists_of_states_are_split(printed: str, states: tuple[str, ...]) -> None:
    assert split_states(printed) == states


@given(st.lists(st.sampled_from(MEMBER_STATES), min_size=1, unique=True))
def test_every_list_of_states_is_split_into_the_states_it_was_made_of(names: list[str]) -> None:
    *first, last = names
    printed = f"{', '.join(first)} and {last}" if first else last
    assert split_states(printed) == tuple(names)


@given(st.sampled_from(MEMBER_STATES))
def test_a_state_has_one_name_in_capitals_and_without_accents(name: str) -> None:
    assert state_name(name.upper().replace("’", "'")) == name
    assert state_name(f"the {name}.") == name
