"""What resolutions share: States, subjects, committees and agenda items, one row each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table

from etl.db.rows import Row, copy_rows, read_rows, reserve_ids
from etl.db.statements import execute


def keys_of(connection: Connection, table: Table, wanted: Iterable[Row]) -> dict[Any, int]:
    """Return the key of each wanted row of ``table``, adding those that are missing.

    A row is what the table says of its subject, in the order of its columns after the key.
    """
    contents = set(wanted)
    if not contents:
        return {}
    names = [column.name for column in table.columns]
    keys = {row[1:]: row[0] for row in read_rows(connection, table, names)}
    missing = sorted(contents - keys.keys(), key=repr)
    new_ids = reserve_ids(connection, table, len(missing))
    added = [(key, *row) for key, row in zip(new_ids, missing, strict=True)]
    if added:
        copy_rows(connection, table, names, added)
    keys.update((row[1:], row[0]) for row in added)
    return keys


def forget_unused(connection: Connection) -> int:
    """Remove what no resolution names any more; return how many rows that were."""
    return sum(
        execute(connection, f"load/delete_unused_{name}").rowcount
        for name in ("state", "subject", "committee", "agenda_item")
    )
