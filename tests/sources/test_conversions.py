"""A document reads the same however plausible programs converted it."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from etl.errors import DocumentRejected
from etl.model import Resolution
from etl.sources import read_document
from tests.sources.conversions import NOTES, PAGES, read

SEEDS = sorted(
    path
    for path in (Path(__file__).parents[2] / "seeds").iterdir()
    if path.name.startswith("A_RES_")
)
TEXTS = [path for path in SEEDS if path.suffix == ".txt"]
MARKDOWN = [path for path in SEEDS if path.suffix == ".md"]


def content(resolution: Resolution) -> list[object]:
    """Everything but lines and issues."""
    clauses = [
        (one.label, one.text, one.number, tuple(one.references)) for one in resolution.clauses
    ]
    notes = [(one.mark, one.text) for one in resolution.footnotes]
    return [clauses, notes, resolution.metadata, resolution.citations]


def entities(text: str) -> str:
    return "".join(f"&#{ord(one)};" if one in "“”’—–é" else one for one in text)


def named_entities(text: str) -> str:
    return text.replace("“", "&ldquo;").replace("”", "&rdquo;").replace("’", "&rsquo;")


LETTERS: dict[str, Callable[[str], str]] = {
    "lines end as on Windows": lambda text: text.replace("\n", "\r\n"),
    "lines end twice": lambda text: text.replace("\n", "\r\r\n"),
    "lines end as on an old Mac": lambda text: text.replace("\n", "\r"),
    "lines end in Unicode's way": lambda text: text.replace("\n", "\u2028"),
    "lines end in an IBM way": lambda text: text.replace("\n", "\x85"),
    "two byte order marks": lambda text: "\ufeff\ufeff" + text,
    "every blank is a no-break one": lambda text: text.replace(" ", "\u00a0"),
    "thin blanks": lambda text: re.sub("(?<=[a-z]) (?=[a-z])", "\u2009", text),
    "soft hyphens in words": lambda text: re.sub("(?<=[a-z]{4})(?=[a-z]{5})", "\u00ad", text),
    "soft hyphens of Word": lambda text: re.sub("(?<=[a-z]{4})(?=[a-z]{5})", "\x1f", text),
    "word joiners": lambda text: re.sub("(?<=[a-z]) (?=[a-z])", "\u2060 ", text),
    "letters kept from joining": lambda text: re.sub("f(?=[fil])", "f\u200c", text),
    "marks of direction": lambda text: f"\u202a{text}\u202c",
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "numbered entities": entities,
    "named entities": named_entities,
    "blanks as entities": lambda text: re.sub(r"(?<=\d) ", "&nbsp;", text),
    "quoted in a mail": lambda text: re.sub("^", "> ", text, flags=re.MULTILINE),
    "quoted twice": lambda text: re.sub("^", ">> ", text, flags=re.MULTILINE),
    "the end of a DOS file": lambda text: text + "\x1a",
    "a formula in capitals": lambda text: text.replace(
        "The General Assembly,", "THE GENERAL ASSEMBLY,", 1
    ),
    "raised letters of Unicode": lambda text: re.sub(
        r"<sup>(\d+)</sup>",
        lambda mark: mark[1].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")),
        text,
    ),
}


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
@pytest.mark.parametrize("way", LETTERS)
def test_other_letters_read_the_same(way: str, path: Path) -> None:
    printed = path.read_text(encoding="utf-8")
    assert content(read(LETTERS[way](printed))) == content(read(printed))


# In the file of 62/156 most numbers stand alone, so that "1)" may stand alone, too.
NUMBERS: dict[str, Callable[[str], str]] = {
    "1)": lambda text: re.sub(r"(?m)^([ \t]*\d{1,3})\.(?=\s)", r"\1)", text),
    "(1)": lambda text: re.sub(r"(?m)^([ \t]*)(\d{1,3})\.(?=\s)", r"\1(\2)", text),
    "1 .": lambda text: re.sub(r"(?m)^([ \t]*\d{1,3})\.(?=[ \t])", r"\1 .", text),
    "l.": lambda text: re.sub(
        r"(?m)^([ \t]*)(\d{1,3})\.(?=[ \t])",
        lambda found: found[1] + found[2].replace("1", "l").replace("0", "O") + ".",
        text,
    ),
    "1": lambda text: re.sub(r"(?m)^([ \t]*\d{1,3})\.(?=[ \t])", r"\1", text),
    "a.": lambda text: re.sub(r"(?m)^([ \t]*(?:- )?)\(([a-z]{1,2})\)(?=[ \t])", r"\1\2.", text),
    "a)": lambda text: re.sub(r"(?m)^([ \t]*(?:- )?)\(([a-z]{1,2})\)(?=[ \t])", r"\1\2)", text),
}


@pytest.mark.parametrize("way", NUMBERS)
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_other_styles_of_numbers_read_the_same(way: str, path: Path) -> None:
    if way in ("(1)", "l.", "1") and path.name == "A_RES_62_156.txt":
        pytest.skip("numbers that drifted out of their lines are known by their stop")
    printed = path.read_text(encoding="utf-8")
    written = NUMBERS[way](printed)
    found, expected = read(written), read(printed)
    assert [(one.label, one.text) for one in found.clauses] == [
        (one.label, one.text) for one in expected.clauses
    ]
    assert [one.text for one in found.footnotes] == [one.text for one in expected.footnotes]


def test_what_no_list_counts_up_to_is_text() -> None:
    text = TEXTS[0].read_text(encoding="utf-8")
    line = "a. Nationals\n\tv. Jordan and Others,"
    changed = text.replace(
        "\tReaffirming also that", f"\tRecalling {line}\n\tReaffirming also that"
    )
    assert changed != text
    assert any("v. Jordan and Others," in one.text for one in read(changed).clauses)


PRINT = """\
62/901. Protection of migrants

   The General Assembly,

   Recalling all its previous resolutions on the protection of migrants, the most
