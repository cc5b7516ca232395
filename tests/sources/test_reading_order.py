"""Line numbers, columns and endnotes of word processors change nothing of what is read."""

from __future__ import annotations

import re
import textwrap
import time
from pathlib import Path

import pytest

from etl.sources import read_document
from etl.sources.columns import in_reading_order
from tests.sources.conversions import read

HEAD = """\
Resolution adopted by the General Assembly on 4 December 2023
[on the report of the First Committee (A/78/412, para. 7)]
78/64. Convention on Prohibitions or Restrictions on the Use of Certain Conventional Weapons
"""
BODY = [
    "The General Assembly,",
    (
        "Recalling with satisfaction the adoption and entry into force of the Convention on "
        "Prohibitions or Restrictions on the Use of Certain Conventional Weapons{i} and its amended "
        "article 1, the Protocol on Non-Detectable Fragments (Protocol I),{ii} and the results of "
        "the Sixth Review Conference of 2021,{iii}"
    ),
    (
        "Recalling the role played by the International Committee of the Red Cross in the "
        "elaboration of the Convention and the Protocols thereto, and welcoming the particular "
        "efforts of various international, non-governmental and other organizations,"
    ),
    (
        "1. Calls upon all States that have not yet done so to take all measures to become parties, "
        "as soon as possible, to the Convention and the Protocols thereto, as amended, with a view "
        "to achieving the widest possible adherence to these instruments at an early date;"
    ),
    (
        "2. Calls upon all High Contracting Parties to the Convention that have not yet done so to "
        "express their consent to be bound by the Protocols to the Convention and the amendment "
        "extending the scope of the Convention to armed conflicts of a non-international character;"
    ),
    "3. Emphasizes the importance of the universalization of the Protocol;",
    (
        "4. Welcomes additional ratifications and acceptances of or accessions to the Convention, as "
        "well as consents to be bound by the Protocols thereto;"
    ),
    "5. Decides to remain seized of the matter.",
]
CLOSING = "42nd plenary meeting\n4 December 2023\n"
NOTES = (
    "United Nations, Treaty Series, vol. 1342, No. 22495.",
    "Ibid., vol. 2260, No. 22495.",
    "See CCW/CONF.VI/11.",
)
MARKS = {"i": "", "ii": "", "iii": ""}


def print_lines(width: int) -> list[str]:
    """The body as print, its paragraphs set in."""
    lines = []
    for paragraph in BODY:
        printed = paragraph.format(**MARKS)
        lines += ["", *textwrap.wrap(printed, width, initial_indent="    ")]
    return lines


def texts(text: str) -> list[tuple[str, str, int]]:
    return [(one.label, one.text, one.line) for one in read(text).clauses]


def words(text: str) -> list[tuple[str, str]]:
    return [(label, text) for label, text, _ in texts(text)]


PLAIN = "\n".join([HEAD, *print_lines(90), "", CLOSING])


def test_the_print_is_read() -> None:
    assert [label for label, _ in words(PLAIN)] == ["PP1", "PP2", "OP1", "OP2", "OP3", "OP4", "OP5"]


@pytest.mark.parametrize("form", ["{:>3}  {}", "{:>4}   {}", "{} {}", "{}| {}", "{}\t{}"])
def test_numbers_before_every_line_are_no_text(form: str) -> None:
    lines = [form.format(number, line) for number, line in enumerate(PLAIN.split("\n"), 1)]
    if "|" in form:
        lines = [line.replace("|", " ") for line in lines]
    assert texts("\n".join(lines)) == texts(PLAIN)


def test_numbers_that_begin_anew_on_every_page_are_no_text() -> None:
    lines = PLAIN.split("\n")
    pages = [lines[:20], lines[20:]]
    numbered = [
        "\n".join(f"{number:>2}   {line}" for number, line in enumerate(page, 1)) for page in pages
    ]
    assert words("\n\f".join(numbered)) == words(PLAIN)


def test_numbers_before_every_fifth_line_are_no_text() -> None:
    lines = [
        f"{number:>2}   {line}" if number % 5 == 0 else f"     {line}"
        for number, line in enumerate(PLAIN.split("\n"), 1)
    ]
    assert texts("\n".join(lines)) == texts(PLAIN)


def test_numbers_apart_from_their_lines_are_no_text() -> None:
    lines = PLAIN.split("\n")
    column = "\n".join(map(str, range(1, len(lines) + 1)))
    assert words(f"{column}\n\n{PLAIN}") == words(PLAIN)


