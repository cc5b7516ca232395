"""What pdftotext and pdfminer print out of its place: last lines, page heads, and marks."""

from __future__ import annotations

import pytest

from tests.sources.conversions import body, text_of

LONG = """\
Also reaffirms the Financial Regulations and Rules of the United Nations, and requests the Secretary-
General to see to it that they are applied in all of the duty stations of the Organization without any
exception, and in particular at the regional commissions and at the offices away from Headquarters, so
that the resources that Member States have provided are used for the purposes that the General Assembly
approved;"""


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (
            "42/211;",
            "Reaffirms the established budgetary procedures and methodologies, based on 41/213 and",
        ),
        (
            "Criminal Court;",
            "Invites regional organizations to conclude cooperation agreements with the International",
        ),
    ],
)
def test_a_last_line_above_its_paragraph_is_put_behind_it(end: str, start: str) -> None:
    text = f"1. Decides to act;\n2.\n{end}\n\n{start}\n\n3.\n\n{LONG}\n\n4. Decides so.\n"
    resolution = body(text)
    assert text_of(resolution, "OP2") == f"{start} {end}"
    assert text_of(resolution, "OP3").endswith("purposes that the General Assembly approved;")
    assert "line_displaced" in {issue.code for issue in resolution.issues}


def test_a_short_paragraph_stays_where_it_is() -> None:
    text = f"1. Decides to act;\n2. Notes it;\n\n{LONG}\n\n4. Decides so.\n"
    assert text_of(body(text), "OP2") == "Notes it;"


def test_a_page_head_whose_last_line_comes_first_is_no_text() -> None:
    title = (
        "Use of mercenaries as a means of violating human rights and impeding the exercise of the "
        "right of peoples to self-determination"
    )
    text = (
        "1. Requests the Secretary-General to report on the use of mercenaries as a means of acting in\n"
        "\n74-22034 (E)    230121\n\nA/RES/78/234\npeoples to self-determination\n\n"
        "Use of mercenaries as a means of violating human rights and impeding the exercise of the "
        "right of\n\nall of the States;\n\n2. Decides so.\n"
    )
    assert text_of(body(text, title), "OP1").endswith("a means of acting in all of the States;")


NOTES = "\n_____\n1 See A/75/32.\n2 See A/75/89.\n3 See A/75/90.\n"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        # After a year that the sentence goes on from, and where no list counts down.
        ("Conferences for 2020 2 and the report", "Conferences for 2020 and the report"),
        ("children under 5, 2 and that without", "children under 5, and that without"),
        # Figures.
        ("paragraphs 1, 2 and 3 of the report", "paragraphs 1, 2 and 3 of the report"),
        ("posts in subprogramme 2, Countries", "posts in subprogramme 2, Countries"),
        ("not to abolish 2 posts of Officer", "not to abolish posts of Officer"),
    ],
)
def test_a_number_set_off_is_a_mark_where_order_and_words_allow(printed: str, read: str) -> None:
    text = f"1. Recalls the report;1\n2. Notes the {printed};\n3. Decides so;3\n4. Acts.\n{NOTES}"
    assert text_of(body(text), "OP2") == f"Notes the {read};"


def test_two_marks_side_by_side_are_two_where_no_note_bears_the_number() -> None:
    text = f"1. Recalls the Covenant,12 and the Convention;3\n2. Decides so.\n{NOTES}"
    resolution = body(text)
    assert text_of(resolution, "OP1") == "Recalls the Covenant, and the Convention;"
    (clause,) = [one for one in resolution.clauses if one.label == "OP1"]
    assert [(one.mark, one.char_offset) for one in clause.references] == [
        ("1", 21),
        ("2", 21),
        ("3", 41),
    ]
    assert "marks_run_together" in {issue.code for issue in resolution.issues}


def test_a_mark_of_two_digits_is_one_where_a_note_bears_it() -> None:
    notes = "_____\n" + "".join(f"{mark} See A/75/{mark}.\n" for mark in range(1, 13))
    marks = "".join(f"{mark}. Recalls the report,{mark} and so on;\n" for mark in range(1, 13))
    resolution = body(f"{marks}13. Decides so.\n{notes}")
    assert [one.mark for clause in resolution.clauses for one in clause.references] == [
        str(mark) for mark in range(1, 13)
    ]


def test_a_name_without_hyphen_is_left_as_it_is() -> None:
    text = (
        "1. Welcomes measures of counter-terrorism and the counter-terrorism committee;\n"
        "2. Notes the work of the Global Counterterrorism Forum and its counterterrorism;\n"
        "3. Notes that rights are interrelated, inter alia, and peace related.\n"
    )
    resolution = body(text)
    assert text_of(resolution, "OP2") == (
        "Notes the work of the Global Counterterrorism Forum and its counter-terrorism;"
    )
    assert "interrelated" in text_of(resolution, "OP3")
