"""What pdftotext, pdfminer, PyMuPDF, pandoc, MarkItDown and LibreOffice made of resolutions.

The excerpts are theirs, of resolutions laid out as the United Nations print them.
"""

from __future__ import annotations

import pytest

from etl.errors import DocumentRejected
from etl.model import Resolution
from tests.sources.conversions import read

HEAD = """\
Resolution adopted by the General Assembly on 22 December 2023
[on the report of the Third Committee (A/78/478, para. 33)]
78/234. {title}

The General Assembly,
Recalling all its previous resolutions on the comprehensive follow-up to the World Conference,

"""
CLOSING = "\n50th plenary meeting\n22 December 2023\n"
LONG_TITLE = (
    "A global call for concrete action for the elimination of racism, racial discrimination, "
    "xenophobia and related intolerance"
)


def labels(resolution: Resolution) -> list[str]:
    return [clause.label for clause in resolution.clauses]


def text_of(resolution: Resolution, label: str) -> str:
    return next(clause.text for clause in resolution.clauses if clause.label == label)


def body(text: str, title: str = "A global call", closing: str = CLOSING) -> Resolution:
    return read(HEAD.format(title=title) + text + closing)


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


def test_lists_that_word_numbers_have_letters() -> None:
    text = """\
**76/248. Unforeseen and extraordinary expenses for 2022**

*The General Assembly*

1. *Authorizes* the Secretary-General to enter into commitments for:
   1. Such commitments as relate to the maintenance of peace and security;
   2. Such commitments as the President of the Court certifies relate to:
      1. The designation of ad hoc judges (Statute, Article 31);
      2. The calling of witnesses (Statute, Article 50);
   3. Such commitments as are required for security measures;
2. *Resolves* that the Secretary-General shall report thereon.

*54th plenary meeting*

*24 December 2021*
"""
    resolution = read(text)
    assert labels(resolution) == [
        "OP1", "OP1(a)", "OP1(b)", "OP1(b)(i)", "OP1(b)(ii)", "OP1(c)", "OP2",
    ]  # fmt: skip
    assert "enumerators_of_other_style" in {issue.code for issue in resolution.issues}


def test_a_list_that_word_numbers_above_the_first_paragraph_has_letters() -> None:
    text = """\
**76/29. Implementation of the Convention**

*The General Assembly*,

*Convinced* that the Convention has reinforced its role as regards:

1.  International peace and security,

2.  The use of chemical weapons by:

    1.  States;

    2.  Others,

*Noting* the impact of the disease,

1.  *Reaffirms* its condemnation;

2.  *Condemns* the use of a toxic chemical as a weapon:

    1.  The use of it on 24 August 2016;

and stresses the importance of it;

1.  *Emphasizes* the universality of the Convention;

2.  *Decides* to remain seized of the matter.

*45th plenary meeting*

*6 December 2021*
"""
    resolution = read(text)
    assert labels(resolution) == [
        "PP1", "PP1(a)", "PP1(b)", "PP1(b)(i)", "PP1(b)(ii)", "PP2",
        "OP1", "OP2", "OP2(a)", "OP2+1", "OP3", "OP4",
    ]  # fmt: skip
    assert "numbers_begun_anew" in {issue.code for issue in resolution.issues}


def test_a_section_begins_to_count_anew() -> None:
    text = """\
# 47/12. Human rights of migrants

*The Human Rights Council,*

## I

1. *Calls upon* States to act;

2. *Requests* a report;

## II

1. *Decides* to remain seized of the matter.

*34th meeting*
*12 July 2021*
"""
    assert labels(read(text)) == ["I.OP1", "I.OP2", "II.OP1"]


def test_a_paragraph_that_markdown_sets_in_is_no_item() -> None:
    text = """\
# 47/12. Human rights of migrants

*The Human Rights Council,*

1. *Calls upon* States to act;

   2. *Decides* to remain seized of the matter.

*34th meeting*
*12 July 2021*
"""
    assert labels(read(text)) == ["OP1", "OP2"]


def test_notes_that_lead_back_to_their_marks_are_no_paragraphs_of_an_annex() -> None:
    text = """\
**77/104. Protection of the environment in relation to armed conflicts**

*The General Assembly*,

1. *Welcomes* the work of the Commission;[[1]](#footnote-1)
2. *Takes note* of the principles.

*47th plenary meeting*

*7 December 2022*

**Annex**

1. The present principles apply before an armed conflict.

1. *Official Records*, *Seventy-seventh Session* (A/77/10). [↑](#footnote-ref-1)
"""
    resolution = read(text)
    assert labels(resolution) == ["OP1", "OP2", "AX1.1"]
    assert [note.mark for note in resolution.footnotes] == ["1"]


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


