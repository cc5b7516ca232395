"""What pdftotext, pdfminer, PyMuPDF, pandoc, MarkItDown and LibreOffice made of the pages and parts of resolutions.

The excerpts are theirs, of resolutions laid out as the United Nations print them.
"""

from __future__ import annotations

import pytest

from etl.errors import DocumentRejected
from tests.sources.conversions import CLOSING, body, labels, read, text_of

LONG_TITLE = (
    "A global call for concrete action for the elimination of racism, racial discrimination, "
    "xenophobia and related intolerance"
)


@pytest.mark.parametrize(
    "head",
    [
        (
            "A/RES/78/234\nA global call for concrete action for the elimination of racism, racial\n"
            "discrimination, xenophobia and related intolerance"
        ),
        (
            "A/RES/78/234        A global call for concrete action for the elimination of racism,\n"
            "racial discrimination, xenophobia and related intolerance"
        ),
        (
            "A/RES/78/234A global call for concrete action for the elimination of racism, racial\n"
            "discrimination, xenophobia and related intolerance"
        ),
        (
            "A global call for concrete action for the elimination of racism, racial discrimination,\n"
            "xenophobia and related intolerance                 A/RES/78/234"
        ),
    ],
)
def test_a_pages_head_over_several_lines_is_no_text(head: str) -> None:
    text = (
        "1. Requests the Human Rights Council to consider the means by which the\n"
        f"2/8\n78-22103\n\f{head}\n"
        "Chair-Rapporteur may ensure the commencement of the negotiations;\n"
        "2. Decides to remain seized of the matter.\n"
    )
    resolution = body(text, LONG_TITLE)
    assert text_of(resolution, "OP1") == (
        "Requests the Human Rights Council to consider the means by which the Chair-Rapporteur may "
        "ensure the commencement of the negotiations;"
    )


def test_a_line_of_a_sentence_that_is_the_title_is_text() -> None:
    title = "Situation of human rights in the Republic"
    text = (
        "Taking note also of the comprehensive report of the Secretary-General on the\n"
        "situation of human rights in the Republic\n"
        "submitted in accordance with resolution 73/180,\n\n"
        "Decides to remain seized of the matter.\n"
    )
    assert "situation of human rights in the Republic" in text_of(body(text, title), "PP2")


@pytest.mark.parametrize("wrapped", ["The General Assembly\n\n", "*The General Assembly*\n\n"])
def test_a_formula_without_comma_is_known_by_the_act_that_follows(wrapped: str) -> None:
    text = (
        "76/248. Unforeseen and extraordinary expenses for 2022\n\n"
        + wrapped
        + "1. Authorizes the "
        "Secretary-General to enter into commitments;\n\n2. Resolves that he shall report.\n\n"
        "54th plenary meeting\n24 December 2021\n"
    )
    assert labels(read(text)) == ["OP1", "OP2"]


def test_two_resolutions_under_one_symbol_have_their_letters() -> None:
    text = """\
77/256. United Nations common system

A

The General Assembly,

Recalling its resolution 74/255 A,

1. Recalls its resolutions 44/198 and 45/259;

2. Requests the Commission to continue.

B

The General Assembly,

Recalling its resolution 44/198,

1. Takes note of the work of the Commission.

56th plenary meeting
30 December 2022
"""
    resolution = read(text)
    assert labels(resolution) == ["A.PP1", "A.OP1", "A.OP2", "B.PP1", "B.OP1"]
    with pytest.raises(DocumentRejected, match="a second resolution begins here"):
        read(text.replace("\nB\n", "\n"))


def test_the_date_of_adoption_alone_closes_a_text() -> None:
    text = (
        "Resolution adopted by the General Assembly on 13 July 2020\n"
        "74/296. Global service delivery model\n\nThe General Assembly,\n\n"
        "Decides to keep the question under review.{between}\n\n13 July 2020\n"
    )
    resolution = read(text.format(between=""))
    assert text_of(resolution, "OP1") == "Decides to keep the question under review."
    dated = text.format(between=" It was adopted on\n\n13 July 2020 by all.")
    assert "13 July 2020 by all." in text_of(read(dated), "OP1")


