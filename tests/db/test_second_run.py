"""What a second run reads: data extracts that come alone, rejected files, twins of one text."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from etl.model import Document
from etl.reading import find_files, read_files
from etl.sources import read_document
from tests.sources.whole_program import load_folder, rows_of

AKN = Path(__file__).parents[1] / "sources" / "data" / "akn"
VOTED = {
    "symbol": "A/RES/85/4",
    "adoption_type": "By a recorded vote",
    "MS_in_favour_count": "1",
    "MS_against_count": "1",
    "MS_abstaining_count": "0",
    "MS_in_favour": ["MALTA"],
    "MS_against": ["PERU"],
    "MS_abstaining": [],
}
CORRECTED = {**VOTED, "MS_in_favour": ["PERU"], "MS_against": ["MALTA"]}
VOTES = "select state.name, vote from vote join state using (state_id) order by 1"
CLAUSES = "select paragraph_id, xmin::text, text from paragraph order by 1"


def extract(folder: Path, *rows: Mapping[str, object]) -> None:
    (folder / "85.json").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")


def test_a_data_extract_alone_brings_its_resolution_up_to_date(
    database: str, tmp_path: Path
) -> None:
    shutil.copy(AKN / "annex_and_table_en.xml", tmp_path)
    shutil.copy(AKN / "general_assembly_en.xml", tmp_path)
    load_folder(database, tmp_path)
    clauses, before = rows_of(database, CLAUSES), rows_of(database, VOTES)
    for row, votes in (
        (VOTED, [("Malta", "in_favour"), ("Peru", "against")]),
        (CORRECTED, [("Malta", "against"), ("Peru", "in_favour")]),
    ):
        extract(tmp_path, row, {"symbol": "A/RES/85/999"})
        report = load_folder(database, tmp_path)
        assert report.documents["loaded"] == 1
        assert report.documents["unchanged"] == 1
        assert [vote for vote in rows_of(database, VOTES) if vote not in before] == votes
        assert rows_of(database, CLAUSES) == clauses
        again = load_folder(database, tmp_path)
        assert (again.changed, again.documents["unchanged"]) == (False, 2)
    # As with a file that is not found any more, what it told is kept.
    (tmp_path / "85.json").unlink()
    assert not load_folder(database, tmp_path).changed


@pytest.mark.parametrize("order", [("xml", "json"), ("json", "xml"), ("both",)])
def test_document_and_extract_make_the_same_rows_in_either_order(
    database: str, tmp_path: Path, order: tuple[str, ...]
) -> None:
    shutil.copy(AKN / "no_preamble_en.xml", tmp_path)
    for step in order:
        if step in ("xml", "both"):
            shutil.copy(AKN / "annex_and_table_en.xml", tmp_path)
        if step in ("json", "both"):
            extract(tmp_path, VOTED)
        load_folder(database, tmp_path)
    assert ("Malta", "in_favour") in rows_of(database, VOTES)
    query = "select path, extract_sha256 is not null from source_document order by 1"
    assert rows_of(database, query) == [
        ("annex_and_table_en.xml", True),
        ("no_preamble_en.xml", False),
    ]


def test_a_rejected_file_is_reported_at_every_run_and_read_at_the_first(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(AKN / "general_assembly_en.xml", tmp_path)
    shutil.copy(AKN / "general_assembly_fr.xml", tmp_path)
    (tmp_path / "bad.xml").write_bytes(b"<akomaNtoso>")
    first = load_folder(database, tmp_path)
    with monkeypatch.context() as patched:
        patched.setattr("etl.reading.read_document", None)
        second = load_folder(database, tmp_path)
    assert not second.changed
    for report in (first, second):
        assert report.documents["rejected"] == 1
        assert report.documents["in another language"] == 1
        assert [rejection.path for rejection in report.rejected] == ["bad.xml"]
    assert first.rejected[0].reason == second.rejected[0].reason
    assert "was not read again" in second.rejected[0].hint
    asked = load_folder(database, tmp_path, ("en", "fr"))
    assert asked.documents == {
        "loaded": 1, "unchanged": 1, "superseded": 0, "rejected": 1, "in another language": 0,
    }  # fmt: skip


def test_twins_that_differ_in_bytes_alone_are_no_matter_for_a_person(
    database: str, tmp_path: Path
) -> None:
    source = (AKN / "general_assembly_en.xml").read_bytes()
    (tmp_path / "one.xml").write_bytes(source)
    (tmp_path / "two.xml").write_bytes(source + b"<!-- marked up again -->")
    report = load_folder(database, tmp_path)
    assert report.rejected == ()
    assert report.documents["superseded"] == 1
    (loaded,) = rows_of(database, "select path from source_document where status = 'loaded'")
    reason = rows_of(database, "select reason from source_document where status = 'superseded'")
    assert reason == [(f"same text as {loaded[0]}",)]
    (tmp_path / "three.xml").write_bytes(source.replace(b"Secretary-General", b"Director-General"))
    (told,) = load_folder(database, tmp_path).rejected
    assert "three.xml" in told.reason
    assert "differ" in told.reason


def test_of_files_with_the_same_bytes_one_is_read_and_all_are_accounted_for(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def reading(data: bytes, path: str) -> Document:
        read.append(path)
        return read_document(data, path)

    monkeypatch.setattr("etl.reading.read_document", reading)
    for name in ("c.xml", "a.xml", "b.xml"):
        shutil.copy(AKN / "general_assembly_en.xml", tmp_path / name)
        (tmp_path / f"bad_{name}").write_bytes(b"<akomaNtoso>")
    report = load_folder(database, tmp_path)
    assert read == ["a.xml", "bad_a.xml"]
    assert rows_of(database, "select path, status from source_document order by 1") == [
        ("a.xml", "loaded"),
        ("b.xml", "superseded"),
        ("bad_a.xml", "rejected"),
        ("bad_b.xml", "rejected"),
        ("bad_c.xml", "rejected"),
        ("c.xml", "superseded"),
    ]
    assert [rejection.path for rejection in report.rejected] == [
        "bad_a.xml", "bad_b.xml", "bad_c.xml",
    ]  # fmt: skip


def test_a_twin_is_read_itself_if_the_first_changed_meanwhile(tmp_path: Path) -> None:
    for name in ("a.xml", "b.xml"):
        shutil.copy(AKN / "general_assembly_en.xml", tmp_path / name)
    files = find_files([tmp_path]).files
    (tmp_path / "a.xml").unlink()
    readings = list(read_files(files, {"en"}, 1, lambda: None))
    assert [reading.item.path for reading in readings] == ["a.xml", "b.xml"]
    assert [reading.item.content is None for reading in readings] == [True, False]
