"""Laws over the whole corpus of General Assembly resolutions (reference data, not in the project).

Taken from the folder in CLAUSE_PROVENANCE_REFERENCE; skipped, and said so, where it is missing.
"""

from __future__ import annotations

import os
import tarfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.model import Document
from etl.parse import parse
from etl.sources.akoma_ntoso import read
from etl.sources.extracts import Extract, merge, read_extract
from tests.sources.akoma_ntoso_twin import (
    printed_characters,
    printed_notes,
    printed_words,
    read_characters,
    read_words,
)
from tests.sources.test_akoma_ntoso_hostile import mutate_and_read

REFERENCE = os.environ.get("CLAUSE_PROVENANCE_REFERENCE")
CORPUS = Path(REFERENCE or "", "corpus", "ga-resolutions-en.tar.xz")
FILES_OF_SESSION = {
    "74": 313, "75": 338, "76": 310, "77": 343, "78": 329, "79": 336, "80": 263, "ES-10": 3,
    "ES-11": 9, "S-32": 1,
}  # fmt: skip
# Short files let more cases be tried in the same time.
LONGEST_MUTATED = 100_000
# Other notes than those of tables, each at its anchor.
FOOTNOTES = 21_999

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not CORPUS.is_file(),
        reason="reference corpus missing: set CLAUSE_PROVENANCE_REFERENCE to its folder",
    ),
]


def members(suffix: str) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(CORPUS) as archive:
        for member in archive:
            if member.name.endswith(suffix) and (stream := archive.extractfile(member)):
                yield member.name, stream.read()


def test_no_word_character_or_note_of_the_corpus_is_lost_or_moved() -> None:
    lost = []
    for name, data in members(".xml"):
        document = read(data)
        notes = [note.text for note in document.notes if note.mark.isdigit()]
        if (
            read_words(document) != printed_words(data)
            or read_characters(document) != printed_characters(data)
            or notes != printed_notes(data)
        ):
            lost.append(name)
    assert lost == []


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, Document]]:
    return [(name, read(data)) for name, data in members(".xml")]


def test_a_mutated_file_of_the_corpus_is_refused_or_read_whole() -> None:
    short = {
        name: data
        for position, (name, data) in enumerate(members(".xml"))
        if position % 10 == 0 and len(data) < LONGEST_MUTATED
    }
    cases, read_whole = mutate_and_read(short)
    assert read_whole > cases // 20


def test_every_session_is_whole(documents: list[tuple[str, Document]]) -> None:
    sessions = Counter(document.metadata.session for _, document in documents)
    assert sessions == FILES_OF_SESSION
    notes = sum(note.mark.isdigit() for _, document in documents for note in document.notes)
    assert notes == FOOTNOTES


def test_every_resolution_says_its_symbol_title_organ_language_and_date(
    documents: list[tuple[str, Document]],
) -> None:
    for name, document in documents:
        metadata = document.metadata
        assert metadata.symbol is not None, name
        assert metadata.title, name
        assert metadata.organ == "General Assembly", name
        assert metadata.adopted_on is not None, name
    languages = Counter(document.metadata.language for _, document in documents)
    assert languages == {"en": len(documents) - 1, "fr": 1}


def test_the_extracts_agree_with_the_xml_and_complete_it(
    documents: list[tuple[str, Document]],
) -> None:
    extracts: dict[str, Extract] = {}
    for _, data in members(".json"):
        extracts.update(read_extract(data))
    merged = [merge(document, extracts) for _, document in documents]
    disagreements = [i for m in merged for i in m.issues if i.code == "extract_disagrees"]
    without = [m.metadata.symbol for m in merged if m.metadata.adoption is None]
    assert (disagreements, without) == ([], [])


def reported_lost(document: Document) -> set[str]:
    """The marks that are reported to have no note."""
    reported = (issue for issue in parse(document).issues if issue.code == "mark_without_note")
    return {issue.message.split()[2] for issue in reported}


def test_every_mark_lies_in_its_text_and_has_its_note(
    documents: list[tuple[str, Document]],
) -> None:
    for name, document in documents:
        known = {note.mark for note in document.notes}
        for block in document.blocks:
            offsets = [reference.char_offset for reference in block.references]
            assert offsets == sorted(offsets), name
            assert all(0 <= offset <= len(block.text) for offset in offsets), name
            lost = {reference.mark for reference in block.references} - known
            assert not lost or lost <= reported_lost(document), (name, block.text)
