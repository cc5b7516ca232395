"""Upgrades: rows that older versions left are read and linked anew, and keep their keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from alembic import command
from psycopg import sql
from sqlalchemy.exc import DBAPIError

from etl.db.engine import connect
from etl.db.revisions import known_revisions
from etl.db.upgrade import configuration
from etl.pipeline import run
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, write
from tests.reload.sabotage import Saboteur, end_sessions

pytestmark = pytest.mark.slow

FIRST = known_revisions().index("0005")
"""Of the revisions from which on programs stored all that makes up a lineage."""

STAMPS = (("source_document", "reading_rules"), ("load_run", "linking_rules"))
"""Columns that tell by which rules rows were made; other versions have other rules."""

TOLD = (
    "the tables were brought to this version",
    "3 documents were read by other rules",
    "every clause is linked anew",
)


def put_back(url: str, revision: str) -> None:
    """Leave a database as a version of the program of that revision left it."""
    engine = connect(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("drop schema report cascade")
        command.downgrade(configuration(connection), revision)
    engine.dispose()
    with psycopg.connect(url) as session:
        for table, column in STAMPS:
            there = session.execute(
                "select from information_schema.columns where table_schema = 'public'"
                " and table_name = %s and column_name = %s",
                (table, column),
            )
            if there.rowcount:
                names = sql.Identifier(table), sql.Identifier(column)
                session.execute(sql.SQL("update {} set {} = 'of an older version'").format(*names))


def keys(url: str) -> dict[str, list[tuple[Any, ...]]]:
    """The keys of what documents hold, with what these are known by."""
    return {
        "resolution": rows_of(url, "select resolution_id, symbol, language from resolution"),
        "paragraph": rows_of(
            url, "select paragraph_id, resolution_id, position, text from paragraph order by 1"
        ),
        "footnote": rows_of(
            url, "select footnote_id, resolution_id, mark, text from footnote order by 1"
        ),
        "source_document": rows_of(
            url, "select source_document_id, path, sha256, status from source_document order by 1"
        ),
    }


@pytest.mark.parametrize("revision", known_revisions()[FIRST:-1])
def test_rows_of_an_older_version_become_those_of_a_fresh_load_and_keep_their_keys(
    call: Call, database: str, tmp_path: Path, revision: str
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    call("run", folder, "--dsn", database)
    fresh, before = natural_rows(database), keys(database)
    put_back(database, revision)
    called = call("run", folder, "--dsn", database)
    assert called.code == 0
    assert [one for one in TOLD if one not in called.err] == []
    assert keys(database) == before
    assert natural_rows(database) == fresh
    assert call("check", "--against-rebuild", "--dsn", database).code == 0
    again = call("run", folder, "--dsn", database, "--json")
    assert again.object["changed"] is False
    assert "note:" not in again.err


def test_an_upgrade_that_is_cut_short_leaves_the_rows_to_the_next_one(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    call("run", folder, "--dsn", database)
    fresh, before = natural_rows(database), keys(database)
    put_back(database, known_revisions()[FIRST])
    links = "select child_paragraph_id, parent_paragraph_id, relation from clause_edge order by 1"
    old = rows_of(database, links)
    engine = connect(database)
    saboteur = Saboteur("trace", lambda: end_sessions(database))
    with pytest.raises((DBAPIError, psycopg.Error)):
        run(engine, [folder], languages=["en"], jobs=1, progress=saboteur)
    engine.dispose()
    assert saboteur.is_done
    assert (keys(database), rows_of(database, links)) == (before, old)
    called = call("run", folder, "--dsn", database)
    assert "3 documents were read by other rules" in called.err
    assert natural_rows(database) == fresh


def test_what_reads_otherwise_now_is_replaced_and_the_rest_keeps_its_keys(
    call: Call, database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    call("run", folder, "--dsn", database)
    fresh, before = natural_rows(database), keys(database)
    misread = (
        "update paragraph set text = 'Decides to remain seized' where paragraph_id ="
        " (select max(paragraph_id) from paragraph) returning 1"
    )
    rows_of(database, misread)
    put_back(database, known_revisions()[-2])
    assert call("run", folder, "--dsn", database).code == 0
    assert natural_rows(database) == fresh
    assert keys(database)["paragraph"][:-1] == before["paragraph"][:-1]
