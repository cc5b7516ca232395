"""Markdown reads the same however plausible programs wrote it."""

from __future__ import annotations

import pytest

from tests.sources.conversions import NOTES, PAGES, read

MARKDOWN_TEXT = """\
# 47/12. Human rights of migrants

{formula}

*Recalling* all previous resolutions on the human rights of migrants,{mark1}

1. *Reaffirms* the duty of States to promote and protect effectively the human
rights of all migrants{mark2} who are

{page}

under their jurisdiction;

2. *Decides* to remain seized of the matter.

*34th meeting*

*12 July 2021*

{notes}
"""


def in_markdown(
    mark: str = "<sup>{}</sup>",
    note: str = "<sup>{}</sup> {}",
    page: str = "---",
    formula: str = "*The Human Rights Council,*",
) -> str:
    notes = "\n\n".join(note.format(place, text) for place, text in enumerate(NOTES, 1))
    marks = {"mark1": mark.format(1), "mark2": mark.format(2)}
    return MARKDOWN_TEXT.format(**marks, notes=notes, page=page, formula=formula)


def assert_markdown_is_whole(text: str) -> None:
    resolution = read(text)
    assert [one.text for one in resolution.clauses] == [
        "Recalling all previous resolutions on the human rights of migrants,",
        (
            "Reaffirms the duty of States to promote and protect effectively the human rights of all "
            "migrants who are under their jurisdiction;"
        ),
        "Decides to remain seized of the matter.",
    ]
    assert [one.text for one in resolution.footnotes] == list(NOTES)
    assert [mark.mark for one in resolution.clauses for mark in one.references] == ["1", "2"]
    assert not {"text_after_closing", "mark_without_note"} & {one.code for one in resolution.issues}


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("[^{}]", "[^{}]: {}"),
        ("<sup>[{}](#fn1)</sup>", "<sup>{}</sup> {} [↩](#fnref1)"),
        ("[<sup>{}</sup>](#_ftn1)", "[<sup>{}</sup>](#_ftnref1) {}"),
        ("[\\[{}\\]](#_ftn1)", "[\\[{}\\]](#_ftnref1) {}"),
        ("[[{}]](#_ftn1)", "[[{}]](#_ftnref1) {}"),
        ("[{}](#footnote-1)", "[{}](#footnote-ref-1) {}"),
        ('<sup><a href="#fn1">{}</a></sup>', '<a id="fn1"></a><sup>{}</sup> {}'),
        ("$^{{{}}}$", "$^{{{}}}$ {}"),
        ("${{}}^{{{}}}$", "${{}}^{{{}}}$ {}"),
        ("\\({{}}^{{{}}}\\)", "\\({{}}^{{{}}}\\) {}"),
        ("\\textsuperscript{{{}}}", "\\textsuperscript{{{}}} {}"),
        ("^{}^", "^{}^ {}"),
        ("^{}", "^{} {}"),
        ("<sup>{}</sup>", "{}. {}"),
        ("<sup>{}</sup>", "{} {}"),
        ("<sup>{}</sup>", "- <sup>{}</sup> {}"),
        ("<sup>{}</sup>", "> <sup>{}</sup> {}"),
        ("<sup>{}</sup>", "<small><sup>{}</sup> {}</small>"),
    ],
)
def test_marks_and_notes_of_markdown_are_found(mark: str, note: str) -> None:
    assert_markdown_is_whole(in_markdown(mark, note))


@pytest.mark.parametrize(
    "page",
    [
        *PAGES,
        "\\newpage",
        "\\pagebreak",
        "{2}------------------------------------------------",
        "::: {.page-break}\n:::",
        "<!-- PageBreak -->",
        '<!-- PageNumber="2/3" -->\n\n<!-- PageHeader="A/HRC/RES/47/12" -->',
        "![](_page_1_Picture_0.jpeg)",
        '<span id="page-1-0"></span>',
        "## Page 2",
        "**Page 2 of 3**",
        "&nbsp;\n\nA/HRC/RES/47/12\n\n&nbsp;",
    ],
)
def test_a_clause_of_markdown_goes_on_behind_every_page_end(page: str) -> None:
    page = page.replace("A/RES/62/901", "A/HRC/RES/47/12")
    page = page.replace("Protection of migrants", "Human rights of migrants")
    assert_markdown_is_whole(in_markdown(page=page))


@pytest.mark.parametrize(
    "formula",
    [
        "*The Human Rights Council*,",
        "***The Human Rights Council***,",
        "**THE HUMAN RIGHTS COUNCIL,**",
        "[The Human Rights Council]{.underline},",
        "<i>The Human Rights Council</i>,",
        "\\ *The Human Rights Council,*",
    ],
)
def test_a_formula_is_known_however_it_is_emphasised(formula: str) -> None:
    assert_markdown_is_whole(in_markdown(formula=formula))


def test_a_note_of_several_paragraphs_is_whole() -> None:
    text = in_markdown("[^{}]", "[^{}]: {}").replace(
        "Supplement No. 3 ", "Supplement No. 3\n\n    "
    )
    assert_markdown_is_whole(text)


@pytest.mark.parametrize("hyphen", ["\u00ad", "-"])
def test_a_word_parted_at_a_line_end_of_markdown_is_whole(hyphen: str) -> None:
    text = in_markdown().replace("all previous", f"all pre{hyphen}\nvious")
    if hyphen == "-":
        text = text.replace("who are", "who are previous")
        assert "all previous resolutions" in read(text).clauses[0].text
    else:
        assert_markdown_is_whole(text)