recent of which is resolution 61/165 of 19 December 2006,{mark1} and the work of the
Human Rights Council,

   Reaffirming the Universal Declaration of Human Rights,{mark2} which proclaims that

{notes}

{page}

all human beings are born free and equal in dignity and rights,

   1. Calls upon States to promote effectively the human rights of all migrants;

   2. Requests the Secretary-General:

   (a) To report to the General Assembly on the means for the work of the Council;

   (b) To publish the report;

   3. Decides to remain seized of the matter.

76th plenary meeting
18 December 2007
"""
CLAUSES = [
    (
        "Recalling all its previous resolutions on the protection of migrants, the most recent of "
        "which is resolution 61/165 of 19 December 2006, and the work of the Human Rights Council,"
    ),
    (
        "Reaffirming the Universal Declaration of Human Rights, which proclaims that all human beings "
        "are born free and equal in dignity and rights,"
    ),
    "Calls upon States to promote effectively the human rights of all migrants;",
    "Requests the Secretary-General:",
    "To report to the General Assembly on the means for the work of the Council;",
    "To publish the report;",
    "Decides to remain seized of the matter.",
]


def printed(
    mark: str = "{}", note: str = "{} {}", page: str = "A/RES/62/901", rule: str = "_____\n"
) -> str:
    """The print with the marks, the notes and the page's end in some way of writing."""
    notes = "\n".join(note.format(place, text) for place, text in enumerate(NOTES, 1))
    marks = {"mark1": mark.format(1), "mark2": mark.format(2)}
    return PRINT.format(**marks, notes=rule + notes, page=page)


def assert_is_whole(resolution: Resolution) -> None:
    assert [one.text for one in resolution.clauses] == CLAUSES
    assert [(one.mark, one.text) for one in resolution.footnotes] == [
        ("1", NOTES[0]),
        ("2", NOTES[1]),
    ]
    marks = [mark.mark for one in resolution.clauses for mark in one.references]
    assert marks == ["1", "2"]


