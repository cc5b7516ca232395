"""Headings: which lines are one, and which of them name a section."""

from __future__ import annotations

from dataclasses import replace

from etl.model import Block, BlockKind, ClauseKind
from etl.parse.structure import build_clauses

PP, OP, AX = ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE, ClauseKind.ANNEX


def heading(text: str, part: ClauseKind = OP, number: str = "") -> Block:
    return Block(BlockKind.HEADING, text, number=number, part=part)


def paragraph(text: str, number: str = "", part: ClauseKind = OP) -> Block:
    return Block(BlockKind.PARAGRAPH, text, number=number, part=part, level=0)


def labels(*blocks: Block) -> list[str]:
    return [clause.label for clause in build_clauses(blocks).clauses]


def test_numbers_that_go_on_through_headings_need_no_section() -> None:
    blocks = (
        heading("I. Lights"),
        paragraph("Notes the report;", "1."),
        heading("II. Buoys"),
        paragraph("Calls upon States to act;", "2."),
    )
    assert labels(*blocks) == ["OP1", "OP2"]


def test_numbers_that_begin_anew_stand_under_their_section() -> None:
    blocks = (
        heading("Lights", number="I"),
        paragraph("Recalling its resolution,", part=PP),
        paragraph("Notes the report;", "1."),
        paragraph("Endorses it;", "2."),
        heading("Buoys", number="II"),
        paragraph("Having considered the note,", part=PP),
        paragraph("Notes the note;", "1."),
        heading("Fog", number="III"),
        paragraph("Decides to wait."),
    )
    assert labels(*blocks) == ["PP1", "I.OP1", "I.OP2", "PP2", "II.OP1", "III.OP1"]
    texts = [found.text for found in build_clauses(blocks).headings]
    assert texts == ["I Lights", "II Buoys", "III Fog"]


def test_rules_numbered_through_the_chapters_need_no_chapter() -> None:
    blocks = (
        heading("Annex", AX),
        heading("I. Representation", AX),
        heading("Rule 1", AX),
        paragraph("Each State has a delegation.", part=AX),
        heading("II. Officers", AX),
        heading("Rule 2", AX),
        paragraph("There is a President.", "1.", AX),
        paragraph("There are deputies.", "2.", AX),
        heading("Rule 3", AX),
        paragraph("The President presides:", "1.", AX),
        paragraph("At the opening;", "(a)", AX),
    )
    assert labels(*blocks) == [
        "AX1.Rule1.p1",
        "AX1.Rule2.1",
        "AX1.Rule2.2",
        "AX1.Rule3.1",
        "AX1.Rule3.1(a)",
    ]


def test_headings_without_a_style_of_their_own_are_headings_all_the_same() -> None:
    blocks = (
        paragraph("I"),
        paragraph("Lights"),
        paragraph("Recalling its resolution,", part=PP),
        paragraph("Notes the report;", "1."),
        paragraph("II"),
        paragraph("Buoys of the northern sea"),
        paragraph("Notes the note.", "1."),
    )
    structure = build_clauses(blocks)
    assert [clause.label for clause in structure.clauses] == ["PP1", "I.OP1", "II.OP1"]
    assert len(structure.headings) == len(("I", "Lights", "II", "Buoys"))
    assert {issue.code for issue in structure.issues} == {"heading_recognised"}


def bold(text: str, part: ClauseKind = OP) -> Block:
    return replace(paragraph(text, part=part), emphasis_end=len(text))


def test_a_line_in_bold_from_end_to_end_is_a_heading() -> None:
    blocks = (  # 80/84 B
        paragraph("Recalling its resolution,", part=PP),
        bold("Countries in special situations", PP),
        paragraph("Underlining that, without stable energy, they are vulnerable,", part=PP),
        bold("Peacebuilding Commission"),
        paragraph("Requests the Secretary-General to report;", "1."),
        bold("Bridging the digital divide"),
        paragraph("Requests the Department to contribute;", "2."),
    )
    structure = build_clauses(blocks)
    assert [clause.label for clause in structure.clauses] == ["PP1", "PP2", "OP1", "OP2"]
    assert [(found.text, found.before) for found in structure.headings] == [
        ("Countries in special situations", 1),
        ("Peacebuilding Commission", 2),
        ("Bridging the digital divide", 3),
    ]


def test_a_plain_line_between_closed_and_numbered_paragraphs_is_a_heading() -> None:
    blocks = (  # 74/263, section XVIII
        paragraph("Decides to reduce resources by 430,800 dollars;", "26."),
        paragraph("United Nations Mission to Support the Hudaydah Agreement"),
        paragraph("Decides to further reduce resources by 794,000 dollars;", "27."),
    )
    assert labels(*blocks) == ["OP26", "OP27"]


def test_lines_of_a_list_are_no_headings() -> None:
    blocks = (  # 78/318
        paragraph("Decides that the themes of the round tables will be the following:", "4."),
        paragraph("Round table 1: Strengthening the three pillars of social development"),
        paragraph("Round table 2: Assessing progress and addressing gaps"),
        paragraph("Decides to meet again;", "5."),
    )
    assert labels(*blocks) == ["OP4", "OP4+1", "OP4+2", "OP5"]
