"""The links in the database, by address, as :mod:`etl.evaluate` compares them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.evaluate import FoundLink


def read_found_links(connection: Connection, language: str) -> Mapping[str, Sequence[FoundLink]]:
    """The parents of every loaded clause by its address ``SYMBOL#LABEL``; none for a new one."""
    found: dict[str, list[FoundLink]] = {}
    for row in execute(connection, "evaluate/select_links", language=language):
        parents = found.setdefault(row.child, [])
        if row.parent is not None:
            parents.append(FoundLink(row.parent, row.relation, row.is_main))
    return found
