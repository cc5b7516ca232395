"""What stands behind the closing lines: further ones, an annex, or text that is left out."""

from __future__ import annotations

import pytest

from etl.model import Resolution
from etl.sources.closing import BehindClosing
from etl.sources.fragments import Fragment
from tests.sources.conversions import body, text_of

LINES = [
    ("", "54th plenary meeting"),
    ("", "16 December 2005"),
    ("", "For more information write to us"),
    ("", "Terms of reference of the Committee"),
]


def sorted_lines() -> BehindClosing:
    behind = BehindClosing()
    for place, (number, text) in enumerate(LINES, 1):
        behind.take(Fragment(text, place, number, text))
    return behind


def test_meeting_and_date_are_closing_lines_and_the_rest_is_held() -> None:
    behind = sorted_lines()
    assert [text for _, text in behind.closing] == ["54th plenary meeting", "16 December 2005"]
    assert [line for line, _ in behind.left] == [3, 4]


def test_paragraph_one_under_a_title_begins_an_annex_with_it() -> None:
    behind = sorted_lines()
    begun = behind.annex_from(Fragment("The Committee shall meet.", 5, "1.", "1. The Committee"))
    assert [fragment.line for fragment in begun] == [3, 4, 5]
    assert behind.left == []


@pytest.mark.parametrize(("number", "text"), [("2.", "It shall report."), ("", "It shall meet.")])
def test_other_lines_begin_no_annex(number: str, text: str) -> None:
    behind = sorted_lines()
    assert behind.annex_from(Fragment(text, 5, number, text)) == []
    assert [line for line, _ in behind.left] == [3, 4]


def test_notes_behind_their_heading_are_no_annex() -> None:
    behind = BehindClosing(held=[Fragment("Notes", 3, raw="Notes")])
    assert behind.annex_from(Fragment("A/HRC/1.", 4, "1.", "1. A/HRC/1.")) == []


@pytest.mark.parametrize("mark", ["", "*"], ids=["text", "Markdown"])
def test_what_stands_before_an_annex_is_left_out_and_told(mark: str) -> None:
    def parsed() -> Resolution:
        acts = f"{mark}Decides{mark} to keep the question under review.\n"
        opening = f"{mark}Recalling{mark} also its resolution 60/1,\n\n1. "
        closing = "\n54th plenary meeting\n\n16 December 2005\n\nPrinted at Geneva\n\nAnnex\n\n"
        return body(
            f"{opening}{acts}\n",
            "Rules",
            f"{closing}Terms of reference\n\n1. The Committee shall meet.\n\n2. It shall report.\n",
        )

    resolution = parsed()
    assert text_of(resolution, "AX1.1") == "The Committee shall meet."
    assert not any("Geneva" in heading.text for heading in resolution.headings)
    assert "text_after_closing" in {issue.code for issue in resolution.issues}
