"""A document reads the same however plausible programs converted it."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from etl.model import Resolution
from etl.parse import parse
from etl.sources import read_document

SEEDS = sorted(
    path
    for path in (Path(__file__).parents[2] / "seeds").iterdir()
    if path.name.startswith("A_RES_")
)
TEXTS = [path for path in SEEDS if path.suffix == ".txt"]
MARKDOWN = [path for path in SEEDS if path.suffix == ".md"]


def read(text: str) -> Resolution:
    return parse(read_document(text.encode(), "text"))


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
NOTES = (
    "Official Records, 2006, Supplement No. 3 (E/2006/23), chap. II.",
    "Resolution 217 A (III).",
)
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


PAGES = """\
2|- 2 -|– 2 –|Page 2|Page 2 of 3|PAGE 2|2/3|2 / 3|p. 2|[2]|[Page 2]|=== Page 2 ===|--- Page 2 ---|…/2\
|/...|A/RES/62/901 Page 2|A/RES/62/901 Protection of migrants|Protection of migrants A/RES/62/901\
|2/3 07-46783""".split("|")


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
