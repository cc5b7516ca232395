from __future__ import annotations

import ast
import subprocess
import sys
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from etl.db.engine import connect
from etl.db.migrate import migrate
from etl.db.resources import folder
from etl.db.revisions import known_revisions, stored_revision
from etl.db.upgrade import configuration
from etl.errors import SchemaMismatch
from etl.publish import publish
from tests.db.samples import item, load, resolution, rows

REVISIONS = sorted((folder("migrations") / "versions").glob("*.py"))


def schema(connection: Connection) -> dict[str, list[Any]]:
    """Everything that a migration makes, as the server itself writes it down."""
    return {
        name: rows(connection, query)
        for name, query in {
            "columns": """
                select table_name, column_name, data_type, is_nullable, column_default, is_identity,
                    col_description(table_name::regclass, ordinal_position)
                from information_schema.columns where table_schema = 'public' order by 1, 2""",
            "tables": """
                select relname, obj_description(oid, 'pg_class') from pg_class
                where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1""",
            "constraints": """
                select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
                where connamespace = 'public'::regnamespace order by 1, 2""",
            "triggers": """
                select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger
                where not tgisinternal order by 1, 2""",
            "functions": """
                select proname, pg_get_functiondef(oid) from pg_proc
                where pronamespace = 'public'::regnamespace order by 1""",
            "storage": """
                select attrelid::regclass::text, attname, attstorage::text from pg_attribute
                join pg_class on pg_class.oid = attrelid
                where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0
                    and not attisdropped
                order by 1, 2""",
            "indexes": """
                select indexname, indexdef from pg_indexes where schemaname = 'public' order by 1""",
        }.items()
    }


def test_going_up_down_and_up_again_gives_the_same_schema(empty_database: str) -> None:
    engine = connect(empty_database)
    assert migrate(engine)
    with engine.begin() as connection:
        first = schema(connection)
        command.downgrade(configuration(connection), "base")
        left = rows(connection, "select tablename from pg_tables where schemaname = 'public'")
        assert left == [("alembic_version",)]
        command.upgrade(configuration(connection), "head")
        assert schema(connection) == first
    assert len(first["tables"]) > 20
    numbers = {row[:2] for row in first["columns"] if row[2] == "bytea" and row[0] == "outline"}
    assert numbers
    assert numbers <= {row[:2] for row in first["storage"] if row[2] == "e"}
    engine.dispose()


def test_the_revision_is_told_as_alembic_tells_it(connection: Connection) -> None:
    script = ScriptDirectory.from_config(configuration())
    assert known_revisions()[-1] == script.get_current_head()
    assert set(known_revisions()) == {one.revision for one in script.walk_revisions()}
    assert stored_revision(connection) == script.get_current_head()
    command.downgrade(configuration(connection), "base")
    assert stored_revision(connection) is None


def test_migrations_and_tables_say_the_same(connection: Connection) -> None:
    command.check(configuration(connection))


def test_a_migrated_database_is_left_alone(database: str) -> None:
    engine = connect(database)
    assert not migrate(engine)
    engine.dispose()


def test_two_programs_may_migrate_at_once(empty_database: str) -> None:
    program = (
        "import sys; from etl.db.engine import connect; from etl.db.migrate import migrate; "
        "print(migrate(connect(sys.argv[1])))"
    )
    command_line = [sys.executable, "-W", "error", "-c", program, empty_database]
    both = [
        subprocess.Popen(
            command_line, cwd=folder("sql").parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for one in both:
        _, said = one.communicate(timeout=60)
        assert one.returncode == 0, said.decode()
    engine = connect(empty_database)
    assert not migrate(engine)
    engine.dispose()


def test_an_upgrade_works_under_published_views_and_rows(empty_database: str) -> None:
    engine = connect(empty_database)
    with engine.begin() as connection:
        command.upgrade(configuration(connection), "head")
        load(connection, item(resolution()))
        publish(connection)
    with engine.begin() as connection:
        connection.execute(text("drop schema report cascade"))
        command.downgrade(configuration(connection), "0003")
        connection.execute(text("create schema report"))
        connection.execute(text("create view report.clause as select label from paragraph"))
    assert migrate(engine)
    with engine.begin() as connection:
        publish(connection)
        assert rows(connection, "select address from report.clause") == [("A/RES/61/165#OP1",)]
    engine.dispose()


def test_a_database_of_a_newer_version_is_refused(database: str) -> None:
    engine = connect(database)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))
    with pytest.raises(SchemaMismatch, match=r"newer version.*9999"):
        migrate(engine)
    engine.dispose()


@pytest.mark.parametrize("revision", REVISIONS, ids=lambda path: path.stem)
def test_a_revision_stands_on_its_own(revision: Any) -> None:
    tree = ast.parse(revision.read_text())
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= {"__future__", "alembic", "sqlalchemy"}


def test_revisions_are_numbered_and_named() -> None:
    for number, path in enumerate(REVISIONS, start=1):
        assert path.stem.startswith(f"{number:04}_")
        assert f'revision = "{number:04}"' in path.read_text()


def test_every_table_and_column_says_what_it_means(connection: Connection) -> None:
    undescribed = rows(
        connection,
        """
        select pg_class.relname, pg_attribute.attname
        from pg_class
        inner join pg_attribute on pg_class.oid = pg_attribute.attrelid
        where pg_class.relnamespace = 'public'::regnamespace
            and pg_class.relkind = 'r'
            and pg_attribute.attnum >= 0
            and not pg_attribute.attisdropped
            and (
                obj_description(pg_class.oid, 'pg_class') is null
                or col_description(pg_class.oid, pg_attribute.attnum) is null
            )
        """,
    )
    assert undescribed == []
