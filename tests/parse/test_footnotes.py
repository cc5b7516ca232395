"""Footnotes in full."""

from __future__ import annotations

import pytest

from etl.model import Note
from etl.parse.footnotes import expand_footnotes, resolve_ibid


@pytest.mark.parametrize(
    ("source", "text", "expanded"),
    [
        (
            "United Nations, Treaty Series, vol. 1465, No. 24841.",
            "Ibid., vol. 1249, No. 20378.",
            "United Nations, Treaty Series, vol. 1249, No. 20378.",
        ),
        ("Resolution 55/25, annex I.", "Ibid., annex III.", "Resolution 55/25, annex III."),
        (
            "See resolution 2200 A (XXI), annex.",
            "Ibid.",
            "See resolution 2200 A (XXI), annex.",
        ),
        (
            (
                "See Official Records of the General Assembly, Seventy-second Session, Supplement No. 53 "
                "(A/72/53), chap. V, sect. A."
            ),
            "Ibid., Seventy-fourth Session, Supplement No. 53 (A/74/53), chap. V, sect. A.",
            (
                "See Official Records of the General Assembly, Seventy-fourth Session, Supplement No. 53 "
                "(A/74/53), chap. V, sect. A."
            ),
        ),
        (
            (
                "See Official Records of the Economic and Social Council, 2006, Supplement No. 5 "
                "(E/2006/25), chap. I, sect. B."
            ),
            "Ibid., 2009, Supplement No. 5 (E/2009/25), chap. I, sect. B.",
            (
                "See Official Records of the Economic and Social Council, 2009, Supplement No. 5 "
                "(E/2009/25), chap. I, sect. B."
            ),
        ),
    ],
)
def test_ibid_keeps_what_it_does_not_name_anew(source: str, text: str, expanded: str) -> None:
    assert resolve_ibid(text, source) == expanded


def test_a_chain_of_ibid_is_followed_note_by_note() -> None:
    footnotes, issues = expand_footnotes(
        [
            Note("4", "United Nations, Treaty Series, vol. 1465, No. 24841."),
            Note("5", "Ibid., vol. 1249, No. 20378."),
            Note("6", "Ibid., vol. 1577, No. 27531."),
        ]
    )
    assert footnotes[2].text_expanded == "United Nations, Treaty Series, vol. 1577, No. 27531."
    assert footnotes[2].text == "Ibid., vol. 1577, No. 27531."
    assert issues == []


def test_ibid_after_a_lost_note_stays_as_printed_and_tells_so() -> None:
    footnotes, issues = expand_footnotes([Note("4", "Resolution 55/25."), Note("7", "Ibid.")])
    assert footnotes[1].text_expanded == "Ibid."
    assert [issue.code for issue in issues] == ["ibid_without_source"]


def test_a_note_named_by_its_number_is_put_in_full() -> None:
    footnotes, _ = expand_footnotes(
        [Note("1", "Resolution 217 A (III)."), Note("2", "See footnote 1.")]
    )
    assert footnotes[1].text_expanded == "See Resolution 217 A (III)."
