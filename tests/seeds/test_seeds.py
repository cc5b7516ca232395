"""The five documents that the project ships with are read as a careful reader reads them."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from etl.model import Resolution
from etl.parse import parse
from etl.sources import read_document

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"
GOLDEN = sorted(path.stem for path in HERE.glob("*.jsonl"))


@cache
def golden(name: str) -> list[dict[str, Any]]:
    """The rows of a golden document."""
    text = (HERE / f"{name}.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def rows(name: str, kind: str) -> list[dict[str, Any]]:
    """The rows of one kind, without the word that says so."""
    return [
        {k: v for k, v in row.items() if k != "row"} for row in golden(name) if row["row"] == kind
    ]


@cache
def parsed(name: str) -> Resolution:
    """The seed of that name as the program reads it."""
    (path,) = SEEDS.glob(f"{name}.*")
    return parse(read_document(path.read_bytes(), path.name))


def test_the_golden_documents_hold_354_clauses_and_108_footnotes() -> None:
    assert [len(rows(name, "clause")) for name in GOLDEN] == [27, 33, 70, 101, 123]
    assert [len(rows(name, "footnote")) for name in GOLDEN] == [13, 1, 22, 35, 37]


@pytest.mark.parametrize("name", GOLDEN)
def test_every_clause_is_read_word_for_word_with_its_marks(name: str) -> None:
    found = [
        {
            "label": clause.label,
            "kind": str(clause.kind),
            "text": clause.text,
            "references": [
                [reference.mark, reference.char_offset] for reference in clause.references
            ],
        }
        for clause in parsed(name).clauses
    ]
    for got, expected in zip(found, rows(name, "clause"), strict=False):
        assert got == expected
    assert len(found) == len(rows(name, "clause"))


@pytest.mark.parametrize("name", GOLDEN)
def test_every_footnote_is_read_as_printed(name: str) -> None:
    found = [{"mark": note.mark, "text": note.text} for note in parsed(name).footnotes]
    assert found == rows(name, "footnote")


@pytest.mark.parametrize("name", GOLDEN)
def test_what_a_document_says_of_itself_is_read(name: str) -> None:
    (expected,) = rows(name, "resolution")
    resolution = parsed(name)
    found = {key: getattr(resolution.metadata, key) for key in expected if key != "previous_symbol"}
    adopted = found["adopted_on"]
    found["adopted_on"] = adopted.isoformat() if isinstance(adopted, date) else adopted
    found["previous_symbol"] = resolution.previous_symbol
    assert found == expected


def test_a_hyphen_lost_at_a_line_end_is_restored_and_told() -> None:
    resolution = parsed("A_RES_62_156")
    told = [issue for issue in resolution.issues if "Inter" in issue.message]
    assert told, [issue.code for issue in resolution.issues]


def test_each_repair_of_a_seed_is_told_with_its_line() -> None:
    told = {issue.code for issue in parsed("A_RES_62_156").issues}
    assert len(told) > 3
    assert all(issue.line >= 0 for issue in parsed("A_RES_62_156").issues)
