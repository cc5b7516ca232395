"""Akoma Ntoso through the whole program: organs, languages, duplicates, extracts, hostile files."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from etl.db.statements import statement
from tests.sources.whole_program import load_folder, rows_of

AKN = Path(__file__).parent / "data" / "akn"
ENGLISH = AKN / "general_assembly_en.xml"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")


def test_every_organ_and_language_loads_and_what_is_no_resolution_is_named(database: str) -> None:
    report = load_folder(database, AKN, LANGUAGES)
    assert {rejection.path for rejection in report.rejected} == {"presidential_statement_en.xml"}
    query = "select symbol, language, organ, session from resolution order by 1, 2"
    loaded = rows_of(database, query)
    assert [row[1] for row in loaded if row[0] == "A/RES/85/172"] == list(LANGUAGES)
    assert {(row[0], row[2], row[3]) for row in loaded if not row[0].startswith("A/RES/")} == {
        ("A/HRC/RES/75/28", "Human Rights Council", "75"),
        ("E/RES/2031/2 B", "Economic and Social Council", "2031"),
        ("S/RES/3720 (2030)", "Security Council", "2030"),
    }


def test_the_formula_is_a_clause_in_no_language(database: str) -> None:
    load_folder(database, AKN, LANGUAGES)
    query = """
        select language, string_agg(label || ' ' || kind, ', ' order by position)
        from paragraph join resolution using (resolution_id)
        where symbol = 'A/RES/85/172' and language <> 'en' group by 1 order by 1
    """
    both = "PP1 preambular, OP1 operative"
    assert rows_of(database, query) == [(code, both) for code in LANGUAGES if code != "en"]


def test_an_opening_phrase_is_empty_rather_than_wrong(database: str) -> None:
    load_folder(database, AKN, LANGUAGES)
    query = """
        select language, label, opening_phrase
        from paragraph join resolution using (resolution_id)
        where symbol = 'A/RES/85/172' and language <> 'en' and opening_phrase is not null
        order by 1, 2
    """
    assert rows_of(database, query) == [
        ("es", "OP1", "Solicita"),
        ("es", "PP1", "Recordando"),
        ("fr", "OP1", "Prie"),
        ("fr", "PP1", "Rappelant"),
    ]


def test_links_tell_what_is_cited_where_the_words_are_of_another_language(database: str) -> None:
    load_folder(database, AKN, LANGUAGES)
    query = """
        select language, cited_symbol
        from citation join paragraph using (paragraph_id)
        join resolution on resolution.resolution_id = paragraph.resolution_id
        where symbol = 'A/RES/85/172' and language <> 'en' order by 1
    """
    cited = [(code, "A/RES/83/148") for code in LANGUAGES if code != "en"]
    assert rows_of(database, query) == cited


@pytest.mark.parametrize("citing_first", [True, False])
def test_a_letter_of_several_resolutions_in_one_document_is_resolved_to_it(
    database: str, tmp_path: Path, *, citing_first: bool
) -> None:
    both = AKN / "parts_a_and_b_en.xml"
    citing = ENGLISH.read_text("utf-8").replace("83/148", "85/92 B").replace("83-148", "85-92")
    for name in ("citing", "cited"):
        (tmp_path / name).mkdir()
    (tmp_path / "citing" / "85_172.xml").write_text(citing, encoding="utf-8")
    shutil.copy(both, tmp_path / "cited")
    for name in sorted(("citing", "cited"), reverse=citing_first):
        load_folder(database, tmp_path / name)
    query = """
        select distinct named.symbol from citation
        left join resolution as named using (resolution_id) where cited_symbol = 'A/RES/85/92 B'
    """
    assert rows_of(database, query) == [("A/RES/85/92 A-B",)]
    assert rows_of(database, str(statement("checks/citations_are_resolved"))) == []


def test_a_file_in_another_language_is_recorded_with_its_reason(
    database: str, tmp_path: Path
) -> None:
    shutil.copy(AKN / "general_assembly_fr.xml", tmp_path / "85_172_E.xml")
    shutil.copy(ENGLISH, tmp_path)
    report = load_folder(database, tmp_path)
    assert report.rejected == ()
    assert report.documents["in another language"] == 1
    query = "select path, status, reason from source_document order by 1"
    assert rows_of(database, query) == [
        ("85_172_E.xml", "rejected", "its language is fr, which was not asked for"),
        ("general_assembly_en.xml", "loaded", None),
    ]


def test_of_a_folder_and_an_archive_with_the_same_file_one_is_loaded(
    database: str, tmp_path: Path
) -> None:
    shutil.copy(ENGLISH, tmp_path / "one.xml")
    with zipfile.ZipFile(tmp_path / "all of them.zip", "w") as archive:
        archive.write(ENGLISH, "English/one.xml")
    load_folder(database, tmp_path)
    query = 'select path, status, reason from source_document order by path collate "C"'
    assert rows_of(database, query) == [
        ("all of them.zip!English/one.xml", "loaded", None),
        ("one.xml", "superseded", "exact duplicate of all of them.zip!English/one.xml"),
    ]


def test_an_extract_beside_the_documents_completes_them(database: str, tmp_path: Path) -> None:
    (tmp_path / "data_extract").mkdir()
    shutil.copy(AKN / "no_preamble_en.xml", tmp_path)
    row = {
        "symbol": "A/RES/85/6",
        "adoption_type": "Recorded vote",
        "MS_in_favour_count": "2",
        "MS_against_count": "0",
        "MS_abstaining_count": "1",
        "MS_in_favour": ["MALTA", "PERU"],
        "MS_abstaining": ["CHILE"],
        "sponsors": ["MALTA"],
        "additional_sponsors": ["PERU", "CHILE"],
        "subjects": [["Lighthouses", "UNBIS Thesaurus"], ["Lighthouses", "UNBIS Thesaurus"]],
    }
    (tmp_path / "data_extract" / "85.json").write_text(json.dumps(row), encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "something else"}', encoding="utf-8")
    report = load_folder(database, tmp_path)
    assert report.rejected == ()
    query = "select method, in_favour, against, abstaining from adoption"
    assert rows_of(database, query) == [("recorded vote", 2, 0, 1)]
    query = "select vocabulary, term from resolution_subject join subject using (subject_id)"
    assert rows_of(database, query) == [("UNBIS Thesaurus", "Lighthouses")]
    query = "select state.name, vote from vote join state using (state_id) order by 1"
    assert rows_of(database, query) == [
        ("Chile", "abstaining"),
        ("Malta", "in_favour"),
        ("Peru", "in_favour"),
    ]
    query = (
        "select outcome, count(*) from sponsor join procedural_step as step"
        " on step.resolution_id = sponsor.resolution_id and step.position = step_position"
        " group by 1 order by 1"
    )
    assert rows_of(database, query) == [
        ("draftResolution", 1),
        ("draftResolutionAdditionalSponsors", 2),
    ]


def test_a_damaged_extract_is_rejected_and_the_documents_are_loaded(
    database: str, tmp_path: Path
) -> None:
    shutil.copy(AKN / "no_preamble_en.xml", tmp_path)
    (tmp_path / "85.json").write_text('{"symbol": "A/RES/85/6", "spons', encoding="utf-8")
    report = load_folder(database, tmp_path)
    assert [rejection.path for rejection in report.rejected] == ["85.json"]
    assert "no data extract" in report.rejected[0].reason
    assert report.documents["loaded"] == 1


SOUND = ENGLISH.read_bytes()
BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
<akomaNtoso>&c;</akomaNtoso>"""
STEALING = b"""<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><akomaNtoso>&a;</akomaNtoso>"""
HOSTILE = {
    "bomb.xml": (BOMB, "document type definition"),
    "stealing.xml": (STEALING, "document type definition"),
    "truncated.xml": (SOUND[: len(SOUND) // 2], "malformed"),
    "deep.xml": (b'<?xml version="1.0"?>' + b"<a>" * 1_000_000, "malformed"),
    "latin.xml": (SOUND.replace(b'encoding="utf-8"', b'encoding="utf-16"', 1), ""),
    "empty.xml": (b"", "empty"),
    "other.xml": (b'<?xml version="1.0"?><html><body/></html>', "root element is 'html'"),
}


@pytest.fixture
def hostile_folder(tmp_path: Path) -> Path:
    """Hostile files, an archive with path tricks and a zip bomb, and one sound file."""
    for name, (data, _) in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    with zipfile.ZipFile(tmp_path / "tricks.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escaped.xml", SOUND)
        archive.writestr("/absolute.xml", SOUND)
    with zipfile.ZipFile(tmp_path / "zip bomb.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("spaces.xml", b" " * 20_000_000)
    (tmp_path / "zzz sound.xml").write_bytes(SOUND)
    return tmp_path


def test_hostile_files_are_rejected_with_reasons_and_the_rest_goes_on(
    database: str, hostile_folder: Path
) -> None:
    report = load_folder(database, hostile_folder)
    query = "select path, status, reason from source_document"
    stored = {path: (status, reason) for path, status, reason in rows_of(database, query)}
    assert stored.pop("zzz sound.xml") == ("loaded", None)
    for name, (_, reason) in HOSTILE.items():
        status, told = stored.pop(name)
        assert status == "rejected", name
        assert reason in told, name
    assert stored.keys() == {
        "tricks.zip!../../escaped.xml",
        "tricks.zip!/absolute.xml",
        "zip bomb.zip",
    }
    assert all(status == "rejected" and reason for status, reason in stored.values())
    assert len(report.rejected) == len(HOSTILE) + len(stored)
    assert rows_of(database, "select count(*) from resolution") == [(1,)]
    assert not (hostile_folder.parent / "escaped.xml").exists()