def test_the_title_is_the_one_whose_number_has_its_stop() -> None:
    title = (
        "75/290. Review of the implementation of General Assembly resolution\n"
        "72/305 on the strengthening of the Council"
    )
    text = f"{title}\n\nThe General Assembly,\n\nDecides to act.\n\n87th plenary meeting\n"
    resolution = read(text)
    assert resolution.symbol == "A/RES/75/290"
    assert resolution.metadata.title == " ".join(title.split()[1:])


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_titles_of_an_annex_stand_above_its_paragraphs(gap: str) -> None:
    lines = [
        "1. Takes note of the principles annexed to the present resolution.",
        CLOSING.strip(),
        "Annex",
        "Principles on protection of the environment in relation to armed conflicts",
        "Part one",
        "Introduction",
        "Principle 1",
        "Scope",
        (
            "The present principles apply to the protection of the environment before, during or "
            "after\nan armed conflict, including in situations of occupation."
        ),
        "Principle 2",
        "Measures to enhance the protection of the environment",
        (
            "1. States shall, pursuant to their obligations under international law, take all the\n"
            "measures that are effective."
        ),
        (
            "2. In addition, States should take further measures, as appropriate, to enhance it in\n"
            "relation to armed conflicts."
        ),
    ]
    resolution = body(gap.join(lines), closing="\n")
    assert labels(resolution)[2:] == ["AX1.p1", "AX1.1", "AX1.2"]
    assert [heading.text for heading in resolution.headings][-5:] == [
        "Introduction",
        "Principle 1",
        "Scope",
        "Principle 2",
        "Measures to enhance the protection of the environment",
    ]


def test_an_annex_under_its_title_alone_is_read() -> None:
    annex = "\nPolitical declaration on HIV and AIDS\n\n1. In order to get on track we act.\n"
    resolution = body("1. Adopts the declaration annexed hereto.\n", closing=CLOSING + annex)
    assert labels(resolution)[1:] == ["OP1", "AX1.1"]
    notes = "\nNotes\n\n1. Resolution 217 A (III).\n"
    assert labels(body("1. Adopts it.1\n", closing=CLOSING + notes))[1:] == ["OP1"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_text_that_the_body_adopts_and_prints_is_an_annex(between: str) -> None:
    title = "Declaration on the commemoration of the anniversary"
    text = between.join(
        [
            f"75/1. {title}",
            "The General Assembly",
            "Adopts the following declaration:",
            title,
            "1.",
            "We, the Heads of State and Government, have gathered to commemorate the anniversary.",
            "2.",
            "Born out of the horrors of the war, the United Nations is a common endeavour.",
            "3rd plenary meeting",
        ]
    )
    assert labels(read(text)) == ["OP1", "AX1.1", "AX1.2"]


def test_a_line_of_an_annex_that_begins_with_a_number_is_no_note() -> None:
    annex = (
        "\nAnnex\n\n1. We express concern that five of six new infections among adolescents aged 15–\n"
        "19 years are among girls, and that the same is true for the others.\n"
    )
    resolution = body("1. Adopts the declaration.1\n", closing=CLOSING + annex)
    assert "aged 15–19 years are among girls" in text_of(resolution, "AX1.1")


def test_a_note_of_unusual_form_at_a_pages_foot_is_none_of_its_text() -> None:
    text = (
        "1. Decides that the meeting shall provide for the multilateral agreements;1\n"
        "2. Decides that the meetings will be held in June;\n"
        "1 For the purposes of the meeting, the agreements shall be the Basel Convention.\n"
        "2/8\n\fA/RES/78/234\n"
        "3. Decides to remain seized of the matter.\n"
    )
    resolution = body(text)
    assert labels(resolution) == ["PP1", "OP1", "OP2", "OP3"]
    assert text_of(resolution, "OP2") == "Decides that the meetings will be held in June;"
    assert resolution.footnotes[0].text.startswith("For the purposes of the meeting")
