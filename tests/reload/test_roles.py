"""Least privilege: who migrates, who loads, who reads, and what each may not do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import make_url

from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import natural_rows, write

ROLES = ("owner", "loader", "reader")
PASSWORD = "correct-horse'battery"


@pytest.fixture
def logins(call: Call, database: str) -> Iterator[dict[str, str]]:
    """URL per role of a login that is a member of it and of nothing else."""
    assert call("db", "migrate", "--dsn", database).code == 0
    names = {role: f"{role}_{make_url(database).database}" for role in ROLES}
    with psycopg.connect(database, autocommit=True) as session:
        for role, name in names.items():
            session.execute(
                sql.SQL("create role {} login password {} in role {}").format(
                    sql.Identifier(name), PASSWORD, sql.Identifier(f"clause_{role}")
                )
            )
        yield {
            role: make_url(database)
            .set(username=name, password=PASSWORD)
            .render_as_string(hide_password=False)
            for role, name in names.items()
        }
        for name in names.values():
            session.execute(
                sql.SQL("reassign owned by {} to current_user").format(sql.Identifier(name))
            )
            session.execute(sql.SQL("drop owned by {}").format(sql.Identifier(name)))
            session.execute(sql.SQL("drop role {}").format(sql.Identifier(name)))


FORBIDDEN = [
    ("loader", "create table public.x (y integer)"),
    ("loader", "alter table paragraph add column x integer"),
    ("loader", "drop table vote"),
    ("loader", "truncate paragraph cascade"),
    ("loader", "drop view report.clause"),
    ("loader", "create view report.x as select 1"),
    ("loader", "update alembic_version set version_num = '1'"),
    ("loader", "update decision set reason = 'because'"),
    ("loader", "delete from decision"),
    ("loader", "delete from load_run"),
    ("loader", "delete from root_change"),
    ("loader", "update root_change set cause = 'rules'"),
    ("loader", "create role x"),
    ("loader", "create schema x"),
    ("reader", "insert into state (name) values ('Utopia')"),
    ("reader", "update resolution set title = ''"),
    ("reader", "delete from paragraph"),
    ("reader", "delete from decision"),
    ("reader", "select nextval('paragraph_paragraph_id_seq')"),
    ("reader", "create table public.x (y integer)"),
    ("reader", "drop view report.clause"),
    ("owner", "create role x"),
    ("owner", "alter role clause_reader superuser"),
    ("owner", "create database x"),
    ("owner", "copy paragraph to program 'cat'"),
    ("owner", "select pg_read_file('/etc/passwd')"),
    ("loader", "select pg_read_file('/etc/passwd')"),
    ("loader", "copy paragraph to program 'cat'"),
]


def test_what_each_role_may_not_do_is_refused(logins: dict[str, str]) -> None:
    for role, statement in FORBIDDEN:
        with psycopg.connect(logins[role], autocommit=True) as session:
            try:
                session.execute(statement.encode())
            except InsufficientPrivilege:
                continue
            pytest.fail(f"{role} may {statement}")


def test_a_loader_runs_and_rebuilds_and_everything_comes_out_the_same(
    call: Call, logins: dict[str, str], empty_database: str, tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008, 2009)
    for words in (["run", folder], ["rebuild"], ["run", folder], ["check", "--against-rebuild"]):
        called = call(*words, "--dsn", logins["loader"])
        assert (called.code, "warning" in called.err) == (0, False), called.err
    (folder / "2008.txt").unlink()
    assert call("run", folder, "--prune", "--dsn", logins["loader"]).code == 0
    call("run", folder, "--dsn", empty_database)
    assert natural_rows(logins["loader"]) == natural_rows(empty_database)


def test_a_reader_reads_everything_and_runs_nothing(
    call: Call, logins: dict[str, str], tmp_path: Path
) -> None:
    folder = write(tmp_path / "in", 2007, 2008)
    assert call("run", folder, "--dsn", logins["loader"]).code == 0
    for words in (["show", "A/RES/63/901", "OP1"], ["runs"], ["check"]):
        assert call(*words, "--dsn", logins["reader"]).code == 0
    views = rows_of(logins["reader"], "select viewname from pg_views where schemaname = 'report'")
    assert len(views) > 10
    for (view,) in views:
        rows_of(logins["reader"], f"select * from report.{view}")
    before = natural_rows(logins["reader"])
    refused = call("run", write(folder, 2009), "--dsn", logins["reader"])
    assert refused.code == 1
    assert "permission denied" in refused.err
    assert natural_rows(logins["reader"]) == before


@pytest.mark.parametrize(
    "due",
    [
        pytest.param("comment on schema report is 'older views'", id="views"),
        pytest.param("update alembic_version set version_num = '0007'", id="tables"),
    ],
)
def test_what_is_due_is_the_owners_to_do_and_a_loader_says_so(
    call: Call, database: str, logins: dict[str, str], tmp_path: Path, due: str
) -> None:
    if "alembic" in due:
        call("run", write(tmp_path / "in", 2007), "--dsn", database)
    with psycopg.connect(database) as session:
        session.execute(due.encode())
    refused = call("run", write(tmp_path / "in", 2007), "--dsn", logins["loader"])
    assert refused.code == 1
    assert "login loader_" in refused.err
    assert "clause-provenance db migrate" in refused.err
    if "alembic" not in due:
        migrated = call("db", "migrate", "--dsn", logins["owner"])
        assert (migrated.code, "warning" in migrated.err) == (0, False), migrated.err
        assert call("run", tmp_path / "in", "--dsn", logins["loader"]).code == 0
        owners = "select distinct viewowner from pg_views where schemaname = 'report'"
        assert rows_of(database, owners) == [("clause_owner",)]


def test_an_owner_makes_tables_in_an_empty_database_for_the_loader(
    call: Call, logins: dict[str, str], empty_database: str, tmp_path: Path
) -> None:
    name = make_url(empty_database).database
    with psycopg.connect(empty_database, autocommit=True) as session:
        for grant in ("grant create on database {} to clause_owner",
                      "grant usage, create on schema public to clause_owner"):  # fmt: skip
            session.execute(sql.SQL(grant).format(sql.Identifier(name or "")))
    urls = {
        role: make_url(url).set(database=name).render_as_string(hide_password=False)
        for role, url in logins.items()
    }
    called = call("db", "migrate", "--dsn", urls["owner"])
    assert (called.code, "warning" in called.err) == (0, False), called.err
    assert call("run", write(tmp_path / "in", 2007), "--dsn", urls["loader"]).code == 0
    owners = "select distinct tableowner from pg_tables where schemaname = 'public'"
    assert rows_of(empty_database, owners) == [("clause_owner",)]


def test_no_password_is_printed_entered_or_seen_in_the_process_list(
    logins: dict[str, str], tmp_path: Path
) -> None:
    write(tmp_path / "in", 2007)
    program = "import sys; from etl.cli import main; sys.exit(main())"
    environment = {**os.environ, "CLAUSE_PROVENANCE_DSN": logins["loader"]}
    told = ""
    for words in (["run", str(tmp_path / "in")], ["db", "url"], ["check"],
                  ["db", "psql", "--", "-c", "select pg_sleep(1)"]):  # fmt: skip
        running = subprocess.Popen(
            [sys.executable, "-c", program, *words],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        seen = ""
        while running.poll() is None:
            seen += _process_list()
            time.sleep(0.05)
        told += running.communicate()[0]
        assert seen
        assert PASSWORD not in seen
    assert PASSWORD not in told
    ledger = rows_of(logins["loader"], "select row_to_json(load_run)::text from load_run")
    assert PASSWORD not in str(ledger)


def _process_list() -> str:
    """The command lines of all processes, as any user of the machine sees them."""
    lines = []
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append(place.read_bytes().replace(b"\0", b" ").decode(errors="replace"))
        except OSError:
            continue
    return "\n".join(lines) or "nothing to see on this platform"