@pytest.mark.parametrize("page", [*PAGES, "2 | Page", "Page | 2", "2 | P a g e"])
def test_a_clause_goes_on_behind_every_page_end(page: str) -> None:
    assert_is_whole(read(printed(page=page)))
    assert_is_whole(read(printed(page=f"{page}\n\n\fA/RES/62/901\nEnglish")))


@pytest.mark.parametrize("rule", ["_____\n", "----------\n", "────────\n", "\f", ""])
@pytest.mark.parametrize(
    ("mark", "note"),
    [
        *product(
            ["{}", "^{}", "^{}^", "<sup>{}</sup>"],
            ["{} {}", "{}{}", "{}\n{}", "{}. {}", "{}) {}", "({}) {}"],
        ),
        ("[{}]", "[{}] {}"),
        ("({})", "({}) {}"),
        ("^{}", "^{} {}"),
        ("<sup>{}</sup>", "<sup>{}</sup>{}"),
    ],
)
def test_marks_and_notes_of_every_style_are_found(rule: str, mark: str, note: str) -> None:
    text = printed(mark, note, rule=rule)
    if rule == "" and note in ("{}. {}", "{}) {}", "({}) {}"):
        text = text.replace("Official Records,", "See Official Records,")
        found = read(text).footnotes
        assert [one.text for one in found] == [f"See {NOTES[0]}", NOTES[1]]
        return
    assert_is_whole(read(text))


@pytest.mark.parametrize("digits", ["⁰¹²", "0¹²"])
@pytest.mark.parametrize("note", ["{} {}", "{}{}"])
def test_marks_in_raised_letters_are_found(digits: str, note: str) -> None:
    text = printed("#{}#", f"#{note.replace('{}', '{}#', 1)}")
    raised = re.sub(r"#(\d)#", lambda found: digits[int(found[1])], text)
    assert_is_whole(read(raised))


@pytest.mark.parametrize("power", ["5 km² of land", "3 m³ of water"])
def test_powers_of_units_are_no_marks(power: str) -> None:
    text = printed().replace("the human rights of all migrants;", f"{power};")
    assert any(one.text.endswith(f"{power};") for one in read(text).clauses)


@pytest.mark.parametrize("hyphen", ["-", "\u00ad", "\u2010", "¬"])
def test_words_that_a_conversion_parts_at_line_ends_are_whole(hyphen: str) -> None:
    text = printed()
    for word, cut in (("rights", 3), ("report", 2), ("human", 2), ("dignity", 3)):
        parted = f" {word[:cut]}{hyphen}\n{word[cut:]} "
        text = re.sub(rf" {word} ", parted, text, count=1)
    text = text.replace("promote effectively", f"promote effec{hyphen}\ntively")
    assert text.count(f"{hyphen}\n") >= 3
    assert_is_whole(read(text))


def test_a_compound_keeps_its_hyphen_at_a_line_end() -> None:
    text = printed().replace("promote effectively", "promote in a far-\nreaching way")
    assert "in a far-reaching way" in read(text).clauses[2].text


@pytest.mark.parametrize("word", ["x", "aB3", "1", "x-"])
@pytest.mark.parametrize(
    "text", ["The General Assembly,\n{}", "# Title\n\n*The General Assembly,*\n\n{}"]
)
def test_a_line_without_end_takes_time_in_proportion(word: str, text: str) -> None:
    def seconds(length: int) -> float:
        began = time.process_time()
        read_document(text.format(word * length).encode(), "text")
        return time.process_time() - began

    seconds(1000)
    short = max(seconds(20_000), 0.02)
    assert seconds(80_000) < short * 10


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.name)
def test_a_file_with_two_resolutions_is_refused(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    with pytest.raises(DocumentRejected, match="a second resolution begins") as refused:
        read(f"{text}\n\n{text}")
    assert refused.value.line > len(text.splitlines())