def test_numbers_that_stand_above_each_other_belong_to_the_paragraphs_below() -> None:
    text = (
        "1.\n\nCondemns the violations of human rights;\n\n2.\n\n(a)\n\n"
        "Expresses its very serious concern about:\n\n"
        "The persistence of continuing reports of violations, including the findings made\n\n"
        "by the commission of inquiry in its report;\n\n(b)\n\nThe refusal to extend an invitation;"
        "\n\n3.\n\nDecides to remain seized of the matter.\n"
    )
    resolution = body(text)
    assert labels(resolution) == ["PP1", "OP1", "OP2", "OP2(a)", "OP2(b)", "OP3"]
    assert text_of(resolution, "OP2(a)").endswith(
        "made by the commission of inquiry in its report;"
    )


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_what_a_paragraph_says_behind_its_list_is_no_item(gap: str) -> None:
    text = gap.join(
        [
            "1. Recalls the adoption of the following decisions:",
            "(a) Decision C-SS-4/DEC.3 of the Conference of the States Parties, entitled as above;",
            "(b) Decision C-25/DEC.9 of the Conference;",
            (
                "and stresses the importance of their implementation, in accordance with the\n"
                "Convention;"
            ),
            "2. Decides to remain seized of the matter.",
        ]
    )
    assert labels(body(text)) == ["PP1", "OP1", "OP1(a)", "OP1(b)", "OP1+1", "OP2"]


def test_a_list_without_letters_has_none_where_others_have() -> None:
    text = (
        "1. Decides that the meetings will be held as follows:\n\n"
        "Thursday, 2 June: from 10 a.m. to 1 p.m.\n\nFriday, 3 June: from 3 to 6 p.m.;\n\n"
        "2. Decides that the dialogues will be as follows:\n\n(a) The first one;\n\n"
        "(b) The second one.\n"
    )
    assert labels(body(text))[1:] == ["OP1", "OP1+1", "OP1+2", "OP2", "OP2(a)", "OP2(b)"]


@pytest.mark.parametrize(
    ("printed", "meant"),
    [
        ("the high-\nlevel political forum", "the high-level political forum"),
        ("the highlevel political forum", "the high-level political forum"),
        ("its nonrecognition of", "its non-recognition of"),
        ("a genderbased one, of gender", "a gender-based one, of gender"),
        ("the interKorean dialogue", "the inter-Korean dialogue"),
        ("the seventysixth session", "the seventy-sixth session"),
        ("the abovementioned resolutions", "the above-mentioned resolutions"),
        ("peaceful anti -racism protests", "peaceful anti-racism protests"),
        ("the period 2017--2021 of it", "the period 2017–2021 of it"),
        (
            "the purposes -- peace and security -- of it",
            "the purposes – peace and security – of it",
        ),
        ("nonetheless the cooperation", "nonetheless the cooperation"),
    ],
)
def test_hyphens_and_dashes_stand_as_they_are_printed(printed: str, meant: str) -> None:
    text = f"1. Notes the high-level meeting and the co-operation;\n2. Recalls {printed}.\n"
    assert text_of(body(text), "OP2") == f"Recalls {meant}."


@pytest.mark.parametrize(
    ("words", "is_mark"),
    [
        ("the minimum acceptable diet, 1 in 5 children", False),
        ("changes to schedules 1 (A) and 1, respectively", False),
        ("Leadership dialogue 1: Reflecting on it", False),
        ("Sustainable Development Goals 1, 5 and 14 of it", False),
        ("Sustainable Development Goals 1 and in line with it", True),
        ("the outcome of its first 1 and second reviews", True),
        ("for Sustainable Development, 1 Member States committed to it", True),
        ("pursuant to resolutions 71/205 1 and 72/190 of it", True),
    ],
)
def test_a_number_that_a_space_sets_off_is_a_mark_where_it_can_be_nothing_else(
    words: str, is_mark: bool
) -> None:
    notes = "\n_____\n1 Resolution 70/1.\n"
    resolution = body(f"1. Notes {words};\n2. Decides to act.\n", closing=CLOSING + notes)
    clause = resolution.clauses[1]
    assert [one.mark for one in clause.references] == (["1"] if is_mark else [])
    assert clause.text == f"Notes {words.replace(' 1', '', 1) if is_mark else words};"