def test_paragraphs_that_lost_their_stops_keep_their_numbers() -> None:
    text = PLAIN.replace("\n\n    ", "\n")
    bare = re.sub(r"(?m)^(\d)\. ", r"\1 ", text)
    assert in_reading_order(bare).text == bare


def two_columns(lines: list[str], width: int) -> str:
    """Lay print side by side, the second half of it to the right of the first."""
    half = (len(lines) + 1) // 2
    rows = zip(lines[:half], [*lines[half:], ""], strict=False)
    return "\n".join(f"{left:<{width + 4}}{right}".rstrip() for left, right in rows)


@pytest.mark.parametrize("width", [44, 52, 60])
def test_the_left_column_of_a_page_is_read_before_the_right_one(width: int) -> None:
    lines = print_lines(width)
    page = f"{HEAD}\n{two_columns([*lines, '', *CLOSING.splitlines()], width)}"
    assert words(page) == words("\n".join([HEAD, *lines, "", CLOSING]))


@pytest.mark.parametrize("width", [44, 52])
def test_each_page_of_columns_is_read_by_itself(width: int) -> None:
    lines = [*print_lines(width), "", *CLOSING.splitlines()]
    cut = len(lines) * 3 // 5
    pages = [HEAD + "\n" + two_columns(lines[:cut], width), two_columns(lines[cut:], width)]
    assert words("\n\f".join(pages)) == words("\n".join([HEAD, *lines]))


def test_lines_in_columns_keep_the_numbers_that_they_have_in_the_file() -> None:
    width = 52
    page = f"{HEAD}\n{two_columns(print_lines(width), width)}\n\n{CLOSING}"
    for _, text, line in texts(page):
        opening = " ".join(text.split()[:2])
        assert opening in " ".join(page.split("\n")[line - 1].split())


def test_justified_lines_with_gaps_are_no_columns() -> None:
    lines = [re.sub(" ", "   ", line, count=6) for line in print_lines(90)]
    text = "\n".join([HEAD, *lines, "", CLOSING])
    assert in_reading_order(text).text == text


@pytest.mark.parametrize(
    ("mark", "note"), [("[{}]", "[{}] {}"), ("\\[{}\\]", "\\[{}\\] {}"), ("{}", "{} {}")]
)
def test_endnotes_in_roman_numerals_are_notes(mark: str, note: str) -> None:
    marks = {numeral: mark.format(numeral) for numeral in MARKS}
    paragraphs = [paragraph.format(**marks) for paragraph in BODY]
    notes = [note.format(*one) for one in zip(MARKS, NOTES, strict=True)]
    resolution = read("\n\n".join([HEAD, *paragraphs, CLOSING, *notes]))
    assert [(one.label, one.text) for one in resolution.clauses] == words(PLAIN)
    assert [(one.mark, one.text) for one in resolution.footnotes] == [
        (str(place), text) for place, text in enumerate(NOTES, 1)
    ]
    assert [one.mark for one in resolution.clauses[0].references] == ["1", "2", "3"]
    assert "marks_of_other_style" in {one.code for one in resolution.issues}


def test_letters_of_a_list_are_no_endnotes() -> None:
    text = PLAIN.replace("4. Welcomes", "i A reason\nii Another\n4. Welcomes")
    assert "marks_of_other_style" not in {one.code for one in read(text).issues}


LINE = "all of the 12 States that are members of the Union and of the others"


@pytest.mark.parametrize(
    "form",
    [
        HEAD + "\nThe General Assembly,\n\n1. Calls upon\n{}",
        HEAD + "\nThe General Assembly,\n\n1. Acts;\n\n_____\n1 See the report of\n{}",
        HEAD + "\n*The General Assembly,*\n\n1. *Calls upon*\n\n{}",
    ],
    ids=["a clause", "a note", "Markdown"],
)
def test_lines_without_end_take_time_in_proportion(form: str) -> None:
    def seconds(count: int) -> float:
        text = form.format("\n".join([LINE] * count)).encode()
        began = time.process_time()
        read_document(text, "text")
        return time.process_time() - began

    seconds(100)
    short = max(min(seconds(500) for _ in range(2)), 0.02)
    assert seconds(2000) < short * 10


def test_every_line_of_a_seed_is_in_order_already() -> None:
    for path in (Path(__file__).parents[2] / "seeds").glob("*.txt"):
        text = path.read_text(encoding="utf-8")
        assert in_reading_order(text).text == text
