"""Every question of sql/examples has an answer, and docs/questions.md shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.db.statements import files, header
from tests.examples.questions import PREFACE, QUESTIONS, answer, cell, document, section

FILES = files("examples")
ENOUGH = 12
"""Questions that a reader can expect: a dozen."""


@pytest.fixture(scope="module")
def shown() -> str:
    return QUESTIONS.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_question_is_answered_as_the_document_shows(seeds: str, shown: str, path: Path) -> None:
    answered = answer(seeds, path)
    assert answered.splitlines()[2:], "a question without an answer teaches nothing"
    assert section(path, answered) in shown, (
        "the answer is another now; if it is right: python -m tests.examples.questions"
    )


def test_the_document_holds_nothing_else(shown: str) -> None:
    parts = re.split(r"^(?=## )", shown, flags=re.MULTILINE)
    assert parts[0] == document([]) + "\n"
    assert len(parts[1:]) == len(FILES)


def test_there_are_enough_questions_and_no_two_alike() -> None:
    assert len({header(path.read_text(encoding="utf-8")) for path in FILES}) == len(FILES) >= ENOUGH


def test_the_program_that_the_document_names_is_there() -> None:
    (named,) = re.findall(r"sql/examples/\w+\.sql", PREFACE)
    assert Path(named).name in {path.name for path in FILES}


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (0, "0"),
        (["A/RES/60/169", "A/RES/65/212"], "A/RES/60/169, A/RES/65/212"),
        ([], ""),
        ("a | b", "a \\| b"),
    ],
)
def test_a_cell_reads_like_prose(value: object, read: str) -> None:
    assert cell(value) == read
