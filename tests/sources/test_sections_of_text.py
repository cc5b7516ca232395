"""Sections, articles and titles in converted text, with their recitals, acts and titles."""

from __future__ import annotations

import pytest

from tests.sources.conversions import CLOSING, labels, read, text_of

HEAD = """\
Resolution adopted by the General Assembly on 27 December 2019
[on the report of the Special Political and Decolonization Committee (Fourth Committee) (A/74/601)]
74/259. Special subjects relating to the proposed programme budget

The General Assembly,
"""
SECTIONS = """\
I

Request for a subvention to the Institute resulting from the recommendations of its Board on the
programme of work

Having considered the note by the Secretary-General,

1. Takes note of the note by the Secretary-General;

2. Endorses the conclusions and recommendations contained in the report of the Committee;

II

International Trade Centre

Recalling its resolution 74/262 of 27 December 2019 on the proposed programme budget for 2020,

Decides to approve resources in the amount of 18,861,800 dollars proposed under section 13;

III

Residual Special Court

Having considered the report of the Secretary-General,

Having also considered the related report of the Committee,

1. Takes note of the report of the Secretary-General.
"""
ARTICLES = """\
Recalling its resolution 44/198 of 21 December 1989,

1. Decides to amend articles 10 and 11 of the statute of the Commission to read as follows:

{quote}Article 10

The Commission shall make recommendations to the General Assembly on:

(a) The broad principles for the determination of the conditions of service of the staff;

(b) Staff assessment.

Article 11

The Commission shall establish:

(a) The methods by which the principles should be applied;

(b) The post adjustment applicable to each duty station.

2. Reaffirms the authority of the Commission.
"""


def printed(text: str) -> str:
    """Print in lines, without a blank line between paragraphs."""
    return text.replace("\n\n", "\n")


@pytest.mark.parametrize("lines", [SECTIONS, printed(SECTIONS)], ids=["apart", "lines"])
def test_each_section_has_its_recitals_and_its_acts(lines: str) -> None:
    resolution = read(f"{HEAD}{lines}{CLOSING}")
    assert labels(resolution) == [
        "PP1",
        "I.OP1",
        "I.OP2",
        "PP2",
        "II.OP1",
        "PP3",
        "PP4",
        "III.OP1",
    ]
    assert text_of(resolution, "PP1") == "Having considered the note by the Secretary-General,"
    titles = " / ".join(heading.text for heading in resolution.headings)
    assert titles.endswith("II / International Trade Centre / III / Residual Special Court")
    assert "Board on the programme of work" in titles


@pytest.mark.parametrize("quote", ["", "“"])
@pytest.mark.parametrize("lines", [ARTICLES, printed(ARTICLES)], ids=["apart", "lines"])
def test_articles_of_an_amendment_belong_to_its_paragraph(lines: str, quote: str) -> None:
    resolution = read(f"{HEAD}{lines.format(quote=quote)}{CLOSING}")
    assert labels(resolution) == [
        "PP1",
        "OP1",
        *("OP1+1", "OP1+1(a)", "OP1+1(b)"),
        *("OP1+2", "OP1+2(a)", "OP1+2(b)"),
        "OP2",
    ]
    assert [heading.text for heading in resolution.headings] == [f"{quote}Article 10", "Article 11"]


@pytest.mark.parametrize("name", ["Rule 5", "Regulation 3.1", "Principle 3", "Article 12 bis"])
def test_what_is_named_alone_on_a_line_is_a_heading(name: str) -> None:
    text = ARTICLES.format(quote="").replace("Article 11", name)
    assert [heading.text for heading in read(f"{HEAD}{text}{CLOSING}").headings][1] == name


def test_an_article_at_the_end_of_a_line_is_no_heading() -> None:
    text = (
        "Guided by the Charter of the United Nations, and in particular by its preamble and by its\n"
        "Article 10\nand the principles,\n1. Decides to remain seized of the matter, under\n"
        "Article 11\nof the Charter.\n"
    )
    resolution = read(f"{HEAD}{text}{CLOSING}")
    assert resolution.headings == ()
    assert text_of(resolution, "OP1").endswith("under Article 11 of the Charter.")


def test_a_committee_with_two_names_keeps_both() -> None:
    metadata = read(f"{HEAD}{SECTIONS}{CLOSING}").metadata
    assert metadata.committee == (
        "Special Political and Decolonization Committee (Fourth Committee)"
    )
    assert metadata.committee_report == "A/74/601"


def test_what_a_paragraph_says_behind_its_list_is_apart() -> None:
    text = (
        "Recalling its resolution 61/1,\n\n1. Takes note of:\n\n(a) The results;\n\n(b) The costs;\n\n"
        "and its request that all documents be submitted in time;\n\n2. Decides so.\n"
    )
    resolution = read(f"{HEAD}{text}{CLOSING}")
    assert labels(resolution) == ["PP1", "OP1", "OP1(a)", "OP1(b)", "OP1+1", "OP2"]


@pytest.mark.parametrize("mark", ["", "*"], ids=["text", "Markdown"])
def test_an_annex_may_have_the_title_of_the_resolution(mark: str) -> None:
    title = "Special subjects relating to the proposed programme budget"
    text = (
        f"{mark}Recalling{mark} its resolution 61/1,\n\n1. {mark}Adopts{mark} the annex;\n\n"
        f"2. {mark}Decides{mark} so.\n\n54th plenary meeting\n\n27 December 2019\n\nAnnex\n\n{title}\n\n"
        "1. We shall act.\n\n2. We shall report.\n"
    )
    resolution = read(f"{HEAD}\n{text}")
    assert labels(resolution) == ["PP1", "OP1", "OP2", "AX1.1", "AX1.2"]
    assert [heading.text for heading in resolution.headings] == ["Annex", title]
