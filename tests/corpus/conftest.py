"""The corpus, read and parsed once for all tests of this folder."""

from __future__ import annotations

import tarfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.model import Document, Resolution
from etl.parse import parse
from etl.sources.akoma_ntoso import read


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file of the corpus: its path in the archive, and what was made of it."""

    path: str
    document: Document
    resolution: Resolution


@pytest.fixture(scope="session")
def corpus_archive(reference_folder: Path) -> Path:
    """The archive with the corpus; the test is skipped without it."""
    archive = reference_folder / "corpus" / "ga-resolutions-en.tar.xz"
    if not archive.is_file():
        pytest.skip(f"needs {archive}")
    return archive


@pytest.fixture(scope="session")
def corpus(corpus_archive: Path) -> list[Parsed]:
    """Every XML file of the corpus, in the order of the archive."""
    parsed = []
    with tarfile.open(corpus_archive) as archive:
        for member in archive:
            stream = archive.extractfile(member) if member.name.endswith(".xml") else None
            if stream is not None:
                document = read(stream.read())
                parsed.append(Parsed(member.name, document, parse(document)))
    return parsed


@pytest.fixture(scope="session")
def corpus_file(corpus_archive: Path, corpus: list[Parsed]) -> dict[str, bytes]:
    """The bytes of a few files of the corpus by symbol."""
    wanted = {
        one.path: one.resolution.symbol
        for one in corpus
        if one.resolution.symbol in {"A/RES/76/172", "A/RES/78/217"}
    }
    found = {}
    with tarfile.open(corpus_archive) as archive:
        for path, symbol in wanted.items():
            stream = archive.extractfile(path)
            if stream is not None:
                found[symbol] = stream.read()
    return found
