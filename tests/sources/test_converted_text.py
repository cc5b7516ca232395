"""Ways of printing that converted text has beside those of the rendered faults."""

from __future__ import annotations

import pytest

from etl.errors import DocumentRejected
from etl.model import Resolution
from etl.parse import parse
from etl.sources import read_document

HEAD = """\
Resolution adopted by the General Assembly on 18 December 2007
62/901.	Protection of migrants

"""
RECITAL = "	Recalling all its previous resolutions on the protection of migrants{mark},"
WORD_TEXT = f"""\
{HEAD}	The General Assembly,
{RECITAL}
	Reaffirming that all human beings are born free and equal in dignity and rights,
	1.	Calls upon States to promote effectively the human rights of all migrants;
	2.	Decides to remain seized of the matter.
76th plenary meeting
18 December 2007
"""
MARKDOWN = """\
# 47/12. Human rights of migrants

*The Human Rights Council,*

*Guided by* the purposes and principles of the Charter of the United
Nations,

*Recalling* all previous resolutions on the human rights of migrants,
{between}
1. *Reaffirms* the duty of States to promote and protect effectively the
human rights of all migrants{mark} who are

{page_end}

under their jurisdiction;

2. *Decides* to remain seized of the matter.

*34th meeting*
*12 July 2021*
"""


def read(text: str) -> Resolution:
    return parse(read_document(text.encode(), "text"))


def codes(resolution: Resolution) -> list[str]:
    return [issue.code for issue in resolution.issues]


@pytest.mark.parametrize("mark", ["[1]", " [1]"])
def test_marks_in_brackets_are_lifted_where_a_note_bears_them(mark: str) -> None:
    read_back = read(WORD_TEXT.format(mark=mark) + "\n[1] Resolution 217 A (III).\n")
    first = read_back.clauses[0]
    assert first.text == RECITAL.format(mark="").strip()
    assert [(one.mark, one.char_offset) for one in first.references] == [("1", len(first.text) - 1)]
    assert [(note.mark, note.text) for note in read_back.footnotes] == [
        ("1", "Resolution 217 A (III).")
    ]
    assert codes(read_back) == ["mark_in_brackets"]


def test_a_number_in_brackets_that_no_note_bears_is_text() -> None:
    assert "migrants [1]," in read(WORD_TEXT.format(mark=" [1]")).clauses[0].text


def test_marks_in_brackets_leave_the_title() -> None:
    text = WORD_TEXT.format(mark="[1]").replace("Protection of migrants\n", "Protection [1]\n")
    assert read(text + "\n[1] A/62/439.\n").metadata.title == "Protection"


def test_what_stands_behind_the_closing_lines_is_told() -> None:
    read_back = read(WORD_TEXT.format(mark="") + "\ni See A/62/439, para. 4.\nii Ibid.\n")
    issue = next(one for one in read_back.issues if one.code == "text_after_closing")
    assert "“i See A/62/439, para. 4.”" in issue.message
    assert issue.line == 12


def test_what_metadata_are_read_off_is_not_told() -> None:
    behind = "Agenda item 67 (b)\nA/RES/62/901\n[on the report of the Third Committee (A/62/439)]\n"
    read_back = read(WORD_TEXT.format(mark="") + behind)
    assert "text_after_closing" not in codes(read_back)
    assert read_back.metadata.committee_report == "A/62/439"


@pytest.mark.parametrize("heading", ["Annex", "ANNEX", "Annex II", "ANNEX: Terms of reference"])
def test_an_annex_is_known_by_its_heading(heading: str) -> None:
    annex = f"\n{heading}\n	1.	The body shall meet once a year.\n"
    read_back = read(WORD_TEXT.format(mark="") + annex)
    assert read_back.clauses[-1].label == "AX1.1"
    assert read_back.headings[-1].text == heading


def test_a_statement_of_adoption_on_two_lines_is_no_title() -> None:
    text = WORD_TEXT.format(mark="").replace(
        HEAD,
        "Resolution 2334 (2016)\n\nAdopted by the Security Council at its 7853rd meeting, on\n"
        "23 December 2016\n\n",
    )
    read_back = read(text.replace("The General Assembly", "The Security Council"))
    assert read_back.symbol == "S/RES/2334 (2016)"
    assert read_back.metadata.title is None


@pytest.mark.parametrize(
    "between", ["GE.21-10271(E)\n\n\\*2110271\\*\n", "GE.21-10271\n", "V.21-04271 (E)\n"]
)
def test_job_numbers_of_every_duty_station_are_cut_out(between: str) -> None:
    text = MARKDOWN.format(between=f"\n{between}", mark="", page_end="A/HRC/RES/47/12")
    recital = read(text).clauses[1].text
    assert recital == "Recalling all previous resolutions on the human rights of migrants,"


