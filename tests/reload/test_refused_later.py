"""Files that were loaded and that newer rules refuse: the end is that of a first load by them."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from etl.errors import DocumentRejected
from etl.model import Document
from etl.sources import read_document
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, symbol, text, write


def refuse_2008(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the rules of now refuse the text of 2008 as it is printed."""

    def read(data: bytes, path: str) -> Document:
        if data == text(2008).encode():
            raise DocumentRejected("it holds two resolutions", path=path, hint="divide it")
        return read_document(data, path)

    monkeypatch.setattr("etl.reading.read_document", read)


def read_by_others(url: str) -> None:
    """Have all documents read by other rules than those of now."""
    rows_of(url, "update source_document set reading_rules = 'others' returning 1")


def first_load(call: Call, url: str, *folders: Path) -> dict[str, list[str]]:
    """What folders come to in an empty database."""
    call("run", *folders, "--dsn", url)
    return natural_rows(url)


def test_its_resolution_goes_if_no_other_file_holds_it(
    call: Call, database: str, empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "docs", 2007, 2008, 2009)
    call("run", folder, "--dsn", database)
    read_by_others(database)
    refuse_2008(monkeypatch)
    called = call("run", folder, "--dsn", database)
    assert called.code == 4
    assert "2008.txt: it holds two resolutions" in called.err
    assert f"warning: {symbol(2008)} was removed: the file that it was loaded from" in called.err
    assert call("check", "--dsn", database).code == 0
    assert call("run", folder, "--dsn", database).code == 4
    assert natural_rows(database) == first_load(call, empty_database, folder)


def test_another_file_stands_in_for_it(
    call: Call, database: str, empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write(tmp_path / "docs", 2007, 2008)
    # Of two texts that differ the one with the smaller digest counts: the other is to be this.
    others = (text(2008, more=f" at all {number} borders") for number in count())
    digest = sha256(text(2008).encode()).hexdigest()
    other = next(one for one in others if sha256(one.encode()).hexdigest() > digest)
    (folder / "again.txt").write_text(other, encoding="utf-8")
    call("run", folder, "--dsn", database)
    loaded = (
        f"select path from source_document where symbol = '{symbol(2008)}' and status = 'loaded'"
    )
    assert rows_of(database, loaded) == [("2008.txt",)]
    read_by_others(database)
    refuse_2008(monkeypatch)
    called = call("run", folder, "--dsn", database)
    assert (called.code, "was removed" in called.err) == (4, False)
    assert rows_of(database, loaded) == [("again.txt",)]
    assert call("check", "--dsn", database).code == 0
    assert natural_rows(database) == first_load(call, empty_database, folder)


def test_another_file_in_a_folder_that_was_not_named_comes_in_with_it(
    call: Call, database: str, empty_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, elsewhere = write(tmp_path / "docs", 2007, 2008), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "again.txt").write_text(text(2008), encoding="utf-8")
    with (elsewhere / "again.txt").open("a", encoding="utf-8") as file:
        file.write("\n")
    call("run", folder, elsewhere, "--dsn", database)
    read_by_others(database)
    refuse_2008(monkeypatch)
    assert "was removed" in call("run", folder, "--dsn", database).err
    assert call("check", "--dsn", database).code == 0
    call("run", elsewhere, "--dsn", database)
    assert call("check", "--dsn", database).code == 0
    assert natural_rows(database) == first_load(call, empty_database, folder, elsewhere)


def test_documents_in_a_language_that_is_not_asked_for_are_not_read_anew(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "docs", 2007)
    call("run", folder, "--dsn", database)
    read_by_others(database)
    before = natural_rows(database)
    called = call("run", folder, "--dsn", database, "--language", "fr")
    assert (called.code, "other rules" in called.err) == (0, False)
    assert natural_rows(database) == before
