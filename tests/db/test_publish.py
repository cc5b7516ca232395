from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import ProgrammingError

from etl.db.engine import connect
from etl.db.statements import driver, execute, files, run_script
from etl.publish import publish
from tests.db.samples import item, load, resolution, rows

NAMES = [path.stem.partition("_")[2] for path in files("views")]
LIVE = """
    select viewname, definition from pg_views where schemaname = 'report' order by 1
"""


@pytest.fixture
def published(engine: Engine) -> Engine:
    with engine.begin() as connection:
        load(connection, item(resolution()))
        assert publish(connection).rebuilt
    return engine


@pytest.fixture
def loader(published: Engine) -> Iterator[str]:
    """URL for a login that owns the database's tables and may not create roles."""
    url = make_url(published.url.render_as_string(hide_password=False))
    name = f"loader_{url.database}"
    with published.begin() as connection:
        connection.execute(text(f"create role {name} login password 'x'"))
        connection.execute(
            text(f"grant create, connect, temporary on database {url.database} to {name}")
        )
        connection.execute(text("drop schema report cascade"))
        connection.execute(text(f"grant {name} to current_user"))
        connection.execute(text(f"alter schema public owner to {name}"))
        for (table,) in rows(
            connection, "select tablename from pg_tables where schemaname = 'public'"
        ):
            connection.execute(text(f"alter table {table} owner to {name}"))
    yield url.set(drivername="postgresql", username=name, password="x").render_as_string(
        hide_password=False
    )
    with published.begin() as connection:
        connection.execute(text(f"reassign owned by {name} to current_user"))
        connection.execute(text(f"drop owned by {name}"))
        connection.execute(text(f"drop role {name}"))


def test_every_view_file_makes_the_view_it_is_named_for(published: Engine) -> None:
    with published.connect() as connection:
        assert sorted(NAMES) == [name for name, _ in rows(connection, LIVE)]


def test_every_view_and_column_says_what_it_means(published: Engine) -> None:
    with published.connect() as connection:
        undescribed = rows(
            connection,
            """
            select pg_class.relname, pg_attribute.attname from pg_class
            inner join pg_attribute on pg_class.oid = pg_attribute.attrelid
            where pg_class.relnamespace = 'report'::regnamespace and pg_attribute.attnum > 0
                and (
                    obj_description(pg_class.oid, 'pg_class') is null
                    or col_description(pg_class.oid, pg_attribute.attnum) is null
                )
            """,
        )
    assert undescribed == []


def test_publishing_again_disturbs_no_reader(published: Engine) -> None:
    catalog = (
        "select oid, xmin::text, relname from pg_class where relnamespace in "
        "('report'::regnamespace, 'public'::regnamespace) order by 1"
    )
    with published.begin() as connection:
        before = rows(connection, catalog)
        assert not publish(connection).rebuilt
        assert rows(connection, catalog) == before


@pytest.mark.parametrize(
    "change",
    [
        "drop view report.clause_reach",
        "create or replace view report.load_history as select 1 as load_run_id",
    ],
)
def test_live_views_equal_the_files_again_after_a_rebuild(published: Engine, change: str) -> None:
    with published.begin() as connection:
        expected = rows(connection, LIVE)
        connection.execute(text("drop view if exists report.load_history"))
        connection.execute(text(change))
        connection.execute(text("comment on schema report is 'changed by hand'"))
        assert publish(connection).rebuilt
        assert rows(connection, LIVE) == expected


def test_a_reader_may_read_everything_and_change_nothing(published: Engine) -> None:
    with published.connect() as connection:
        names = rows(
            connection,
            "select schemaname || '.' || tablename from pg_tables where schemaname = 'public' "
            "union all select schemaname || '.' || viewname from pg_views where schemaname = 'report'",
        )
        assert len(names) > 30
        connection.execute(text("set local role clause_reader"))
        for (name,) in names:
            connection.execute(text(f"select * from {name} limit 1"))
        for attempt in (
            "delete from paragraph",
            "update resolution set title = ''",
            "insert into state (name) values ('Utopia')",
            "create table public.x (y integer)",
            "drop view report.clause",
        ):
            with (
                pytest.raises(ProgrammingError, match=r"permission denied|must be owner"),
                connection.begin_nested(),
            ):
                connection.execute(text(attempt))


def test_tables_that_came_later_become_readable(published: Engine) -> None:
    with published.begin() as connection:
        connection.execute(text("create table later (x integer)"))
        publish(connection)
        connection.execute(text("set local role clause_reader"))
        assert rows(connection, "select * from later") == []


def test_a_loader_without_the_right_to_create_roles_goes_on_with_a_warning(
    published: Engine, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.publish.execute", pretending_that_no_role_exists)
    monkeypatch.setattr("etl.publish.run_script", creating_a_role_that_is_not_there)
    engine = connect(loader)
    with engine.begin() as connection:
        done = publish(connection)
        assert done.rebuilt
        assert rows(connection, "select address from report.clause") == [("A/RES/61/165#OP1",)]
    engine.dispose()
    (warning,) = done.warnings
    assert "cannot create the roles clause_*" in warning
    assert "sql/publish/create_roles.sql" in warning


def test_a_loader_who_owns_the_tables_may_let_the_reader_read(
    published: Engine, loader: str
) -> None:
    engine = connect(loader)
    with engine.begin() as connection:
        assert publish(connection).warnings == ()
    engine.dispose()


def pretending_that_no_role_exists(connection: Connection, name: str, **facts: object) -> object:
    """Roles belong to the whole server, which other tests share, so the role itself must stay."""
    if name == "publish/roles_exist":
        return connection.execute(text("select false"))
    return execute(connection, name, **facts)


def creating_a_role_that_is_not_there(connection: Connection, name: str) -> None:
    if name == "publish/create_roles":
        driver(connection).execute("create role clause_owner_of_nothing")
    else:
        run_script(connection, name)
