"""Series are stored by difference: what did not change is not touched."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from etl.db.rows import Difference
from etl.load import FileItem, link_documents
from etl.trace.store import store_series
from tests.db.samples import every_row, item, load, resolution, rows

MEMBERS = """
    select series.title, member.symbol, member.position, resolution.symbol, member.reason
    from series_member as member
    inner join series using (series_id)
    left join resolution using (resolution_id)
    order by series.title, member.position
"""


def file(symbol: str, year: int, previous: str | None = None, **facts: Any) -> FileItem:
    return item(resolution(symbol, date(year, 12, 19), previous_symbol=previous, **facts))


FIRST = file("A/RES/61/165", 2006, "A/RES/60/169")
SECOND = file("A/RES/62/156", 2007, "A/RES/61/165", title="Protection of all migrants")


def stored(connection: Connection, *files: FileItem) -> Difference:
    load(connection, *files)
    return store_series(connection, link_documents(connection))


def test_a_series_names_its_members_and_what_is_not_loaded(connection: Connection) -> None:
    stored(connection, FIRST, SECOND, file("A/RES/70/1", 2015, title="Water"))
    title = "Protection of all migrants"
    assert rows(connection, MEMBERS) == [
        (title, "A/RES/60/169", 1, None, "named as predecessor"),
        (title, "A/RES/61/165", 2, "A/RES/61/165", "declared predecessor"),
        (title, "A/RES/62/156", 3, "A/RES/62/156", "declared predecessor"),
        ("Water", "A/RES/70/1", 1, "A/RES/70/1", "first of its title"),
    ]
    assert rows(connection, "select distinct language, organ from series") == [
        ("en", "General Assembly")
    ]


def test_storing_the_same_again_touches_no_row(engine: Engine) -> None:
    with engine.begin() as connection:
        assert stored(connection, FIRST, SECOND)
    with engine.begin() as connection:
        before = every_row(connection)
        assert not store_series(connection, link_documents(connection))
        assert every_row(connection) == before


def test_a_late_first_member_makes_the_series_what_it_would_have_been(
    connection: Connection,
) -> None:
    stored(connection, FIRST, SECOND)
    stored(connection, file("A/RES/60/169", 2005))
    assert rows(connection, MEMBERS)[0][1:] == (
        "A/RES/60/169",
        1,
        "A/RES/60/169",
        "named as predecessor",
    )
    assert rows(connection, "select symbol from series join resolution on series_id = resolution_id") == [
        ("A/RES/60/169",)
    ]  # fmt: skip


def test_an_undated_predecessor_is_named_and_referred_to(connection: Connection) -> None:
    stored(connection, FIRST, item(resolution("A/RES/60/169", None)))
    assert rows(connection, MEMBERS)[0][1:] == (
        "A/RES/60/169",
        1,
        "A/RES/60/169",
        "named as predecessor",
    )


@pytest.mark.parametrize(
    "change",
    [
        "update series_member set position = 0 where position = 1",
        "update series_member set reason = 'alike'",
        "update series_member set resolution_id = null, reason = 'same title'",
        "update series_member set position = 2",
    ],
)
def test_the_database_refuses_a_member_that_cannot_be(connection: Connection, change: str) -> None:
    stored(connection, FIRST, SECOND)
    with pytest.raises(IntegrityError):
        connection.execute(text(change))


def test_members_know_the_loaded_ones_around_them(connection: Connection) -> None:
    third = file("A/RES/66/172", 2011, "A/RES/65/212", title="Protection of all migrants")
    stored(connection, FIRST, SECOND, third, file("A/RES/66/173", 2011, "A/RES/62/156"))
    assert rows(
        connection,
        "select symbol, position, preceding_position, succeeding_position from series_member "
        "order by position",
    ) == [
        ("A/RES/60/169", 1, None, 2),
        ("A/RES/61/165", 2, None, 3),
        ("A/RES/62/156", 3, 2, 5),
        ("A/RES/65/212", 4, 3, 5),
        ("A/RES/66/172", 5, 3, None),
        ("A/RES/66/173", 6, 3, None),
    ]
