"""Upgrades: what decided a row is known, so that other rules are noticed at the same version."""

from __future__ import annotations

from pathlib import Path

import grimp
import pytest

from etl import rules
from etl.decisions import Decision
from etl.rules import LINKING, READING, files_of, stamp
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, write
from tests.reload.judgements import decide

PACKAGE = Path(rules.__file__).resolve().parent


def module(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts).removesuffix(".__init__")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("etl")


@pytest.mark.parametrize(
    ("names", "deciding", "not_deciding"),
    [
        # etl.load names its parts, of which two have a hand in reading; etl.db stores only.
        (READING, ["etl.sources", "etl.parse", "etl.corrections", "etl.load.items"], ["etl.load"]),
        (LINKING, ["etl.link", "etl.audit", "etl.trace.chains", "etl.trace.lineage"], []),
    ],
)
def test_every_module_that_decides_is_in_the_digest(
    imports: grimp.ImportGraph, names: tuple[str, ...], deciding: list[str], not_deciding: list[str]
) -> None:
    digested = {module(path) for path in files_of(names)}
    needed = set(deciding)
    for name in deciding:
        needed |= imports.find_descendants(name) | imports.find_upstream_modules(
            name, as_package=True
        )
    deciders = {name for name in needed if not name.startswith("etl.db.")}
    assert deciders - digested - set(not_deciding) == set()


def test_every_named_file_is_there() -> None:
    for path in files_of((*READING, *LINKING)):
        assert path.is_file(), path


def test_a_stamp_tells_corrections_apart() -> None:
    one: Decision = decide("text", correction="One.")
    other: Decision = decide("text", correction="Other.")
    assert len({stamp(()), stamp((one,)), stamp((other,)), stamp((one, other))}) == 4


def test_a_changed_file_changes_the_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.py").write_text("x = 1\n")
    monkeypatch.setattr("etl.rules._PACKAGE", tmp_path)
    before = rules._digest(("one", "two"), ())
    assert rules._digest(("two", "one"), ()) == before
    (tmp_path / "two.py").write_text("x = 2\n")
    assert rules._digest(("one", "two"), ()) != before
    assert rules._digest(("one", "two"), ("lxml",)) != rules._digest(("one", "two"), ())


def test_what_other_rules_read_elsewhere_is_counted_and_waits_for_its_folder(
    call: Call, database: str, tmp_path: Path
) -> None:
    one, other = write(tmp_path / "one", 2007), write(tmp_path / "other", 2008)
    call("run", one, other, "--dsn", database)
    rows_of(database, "update source_document set reading_rules = 'others' returning 1")
    keys = rows_of(database, "select paragraph_id, text from paragraph order by 1")
    before = natural_rows(database)
    called = call("run", one, "--dsn", database)
    assert "note: 1 document was read by other rules" in called.err
    assert "warning: 1 more document was read by other rules and not found here" in called.err
    called = call("run", other, "--dsn", database, "--json")
    assert called.object["documents"]["loaded"] == 1
    assert called.object["warnings"] == []
    stamped = natural_rows(database)
    assert stamped["paragraph"] == before["paragraph"]
    assert rows_of(database, "select paragraph_id, text from paragraph order by 1") == keys


def test_what_could_not_be_taken_was_read_by_the_rules_of_now(
    call: Call, database: str, tmp_path: Path
) -> None:
    one, other = write(tmp_path / "one", 2007), write(tmp_path / "other", 2008)
    (one / "link.txt").symlink_to("nowhere")
    (one / "extract.json").write_text('{"symbol": ')
    assert call("run", one, "--dsn", database).code == 4
    assert "other rules" not in call("run", other, "--dsn", database).err
