"""The reader of the United Nations' XML on small documents written for these tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from etl.errors import DocumentRejected
from etl.model import BlockKind, ClauseKind, Document, SponsorStep, Subject, VoteCast
from etl.sources.akoma_ntoso import read
from tests.sources.akoma_ntoso_twin import (
    printed_characters,
    printed_notes,
    printed_words,
    read_characters,
    read_words,
)

DATA = Path(__file__).parent / "data" / "akn"
RESOLUTIONS = sorted(path.stem for path in DATA.glob("*.xml") if "statement" not in path.stem)
RECALLING = (
    "Recalling its resolutions 83/148 of 18 December 2028 and 2334 (2016) of 23 December 2016,"
)
ENDORSES = "Endorses the report, the rules and customs and all that stands there, and decides:"
PP, OP, AX = ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE, ClauseKind.ANNEX


def data_of(name: str) -> bytes:
    return (DATA / f"{name}.xml").read_bytes()


def document(name: str) -> Document:
    return read(data_of(name))


def outline(found: Document) -> list[tuple[ClauseKind | None, int | None, str, str]]:
    return [
        (block.part, block.level, block.number, block.text)
        for block in found.blocks
        if block.kind is BlockKind.PARAGRAPH
    ]


def headings(found: Document) -> list[tuple[str, str]]:
    return [(b.number, b.text) for b in found.blocks if b.kind is BlockKind.HEADING]


@pytest.mark.parametrize("name", RESOLUTIONS)
def test_every_printed_word_stands_in_exactly_one_block_in_order(name: str) -> None:
    assert read_words(document(name)) == printed_words(data_of(name))


@pytest.mark.parametrize("name", RESOLUTIONS)
def test_every_printed_character_is_kept_and_marks_stand_where_they_stood(name: str) -> None:
    assert read_characters(document(name)) == printed_characters(data_of(name))


@pytest.mark.parametrize("name", RESOLUTIONS)
def test_every_footnote_is_kept_word_for_word(name: str) -> None:
    coded = [note.text for note in document(name).notes if note.mark[0].isdigit()]
    assert coded == printed_notes(data_of(name))


def test_preamble_lists_and_operative_paragraphs_keep_number_part_and_level() -> None:
    assert outline(document("general_assembly_en")) == [
        (PP, 0, "", "The General Assembly,"),
        (PP, 0, "", RECALLING),
        (PP, 0, "", "Noting with satisfaction the work of keepers of lights on all coasts,"),
        (PP, 0, "", "Bearing in mind the rocks, which cover 40 km2,"),
        (PP, 0, "", "Convinced that a light serves:"),
        (PP, 1, "(a)", "The ship that sees it,"),
        (PP, 1, "(b)", "The harbour that lit it,"),
        (OP, 0, "1.", "Calls upon coastal States to keep their lights burning;"),
        (OP, 0, "2.", "Requests the Secretary-General:"),
        (OP, 1, "(a)", "To count the lights;"),
        (OP, 1, "(b)", "To report on:"),
        (OP, 2, "(i)", "Those that burn;"),
        (OP, 2, "(ii)", "Those that do not;"),
        (OP, 1, "(c)", "To publish the list;"),
        (OP, 0, "", "and to keep it up to date;"),
        (OP, 0, "3.", "Decides to remain seized of the matter; see A/85/1 and A/85/7."),
    ]  # fmt: skip


def test_a_number_before_a_heading_belongs_to_it_and_alone_is_a_heading() -> None:
    assert headings(document("general_assembly_en")) == [("I", "Lights and buoys"), ("", "II")]


def test_marks_are_offsets_in_the_folded_text_and_powers_are_no_marks() -> None:
    marked = {
        block.text[:9]: [(r.mark, block.text[: r.char_offset][-7:]) for r in block.references]
        for block in document("general_assembly_en").blocks
        if block.references
    }
    assert marked == {
        "Recalling": [("1", "er 2028"), ("2", "r 2016,")],
        "Bearing i": [("2", " rocks,")],
    }


def test_raised_marks_of_flat_files_are_parted_and_ranges_counted_out() -> None:
    endorses = next(b for b in document("flat_session_74_en").blocks if b.number == "1.")
    assert endorses.text == ENDORSES
    assert [(r.mark, endorses.text[: r.char_offset][-7:]) for r in endorses.references] == [
        ("1", "report,"),
        ("2", "customs"), ("3", "customs"),
        ("1", "ll that"), ("2", "ll that"), ("3", "ll that"),
        ("1", " stands"),
    ]  # fmt: skip


def test_flat_sub_paragraphs_get_their_letter_and_no_level() -> None:
    assert outline(document("flat_session_74_en"))[3:] == [
        (OP, 0, "1.", ENDORSES),
        (OP, None, "(a)", "To build a pier;"),
        (OP, None, "(b)", "Also to build:"),
        (OP, None, "(i)", "A crane;"),
        (OP, None, "•", "A bench;"),
        (OP, 0, "", "(a) and (b) above being urgent, both at once;"),
        (OP, 0, "2.", "Decides to wait;"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "number", "opening"),
    [
        ("general_assembly_en", "1.", "Calls upon"),
        ("general_assembly_en", "(a)", ""),
        ("flat_session_74_en", "(b)", "Also"),
        ("general_assembly_fr", "1.", "Prie"),
        ("general_assembly_es", "1.", "Solicita"),
        ("general_assembly_ru", "1.", "просит"),
        ("general_assembly_ar", "1 -", "تطلب"),
        ("general_assembly_zh", "1.", "请"),
    ],
)
def test_the_emphasised_opening_is_measured(name: str, number: str, opening: str) -> None:
    block = next(b for b in document(name).blocks if b.number == number)
    assert block.text[: block.emphasis_end] == opening


def test_an_emphasised_opening_of_two_runs_is_one() -> None:
    block = document("general_assembly_en").blocks[2]
    assert block.text[: block.emphasis_end] == "Noting with satisfaction"


def test_annexes_have_their_own_part_headings_and_numbering() -> None:
    annex = document("annex_and_table_en")
    assert headings(annex) == [("", "Annex"), ("", "Rules of the harbour"), ("I.", "Berths")]
    assert [row for row in outline(annex) if row[0] is AX][:2] == [
        (AX, 0, "1.", "Ships berth in order."),
        (AX, None, "(a)", "Large ones first;"),
    ]


def test_a_table_row_is_a_block_and_its_notes_are_notes() -> None:
    annex = document("annex_and_table_en")
    rows = [block for block in annex.blocks if block.table]
    assert [(row.text, row.table) for row in rows] == [
        ("Fee in resolution 83/280 A,", 1),
        ("Large ship | 106 054", 1),
    ]
    assert [(r.mark, r.char_offset) for r in rows[1].references] == [("a", len("Large ship"))]
    assert [(note.mark, note.text) for note in annex.notes] == [
        ("a", "More than one mast."),
        ("Abbreviations", "Abbreviations: none."),
    ]


def test_a_quoted_amendment_keeps_its_number_in_the_text() -> None:
    assert outline(document("quoted_amendment_en"))[2:4] == [
        (OP, 0, "", "“3. Decides that the lamp is lit at dusk;"),
        (OP, 0, "", "“(a) By the keeper;”"),
    ]


def test_a_lone_unnumbered_paragraph_without_preamble_is_read() -> None:
    assert outline(document("no_preamble_en")) == [(OP, 0, "", "Approves the report.")]


def test_two_resolutions_under_one_symbol_are_divisions_with_preambles_of_their_own() -> None:
    parts = document("parts_a_and_b_en")
    assert [(b.division, b.part, b.number, b.text) for b in parts.blocks] == [
        ("A", None, "", "A"),
        ("A", None, "", "Red lights"),
        ("A", PP, "", "The General Assembly,"),
        ("A", PP, "", "Seeing red lights,"),
        ("A", OP, "1.", "Decides to stop."),
        ("B", None, "", "B"),
        ("B", PP, "", "The General Assembly,"),
        ("B", OP, "I", "Green lights"),
        ("B", PP, "", "Seeing also green lights,"),
        ("B", OP, "1.", "Decides to go."),
    ]


def test_a_mark_used_again_gets_a_mark_of_its_own_and_an_issue() -> None:
    parts = document("parts_a_and_b_en")
    assert [note.mark for note in parts.notes] == ["1", "1 (2)"]
    assert [r.mark for b in parts.blocks for r in b.references] == ["1", "1 (2)"]
    assert [issue.code for issue in parts.issues] == ["mark_used_twice"]


def test_runs_of_one_link_are_one_link_and_wrong_ones_are_reported() -> None:
    found = document("general_assembly_en")
    assert [link.text for link in found.links] == [
        "83/148", "83/148", "2334 (2016)", "A/85/1", "A/85/7"
    ]  # fmt: skip
    assert {issue.code for issue in found.issues} == {
        "sponsors_noted", "link_to_local_drive", "link_disagrees"
    }  # fmt: skip


METADATA = [
    ("general_assembly_en", "A/RES/85/172", "en", "General Assembly", "85", date(2030, 12, 16),
     "53rd", "74 (b)"),
    ("security_council_en", "S/RES/3720 (2030)", "en", "Security Council", "2030",
     date(2030, 12, 22), "9920th", None),
    ("human_rights_council_en", "A/HRC/RES/75/28", "en", "Human Rights Council", "75",
     date(2030, 4, 5), "56th", "9"),
    ("economic_and_social_council_en", "E/RES/2031/2 B", "en", "Economic and Social Council",
     "2031", date(2031, 7, 21), "12th", "14"),
    ("flat_session_74_en", "A/RES/84/10", "en", "General Assembly", "84", date(2029, 12, 3),
     "46th", "13 and 117"),
    ("general_assembly_fr", "A/RES/85/172", "fr", "General Assembly", "85", date(2030, 12, 16),
     "88e", "74 (b)"),
    ("general_assembly_es", "A/RES/85/172", "es", "General Assembly", "85", date(2030, 12, 16),
     "53", "74 (b)"),
    ("general_assembly_ru", "A/RES/85/172", "ru", "General Assembly", "85", date(2030, 12, 16),
     "53", "74 (b)"),
    ("general_assembly_ar", "A/RES/85/172", "ar", "General Assembly", "85", date(2030, 12, 16),
     "53", "74 (ب)"),
    ("general_assembly_zh", "A/RES/85/172", "zh", "General Assembly", "85", date(2030, 12, 16),
     "53", "74 (b)"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "symbol", "language", "organ", "session", "adopted_on", "meeting", "item"), METADATA
)
def test_the_cover_tells_symbol_language_organ_session_date_meeting_and_item(
    name: str,
    symbol: str,
    language: str,
    organ: str,
    session: str,
    adopted_on: date,
    meeting: str,
    item: str | None,
) -> None:
    found = document(name).metadata
    assert (found.symbol, found.language, found.organ) == (symbol, language, organ)
    assert (found.session, found.adopted_on, found.plenary_meeting, found.agenda_item) == (
        session, adopted_on, meeting, item
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "title", "committee", "report", "draft"),
    [
        ("general_assembly_en", "Lighthouses and safety at sea", "Third Committee",
         "A/85/462/Add.2, para. 114", "A/C.3/85/L.52/Rev.1"),
        ("general_assembly_fr", "Les phares", "Third Committee", "A/85/462/Add.2, par. 114", None),
        ("flat_session_74_en", "Harbours", None, None, "A/84/L.2"),
        ("economic_and_social_council_en", "Support to keepers of lights", None, None,
         "E/2031/L.31"),
        ("security_council_en", "Security Council resolution 3720 (2030) [on calm]", None, None,
         "S/2030/1029"),
    ],
)  # fmt: skip
def test_a_draft_stands_for_itself_and_a_report_for_its_committee(
    name: str, title: str, committee: str | None, report: str | None, draft: str | None
) -> None:
    found = document(name).metadata
    assert (found.title, found.committee) == (title, committee)
    assert (found.committee_report, found.draft_symbol) == (report, draft)


def test_the_date_of_issuance_is_never_the_date_of_adoption() -> None:
    data = data_of("general_assembly_en")
    for stated in (b"2030-12-16", b"16 December 2030"):
        data = data.replace(stated, b"0001-01-01")
    found = read(data)
    assert found.metadata.adopted_on is None
    assert "no_adoption_date" in {issue.code for issue in found.issues}


def test_the_printed_date_wins_over_the_coded_one() -> None:
    found = document("no_preamble_en")
    assert found.metadata.adopted_on == date(2030, 12, 16)
    assert [issue.code for issue in found.issues] == ["adoption_dates_disagree"]


def test_a_symbol_of_another_resolution_is_reported() -> None:
    found = read(data_of("no_preamble_en").replace(b">85/6.<", b">85/7.<"))
    assert found.metadata.symbol == "A/RES/85/6"
    assert "symbol_disagrees" in {issue.code for issue in found.issues}


def test_sponsors_are_split_into_states_and_remarks_left_out() -> None:
    draft, additional, recommended, adopted = document("general_assembly_en").metadata.steps
    assert draft == SponsorStep(
        "draftResolution",
        "A/C.3/85/L.52/Rev.1, as orally revised",
        ("Antigua and Barbuda", "Bolivia (Plurinational State of)", "Côte d’Ivoire",
         "Trinidad and Tobago", "United Kingdom of Great Britain and Northern Ireland"),
        date(2030, 11, 10),
    )  # fmt: skip
    assert additional.by == ("Sao Tome and Principe", "Türkiye", "State of Palestine")
    assert (additional.on, recommended.by, adopted.by) == (None, (), ())


def test_what_adoption_tells_is_no_sponsor() -> None:
    assert [step.by for step in document("security_council_en").metadata.steps] == [
        ("Belgium", "Germany"), ()
    ]  # fmt: skip


def test_subjects_keep_their_vocabulary_and_are_told_once() -> None:
    assert document("general_assembly_en").metadata.subjects == (
        Subject("SDGO", "14", "http://metadata.un.org/sdg/14"),
        Subject("EuroVoc", "marine life", "http://eurovoc.europa.eu/3149"),
        Subject("DHLAUTH", "UN. Office of Lights"),
        Subject("A/85/251", "LIGHTHOUSES", "74b"),
    )


def test_votes_are_read_by_state_from_the_analysis() -> None:
    adoption = document("general_assembly_en").metadata.adoption
    assert adoption is not None
    assert (adoption.method, adoption.in_favour, adoption.against, adoption.abstaining) == (
        "recorded vote", 2, 0, 1
    )  # fmt: skip
    assert adoption.votes == (
        VoteCast("Bosnia and Herzegovina", "in_favour"),
        VoteCast("Côte d’Ivoire", "in_favour"),
        VoteCast("Netherlands (Kingdom of the)", "abstaining"),
    )


def test_votes_are_read_from_below_the_text_where_the_analysis_has_none() -> None:
    adoption = document("human_rights_council_en").metadata.adoption
    assert adoption is not None
    assert (adoption.in_favour, adoption.against, adoption.abstaining) == (3, 1, 1)
    assert VoteCast("Viet Nam", "in_favour") in adoption.votes


def test_a_text_adopted_without_a_vote_has_no_counts() -> None:
    adoption = document("economic_and_social_council_en").metadata.adoption
    assert adoption is not None
    assert (adoption.method, adoption.in_favour) == ("without a vote", None)


def test_a_presidential_statement_is_no_resolution() -> None:
    with pytest.raises(DocumentRejected, match="presidentialStatement"):
        document("presidential_statement_en")


def test_an_element_that_is_not_known_loses_no_word() -> None:
    data = data_of("no_preamble_en").replace(
        b"<mainBody>", b"<mainBody>stray words<epilogue><p>Kept</p> too</epilogue>"
    )
    found = read(data)
    assert read_words(found) == printed_words(data)
    assert {"unknown_element", "text_between_elements"} <= {i.code for i in found.issues}


def test_another_version_of_the_vocabulary_and_a_prefix_are_read_alike() -> None:
    data = data_of("general_assembly_en").decode()
    other = data.replace("/akn/3.0", "/akn/3.0/CSD13")
    prefixed = (
        data.replace("</", "</akn:").replace("<", "<akn:").replace("<akn:/akn:", "</akn:")
        .replace("<akn:?", "<?").replace(":akn4un:", ":").replace("akn:akn4un", "akn4un")
        .replace("xmlns=", "xmlns:akn=")
    )  # fmt: skip
    assert read(other.encode()) == read(data.encode())
    assert read(prefixed.encode()).blocks == read(data.encode()).blocks
