"""What pdftotext, pdfminer, PyMuPDF, pandoc, MarkItDown and LibreOffice made of paragraphs, lists and words.

The excerpts are theirs, of resolutions laid out as the United Nations print them.
"""

from __future__ import annotations

import pytest

from tests.sources.conversions import CLOSING, body, labels, read, text_of


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


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_bullets_are_no_words_of_their_paragraphs(gap: str) -> None:
    text = gap.join(
        [
            "1. Commits to reach the targets of national programmes:",
            "• 30 per cent of testing and treatment services, with a focus on testing",
            "• 80 per cent of prevention services for populations at high risk",
            "2. Requests him:",
            "(a) To act;",
            "(b) To report.",
        ]
    )
    resolution = body(text)
    assert labels(resolution)[1:] == ["OP1", "OP1+1", "OP1+2", "OP2", "OP2(a)", "OP2(b)"]
    assert text_of(resolution, "OP1+2").startswith("80 per cent")


def test_a_bracketed_mark_behind_its_note_is_one() -> None:
    text = """\
# 74/166. Situation of human rights

*The General Assembly,*

1. *Notes* the reports of the independent experts on accountability in the Republic

[1] A/HRC/34/66/Add.1.

---

of Korea,[1] and other matters of it;

2. *Decides* to remain seized of the matter.
"""
    resolution = read(text)
    assert text_of(resolution, "OP1").endswith("in the Republic of Korea, and other matters of it;")
    assert [note.text for note in resolution.footnotes] == ["A/HRC/34/66/Add.1."]


def test_a_note_of_an_annex_whose_mark_is_not_raised_is_one() -> None:
    text = """\
# 75/290. Review of the forum

*The General Assembly,*

1. *Adopts* the text that is annexed hereto.

*87th plenary meeting*

*25 June 2021*

## Annex

1. The forum promotes sustainable development1

1 Resolution 70/1.

---

in a balanced, holistic and cross-sectoral way.
"""
    resolution = read(text)
    assert text_of(resolution, "AX1.1") == (
        "The forum promotes sustainable development in a balanced, holistic and cross-sectoral way."
    )
    assert [note.text for note in resolution.footnotes] == ["Resolution 70/1."]