def test_a_note_of_markdown_is_known_without_its_raised_mark() -> None:
    text = MARKDOWN.format(
        between="",
        mark="<sup>1</sup>",
        page_end="1 See General Assembly resolution 71/1.\n\n2",
    )
    read_back = read(text)
    assert read_back.clauses[2].text.endswith("all migrants who are under their jurisdiction;")
    assert [note.text for note in read_back.footnotes] == ["See General Assembly resolution 71/1."]
    assert "note_not_raised" in codes(read_back)


def test_markdown_within_fences_of_code_is_read() -> None:
    text = MARKDOWN.format(between="", mark="", page_end="A/HRC/RES/47/12")
    fenced = read(f"\n```markdown\n{text}\n```\n")
    assert [clause.text for clause in fenced.clauses] == [
        clause.text for clause in read(text).clauses
    ]
    assert fenced.clauses[0].line == read(text).clauses[0].line + 2


def test_markdown_without_blank_lines_is_parted_where_clauses_begin() -> None:
    lines = """\
*The Human Rights Council,*
*Recalling* all its previous resolutions on the rights of
migrants,
*Noting* that migrants move,
1. *Calls upon* States to act;
2. *Requests* the Secretary-General:
(a) To report to the Council on items
(b) and (c) of its agenda;
(b) To publish the report;
3. *Decides* to remain seized of the matter.
*34th meeting*
*12 July 2021*
"""
    head = "# 47/12. Human rights of migrants\n\n"
    clauses = read(head + lines).clauses
    assert [(clause.label, clause.line) for clause in clauses] == [
        ("PP1", 4), ("PP2", 6), ("OP1", 7), ("OP2", 8), ("OP2(a)", 9), ("OP2(b)", 11), ("OP3", 12),
    ]  # fmt: skip
    assert clauses[4].text == "To report to the Council on items (b) and (c) of its agenda;"
    indented = "".join(f"        {line}\n" for line in (head + lines).splitlines())
    assert read(indented).clauses == clauses


def test_a_formula_that_a_line_ends_within_is_one() -> None:
    text = MARKDOWN.format(between="", mark="", page_end="A/HRC/RES/47/12")
    glued = text.replace(
        "# 47/12. Human rights of migrants\n\n*The Human",
        "**47/12. Human rights of migrants***The\nHuman",
        1,
    )
    assert glued != text
    assert [c.text for c in read(glued).clauses] == [c.text for c in read(text).clauses]


@pytest.mark.parametrize("separator", ["\x0b\n", "\u2028\n", "\x85\n"])
def test_other_line_breaks_beside_the_line_ends_change_nothing(separator: str) -> None:
    text = MARKDOWN.format(between="", mark="", page_end="A/HRC/RES/47/12")
    assert read(text.replace("\n", separator)).clauses == read(text).clauses


def test_an_organs_name_alone_on_a_line_of_a_sentence_is_text() -> None:
    narrow = """\
Recalling all its previous resolutions,
and those that the
General Assembly
adopted on the rights of migrants,"""
    text = WORD_TEXT.format(mark="").replace(RECITAL.format(mark=""), f"	{narrow}")
    assert "those that the General Assembly adopted" in read(text).clauses[0].text


def test_rows_of_a_table_in_markdown_are_blocks_of_their_paragraph() -> None:
    table = "| Body | Share |\n| --- | --- |\n| Red | 10 |\n| | 2 |\n"
    text = MARKDOWN.format(between="", mark="", page_end="A/HRC/RES/47/12").replace(
        "2. *Decides*", f"2. *Sets* the shares:\n\n{table}\n3. *Decides*"
    )
    clauses = {clause.label: clause.text for clause in read(text).clauses}
    assert list(clauses)[2:] == ["OP1", "OP2", "OP2+1", "OP2+2", "OP2+3", "OP3"]
    assert clauses["OP2+1"] == "Body | Share"
    assert clauses["OP2+2"] == "Red | 10"
    assert clauses["OP2+3"] == "2"


def test_a_page_header_set_as_a_table_is_cut_out() -> None:
    header = "| A/HRC/RES/47/12 | 2/15 |\n| --- | --- |"
    plain = MARKDOWN.format(between="", mark="", page_end="A/HRC/RES/47/12")
    framed = MARKDOWN.format(between="", mark="", page_end=header)
    assert [one.text for one in read(framed).clauses] == [one.text for one in read(plain).clauses]


@pytest.mark.parametrize(
    ("formula", "language"),
    [
        ("L’Assemblée générale,", "fr"),
        ("*L'Assemblée générale,*", "fr"),
        ("La Asamblea General,", "es"),
        ("Генеральная Ассамблея,", "ru"),
        ("大会，", "zh"),
        ("إن الجمعية العامة،", "ar"),
    ],
)
def test_text_in_another_language_is_refused_with_its_language(formula: str, language: str) -> None:
    with pytest.raises(
        DocumentRejected, match=rf"another language than English \({language}\)"
    ) as no:
        read(f"61/165. Protection\n\n{formula}\n\nRappelant cela,\n")
    assert no.value.line == 3
    assert "Akoma Ntoso" in no.value.hint
