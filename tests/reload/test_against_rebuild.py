"""``check --against-rebuild``: what is stored is what a rebuild would store, or it is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, write


@pytest.mark.parametrize(
    ("tampering", "table", "missing", "surplus"),
    [
        (
            (
                "update clause_lineage set root_similarity = 0.5 where paragraph_id = "
                "(select max(paragraph_id) from clause_lineage) returning 1"
            ),
            "clause_lineage",
            1,
            1,
        ),
        (
            (
                "delete from wording_change where position = 1 and child_paragraph_id = "
                "(select max(child_paragraph_id) from wording_change) returning 1"
            ),
            "wording_change",
            1,
            0,
        ),
        (
            (
                "update clause_edge set reason = 'somebody said so' where child_paragraph_id = "
                "(select max(child_paragraph_id) from clause_edge) returning 1"
            ),
            "clause_edge",
            1,
            1,
        ),
    ],
)
def test_what_a_rebuild_would_change_is_told_and_left_as_it_is(
    call: Call,
    database: str,
    tmp_path: Path,
    tampering: str,
    table: str,
    missing: int,
    surplus: int,
) -> None:
    call("run", write(tmp_path / "in", 2007, 2008), "--dsn", database)
    sound = natural_rows(database)
    called = call("check", "--against-rebuild", "--dsn", database)
    assert called.code == 0
    assert "derived tables are as a rebuild makes them" in called.out
    assert rows_of(database, tampering)
    tampered = natural_rows(database)
    called = call("check", "--against-rebuild", "--json", "--dsn", database)
    assert called.code == 3
    differing = [
        (one["table"], one["missing"], one["surplus"])
        for one in called.object["against_rebuild"]
        if one["missing"] or one["surplus"]
    ]
    assert differing == [(table, missing, surplus)]
    assert natural_rows(database) == tampered
    shown = call("check", "--against-rebuild", "--dsn", database).out
    assert f"{table}: {missing} rows are missing and {surplus} are surplus" in shown
    assert call("rebuild", "--dsn", database).code == 0
    assert natural_rows(database) == sound
