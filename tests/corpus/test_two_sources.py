"""The same resolution as Markdown and as XML: one resolution, word for word the same clauses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from etl.link.words import forms, identity
from etl.model import Resolution
from etl.parse import parse
from etl.sources import read_document
from tests.corpus.conftest import Parsed
from tests.sources.whole_program import load_folder, rows_of

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
IN_BOTH = ("A/RES/76/172", "A/RES/78/217")

pytestmark = pytest.mark.slow


def wordings(resolution: Resolution) -> list[tuple[str, str, str]]:
    """Label, kind and words of every clause, words as linking compares them."""
    return [
        (clause.label, clause.kind.value, identity(forms(clause.text)))
        for clause in resolution.clauses
    ]


def markdown_of(symbol: str) -> Path:
    return SEEDS / f"{symbol.replace('/', '_')}.md"


@pytest.mark.parametrize("symbol", IN_BOTH)
def test_the_clauses_of_both_sources_agree_word_for_word(corpus: list[Parsed], symbol: str) -> None:
    markdown = markdown_of(symbol)
    from_markdown = parse(read_document(markdown.read_bytes(), markdown.name))
    from_xml = next(one.resolution for one in corpus if one.resolution.symbol == symbol)
    assert wordings(from_markdown) == wordings(from_xml)


@pytest.mark.parametrize("xml_first", [True, False])
def test_the_better_source_wins_in_either_order(
    database: str, corpus_file: dict[str, bytes], tmp_path: Path, *, xml_first: bool
) -> None:
    for place in ("a", "b"):
        (tmp_path / place).mkdir()
    xml, markdown = (tmp_path / place for place in ("ab" if xml_first else "ba"))
    for symbol in IN_BOTH:
        (xml / f"{symbol.replace('/', '_')}.xml").write_bytes(corpus_file[symbol])
        shutil.copy(markdown_of(symbol), markdown)
    for folder in sorted((xml, markdown)):
        load_folder(database, folder)
    query = "select symbol, format, status, reason from source_document order by 1, 2"
    assert rows_of(database, query) == [
        row
        for symbol in IN_BOTH
        for name in [f"{symbol.replace('/', '_')}.xml"]
        for row in (
            (symbol, "akoma_ntoso", "loaded", None),
            (symbol, "markdown", "superseded", f"{name} is the better source of {symbol} (en)"),
        )
    ]
    counts = "select symbol, count(*) from paragraph join resolution using (resolution_id)"
    assert rows_of(database, f"{counts} group by 1 order by 1") == [
        ("A/RES/76/172", 101),
        ("A/RES/78/217", 123),
    ]
