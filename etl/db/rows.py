"""Reading and writing rows in bulk, the same way for every table.

A row is a tuple of plain values in the order of the columns named with it. Everything happens
within the caller's transaction: COPY through the driver joins it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from psycopg import sql
from sqlalchemy import (
    ARRAY,
    Connection,
    Double,
    Integer,
    Table,
    and_,
    any_,
    bindparam,
    delete,
    func,
    select,
    update,
)

from etl.db.statements import driver, execute

Row = tuple[Any, ...]
Column = NDArray[np.int64] | NDArray[np.float64]
"""The values of one column, whole numbers or floating ones."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that a change touched: by key, those new, those gone, and those with other values."""

    added: int = 0
    removed: int = 0
    changed: int = 0

    def __add__(self, other: Difference) -> Difference:
        return Difference(
            self.added + other.added,
            self.removed + other.removed,
            self.changed + other.changed,
        )

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


NOTHING = Difference()
"""No row touched."""


def reserve_ids(connection: Connection, table: Table, count: int) -> list[int]:
    """Return ``count`` new surrogate keys of ``table``, ascending."""
    if not count:
        return []
    key = next(iter(table.primary_key.columns)).name
    found = execute(connection, "load/reserve_ids", table=table.name, column=key, count=count)
    return list(found.scalar_one())


def copy_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Iterable[Row]
) -> int:
    """Append ``rows`` to ``table`` by COPY; return how many there were."""
    count = 0
    with driver(connection).cursor() as cursor, cursor.copy(_copy_in(table, columns)) as copy:
        types = (table.c[name].type.compile(connection.dialect) for name in columns)
        copy.set_types([*map(str.lower, types)])
        for count, row in enumerate(rows, start=1):  # noqa: B007 -- the last count is the sum
            copy.write_row(row)
    return count


def _copy_in(table: Table, columns: Sequence[str]) -> sql.Composed:
    # Neither side has to write values as text and read them again, which takes twice the time.
    return sql.SQL("copy {} ({}) from stdin (format binary)").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, columns))
    )


# How COPY begins and ends in its binary form; see "Binary Format" in PostgreSQL's page on COPY.
_BINARY_HEAD = b"PGCOPY\n\xff\r\n\0" + bytes(8)
_BINARY_TAIL = b"\xff\xff"
# How numbers of the types that tables have travel.
_BINARY_TYPES: dict[type[Any], np.dtype[Any]] = {Integer: np.dtype(">i4"), Double: np.dtype(">f8")}


def copy_columns(
    connection: Connection, table: Table, names: Sequence[str], columns: Sequence[Column]
) -> int:
    """Append rows given as columns of numbers to ``table``; return how many there were.

    No value passes through Python by itself, which takes a tenth of the time of ``copy_rows``.
    """
    types: list[np.dtype[Any]] = [_BINARY_TYPES[type(table.c[name].type)] for name in names]
    layout: list[tuple[str, np.dtype[Any]]] = [("width", np.dtype(">i2"))]
    for name, kind in zip(names, types, strict=True):
        layout += [(f"size of {name}", np.dtype(">i4")), (name, kind)]
    rows = np.empty(len(columns[0]), dtype=layout)
    rows["width"] = len(names)
    for name, kind, column in zip(names, types, columns, strict=True):
        rows[f"size of {name}"] = kind.itemsize
        rows[name] = column
    with driver(connection).cursor() as cursor, cursor.copy(_copy_in(table, names)) as copy:
        copy.write(_BINARY_HEAD)
        copy.write(rows.tobytes())
        copy.write(_BINARY_TAIL)
    return len(rows)


def read_rows(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    among: tuple[str, Collection[int]] | None = None,
) -> list[Row]:
    """Return the rows of ``table``, in no particular order.

    ``among`` narrows them to those whose column (its first) holds one of some numbers (its second).
    """
    query = select(*(table.c[name] for name in columns))
    if among is not None:
        column, values = among
        query = query.where(
            table.c[column] == any_(bindparam("among", list(values), ARRAY(Integer)))
        )
    return [tuple(row) for row in connection.execute(query)]


def delete_rows(connection: Connection, table: Table, keys: Sequence[Row]) -> None:
    """Delete rows of ``table`` by primary key."""
    columns = list(table.primary_key.columns)
    if not keys:
        return
    if all(isinstance(column.type, Integer) for column in columns):
        # In one statement, so that triggers that see whole statements have one to see.
        values = [
            bindparam(f"key_{column.name}", list(numbers), ARRAY(Integer))
            for column, numbers in zip(columns, zip(*keys, strict=True), strict=True)
        ]
        names = [column.name for column in columns]
        gone = func.unnest(*values).table_valued(*names, name="gone").render_derived()
        match = and_(*(column == gone.c[column.name] for column in columns))
        connection.execute(delete(table).where(match))
        return
    match = and_(*(column == bindparam(f"key_{column.name}") for column in columns))
    connection.execute(
        delete(table).where(match),
        [
            {f"key_{column.name}": value for column, value in zip(columns, row, strict=True)}
            for row in keys
        ],
    )


def update_rows(
    connection: Connection, table: Table, columns: Sequence[str], rows: Sequence[Row]
) -> None:
    """Set ``columns`` of rows of ``table``; the primary key leads both columns and rows."""
    if rows:
        keys = [column.name for column in table.primary_key.columns]
        match = and_(*(table.c[name] == bindparam(f"new_{name}") for name in keys))
        values: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in columns if name not in keys
        }
        connection.execute(
            update(table).where(match).values(values),
            [
                {f"new_{name}": value for name, value in zip(columns, row, strict=True)}
                for row in rows
            ],
        )


def store_difference(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    stored: Iterable[Row],
    wanted: Iterable[Row],
    *,
    in_place: bool = False,
) -> Difference:
    """Make ``stored`` rows of ``table`` into ``wanted`` ones, touching only those that differ.

    Rows are matched by primary key, whose columns lead ``columns``. Where other rows refer to the
    table, changed ones are updated ``in_place``; else they are deleted and copied in again, so that
    no two of them can collide on the way. Where nothing is stored, rows are copied in while the
    next ones are made.
    """
    stored = list(stored)
    if not stored:
        return Difference(added=copy_rows(connection, table, columns, wanted))
    width = len(table.primary_key.columns)
    before = {row[:width]: row for row in stored}
    after = {row[:width]: row for row in wanted}
    gone = [key for key in before if key not in after]
    new = [row for key, row in after.items() if key not in before]
    changed = [row for key, row in after.items() if key in before and before[key] != row]
    if in_place:
        delete_rows(connection, table, gone)
        update_rows(connection, table, columns, changed)
        copied = new
    else:
        delete_rows(connection, table, [*gone, *(row[:width] for row in changed)])
        copied = [*new, *changed]
    if copied:
        copy_rows(connection, table, columns, copied)
    return Difference(added=len(new), removed=len(gone), changed=len(changed))
