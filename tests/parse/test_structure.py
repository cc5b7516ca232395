"""Labels, kinds and parents, on the shapes that the United Nations' files really have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.model import Block, BlockKind, ClauseKind, Document, Metadata, SourceFormat
from etl.parse import parse
from etl.parse.structure import build_clauses
from tests.parse.conservation import words_of_document, words_of_resolution

PP, OP, AX = ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE, ClauseKind.ANNEX


def heading(text: str, part: ClauseKind = OP, number: str = "") -> Block:
    return Block(BlockKind.HEADING, text, number=number, part=part)


def paragraph(text: str, number: str = "", part: ClauseKind = OP) -> Block:
    return Block(BlockKind.PARAGRAPH, text, number=number, part=part, level=0)


def bold(text: str, part: ClauseKind = OP) -> Block:
    return replace(paragraph(text, part=part), emphasis_end=len(text))


def labels(*blocks: Block) -> list[str]:
    return [clause.label for clause in build_clauses(blocks).clauses]


def parents(*blocks: Block) -> list[str | None]:
    return [clause.parent_label for clause in build_clauses(blocks).clauses]


@pytest.mark.parametrize(
    "formula",
    [
        "The General Assembly,",
        "The General Assembly",
        "L’Assemblée générale,",
        "La Asamblea General,",
        "Генеральная Ассамблея,",
        "إن الجمعية العامة،",
        "大会，",
        "安全理事会，",
    ],
)
def test_the_enacting_formula_is_no_clause(formula: str) -> None:
    blocks = (paragraph(formula, part=PP), paragraph("Approves the report."))
    assert labels(*blocks) == ["OP1"]


def test_a_list_goes_on_behind_the_headings_that_divide_it() -> None:
    blocks = (  # 79/323, annex
        paragraph("Endorses the outcome.", "1."),
        heading("Annex", AX),
        paragraph("We commit to strengthen fiscal systems:", "27.", AX),
        bold("Transparency and accountability in fiscal systems", AX),
        paragraph("We commit to strengthen tax systems;", "(a)", AX),
        paragraph("We will promote budget transparency;", "(b)", AX),
        bold("Capacity support", AX),
        paragraph("We will scale up support.", "(c)", AX),
        bold("Another chapter", AX),
        paragraph("We will begin anew.", "(a)", AX),
    )
    assert labels(*blocks) == [
        "OP1", "AX1.27", "AX1.27(a)", "AX1.27(b)", "AX1.27(c)", "AX1.p1(a)",
    ]  # fmt: skip
    assert parents(*blocks) == [None, None, "AX1.27", "AX1.27", "AX1.27", None]


def test_a_numbered_paragraph_of_an_annex_goes_on_behind_its_colon() -> None:
    blocks = (  # 75/284, annex
        heading("Annex", AX),
        paragraph("Commit to the principle by:", "64.", AX),
        paragraph("Creating a safe environment;", "(d)", AX),
        paragraph("Increasing the proportion of services:", "(e)", AX),
        paragraph("30 per cent of testing and treatment services;", part=AX),
        paragraph("80 per cent of HIV prevention services;", part=AX),
        paragraph("Encouraging peer-led responses.", "(f)", AX),
        paragraph("Commit to eliminating stigma.", "65.", AX),
        paragraph("We adopt this declaration.", part=AX),
    )
    assert labels(*blocks) == [
        "AX1.64", "AX1.64(d)", "AX1.64(e)", "AX1.64+1", "AX1.64+2", "AX1.64(f)", "AX1.65", "AX1.p1",
    ]  # fmt: skip


def issues(*blocks: Block) -> list[str]:
    return [issue.code for issue in build_clauses(blocks).issues]


def test_a_recital_coded_as_operative_is_given_back_and_told() -> None:
    blocks = (  # 76/245
        paragraph("Recalling its resolution 75/243,", part=PP),
        paragraph("Having further considered the notes by the Secretary-General,"),
        paragraph("Reaffirms its resolution;", "1."),
    )
    assert labels(*blocks) == ["PP1", "PP2", "OP1"]
    assert issues(*blocks) == ["recital_given_back"]


def test_an_operative_paragraph_without_number_is_no_recital() -> None:
    blocks = (  # 80/236 A
        paragraph("Recalling its resolution 44/198,", part=PP),
        paragraph("Approves, with effect from 1 January 2026, the revised scale;"),
        paragraph("Recalling section I.B of its resolution 51/216,", part=PP),
        paragraph("Reaffirms the range;", "1."),
    )
    assert [clause.kind for clause in build_clauses(blocks).clauses] == [PP, OP, PP, OP]


def test_what_stands_before_paragraph_1_is_told() -> None:
    blocks = (paragraph("Resolves that:"), paragraph("The Fund shall be established;", "1."))
    assert labels(*blocks) == ["OP0", "OP1"]
    assert issues(*blocks) == ["unnumbered_before_first"]


def test_a_letter_whose_list_lost_its_beginning_is_told() -> None:
    blocks = (  # 80/116
        paragraph("Having received the opinion, in which the Court found that:", part=PP),
        paragraph("To respect and protect all medical personnel,", "(v)", PP),
        paragraph("To respect the prohibition on starvation,", "(vi)", PP),
        paragraph("Israel has an obligation under human rights law,", "(b)", PP),
        paragraph("Israel has an obligation to cooperate,", "(c)", PP),
    )
    assert labels(*blocks) == ["PP1", "PP1(v)", "PP1(vi)", "PP1(b)", "PP1(c)"]
    assert "letter_out_of_order" in issues(*blocks)


def test_a_declaration_printed_in_the_body_is_an_annexed_text() -> None:
    blocks = (
        paragraph("Adopts the following political declaration:"),
        heading("Political declaration on lights"),
        paragraph("We, Heads of State and Government, have met:"),
        paragraph("We commit to light lamps;", "1."),
        heading("Annex I", AX),
        paragraph("A list of lamps.", "1.", AX),
    )
    structure = build_clauses(blocks)
    assert [clause.label for clause in structure.clauses] == ["OP1", "AX1.p1", "AX1.1", "AX2.1"]
    assert [clause.kind for clause in structure.clauses] == [OP, AX, AX, AX]


def test_what_a_numbered_paragraph_announces_stays_its_own() -> None:
    blocks = (
        paragraph("Decides to amend the statute to read:", "1."),
        heading("Article 10"),
        paragraph("The Commission shall establish:"),
        paragraph("Scales;", "(a)"),
        heading("Article 11"),
        paragraph("The Commission shall also establish:"),
        paragraph("Rates;", "(a)"),
        paragraph("Also decides to wait.", "2."),
    )
    assert labels(*blocks) == ["OP1", "OP1+1", "OP1+1(a)", "OP1+2", "OP1+2(a)", "OP2"]
    assert parents(*blocks) == [None, "OP1", "OP1+1", "OP1", "OP1+2", None]


def test_numbers_within_a_paragraph_are_items_of_its_list() -> None:
    blocks = (
        *(paragraph("Decides;", f"{number}.") for number in range(1, 4)),
        paragraph("Approves the following agenda:", "4."),
        paragraph("Opening.", "1."),
        paragraph("Closing.", "2."),
        paragraph("Decides to meet.", "5."),
    )
    assert labels(*blocks)[3:] == ["OP4", "OP4(1)", "OP4(2)", "OP5"]


def test_what_stands_before_paragraph_1_is_not_paragraph_1() -> None:
    blocks = (
        paragraph("Resolves that, for 2030:"),
        paragraph("Income shall be spent;", "1."),
        paragraph("Spending shall be told.", "2."),
    )
    assert labels(*blocks) == ["OP0", "OP1", "OP2"]
    assert parents(*blocks) == [None, "OP0", "OP0"]


def test_unnumbered_operative_paragraphs_are_counted_or_continue() -> None:
    blocks = (
        paragraph("Takes note of the report;"),
        paragraph("Decides to remain seized of the matter."),
    )
    assert labels(*blocks) == ["OP1", "OP2"]
    continued = (
        paragraph("Requests the Secretary-General:", "1."),
        paragraph("To count;", "(a)"),
        paragraph("and to report;"),
    )
    assert labels(*continued) == ["OP1", "OP1(a)", "OP1+1"]


def test_bullets_and_table_rows_belong_to_the_paragraph_before_them() -> None:
    row = replace(paragraph("Large ship | 12"), table=1)
    blocks = (
        paragraph("Sets the fees:", "3."),
        paragraph("small ships", "•"),
        heading("A. Large ships"),
        row,
        paragraph("Decides to wait.", "4."),
    )
    assert labels(*blocks) == ["OP3", "OP3+1", "OP3+2", "OP4"]


def test_resolutions_a_and_b_are_told_apart() -> None:
    blocks = tuple(
        replace(block, division=letter)
        for letter in "AB"
        for block in (
            heading(letter),
            paragraph("Recalling its resolution,", part=PP),
            paragraph("Decides to act.", "1."),
        )
    )
    assert labels(*blocks) == ["A.PP1", "A.OP1", "B.PP1", "B.OP1"]


def test_recitals_coded_as_operative_go_back_to_the_preamble() -> None:
    blocks = (
        paragraph("Recalling its request for an opinion:", part=PP),
        paragraph("What are the obligations?"),
        paragraph("Of whom?", "(b)"),
        paragraph("Welcoming the opinion,", part=PP),
        paragraph("Decides to act.", "1."),
    )
    assert labels(*blocks) == ["PP1", "PP2", "PP2(b)", "PP3", "OP1"]


def test_the_last_recital_coded_as_operative_is_a_recital() -> None:
    blocks = (
        paragraph("Recalling its resolution,", part=PP),
        paragraph("Having considered the note,"),
        paragraph("Notes the note;", "1."),
    )
    assert labels(*blocks) == ["PP1", "PP2", "OP1"]


def test_a_number_without_its_stop_is_lifted_before_a_verb_of_request() -> None:
    blocks = (
        paragraph("Decides to act;", "1."),
        paragraph("2 Calls upon States to act;"),
        paragraph("3 ships sail;"),
    )
    assert labels(*blocks) == ["OP1", "OP2", "OP2+1"]


def test_a_number_left_in_the_text_is_lifted_where_it_follows_on() -> None:
    blocks = (
        paragraph("Decides to act;", "1."),
        paragraph("2.\u200e Reaffirms its decision;"),
        paragraph("1. Not a paragraph;"),
        paragraph("3 .Recognizes the need for better understanding;"),
    )
    structure = build_clauses(blocks)
    assert [clause.label for clause in structure.clauses] == ["OP1", "OP2", "OP2+1", "OP3"]
    assert structure.clauses[3].text == "Recognizes the need for better understanding;"
    assert structure.clauses[1].text == "Reaffirms its decision;"


@pytest.mark.parametrize(
    ("enumerators", "wanted"),
    [
        (("a)", "b)"), ("OP1(a)", "OP1(b)")),
        (("а)", "б)", "в)"), ("OP1(а)", "OP1(б)", "OP1(в)")),
        (("(أ)", "(ب)"), ("OP1(أ)", "OP1(ب)")),
        (("(一)", "(二)"), ("OP1(一)", "OP1(二)")),
        (("(h)", "(i)", "(j)"), ("OP1(h)", "OP1(i)", "OP1(j)")),
        (("(z)", "(aa)", "(ab)"), ("OP1(z)", "OP1(aa)", "OP1(ab)")),
    ],
)
def test_letters_of_any_script_are_one_level(
    enumerators: Sequence[str], wanted: Sequence[str]
) -> None:
    items = (paragraph("…;", enumerator) for enumerator in enumerators)
    assert labels(paragraph("…:", "1."), *items) == ["OP1", *wanted]


BLOCKS = st.lists(
    st.builds(
        Block,
        st.sampled_from(BlockKind),
        st.sampled_from(
            ["Decides:", "Recalling it,", "II", "Annex", "Rule 7", "“3. A lamp;”", "3. Notes;"]
        ),
        number=st.sampled_from(
            ["", "1.", "2.", "3.", "(a)", "(i)", "(ii)", "•", "IV", "а)", "1.2"]
        ),
        part=st.sampled_from(ClauseKind),
        level=st.sampled_from([None, 0, 1]),
        division=st.sampled_from(["", "A"]),
        table=st.sampled_from([0, 0, 1]),
    ),
    min_size=1,
)


@given(BLOCKS)
def test_whatever_the_blocks_no_word_is_lost_and_no_label_given_twice(blocks: list[Block]) -> None:
    blocks.append(paragraph("Decides to close."))
    metadata = Metadata(symbol="A/RES/85/1", language="en", organ="General Assembly")
    document = Document(SourceFormat.AKOMA_NTOSO, metadata, tuple(blocks))
    resolution = parse(document)
    seen: set[str] = set()
    for clause in resolution.clauses:
        assert clause.label not in seen
        assert clause.parent_label is None or clause.parent_label in seen
        seen.add(clause.label)
    assert words_of_resolution(resolution) == words_of_document(document)
