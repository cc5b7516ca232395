"""Databases to call the command line on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from etl.cli import main
from tests.cli.samples import Call, resolution

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture
def loaded(call: Call, database: str, tmp_path: Path) -> str:
    """URL of a database that holds one small resolution, A/RES/62/901."""
    folder = tmp_path / "sound"
    folder.mkdir()
    (folder / "901.txt").write_text(resolution(), encoding="utf-8")
    assert call("run", folder, "--dsn", database).code == 0
    return database


@pytest.fixture(scope="session")
def seeds_database(server_url: str) -> Iterator[str]:
    """URL of a database that holds the five documents of seeds/; not to be changed."""
    name = f"clause_provenance_seeds_{uuid4().hex}"
    url = make_url(server_url).set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(server_url, autocommit=True) as session:
        session.execute(
            sql.SQL("create database {} template template0 encoding 'UTF8'").format(
                sql.Identifier(name)
            )
        )
        try:
            assert main(["run", str(SEEDS), "--dsn", url]) == 0
            yield url
        finally:
            session.execute(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))
