"""The invariants: each file of ``sql/checks`` is a query that returns the rows that are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.db.statements import execute, files, header

# Rows shown of one check; the count tells how many there are.
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """An invariant that does not hold.

    Attributes:
        check: name of the file in ``sql/checks``.
        fact: what should be true.
        count: rows that are wrong.
        examples: a few of them, column by column.
    """

    check: str
    fact: str
    count: int
    examples: tuple[dict[str, str], ...]


def check(connection: Connection) -> tuple[Finding, ...]:
    """Return every invariant that does not hold; nothing where all is well."""
    return tuple(_findings(connection))


def checks() -> tuple[tuple[str, str], ...]:
    """Return name and fact of every invariant."""
    return tuple(
        (path.stem, header(path.read_text(encoding="utf-8"))[0].removeprefix("Purpose: "))
        for path in files("checks")
    )


def _findings(connection: Connection) -> Iterator[Finding]:
    for name, fact in checks():
        rows = execute(connection, f"checks/{name}").mappings().all()
        if rows:
            examples = tuple(
                {column: str(value) for column, value in row.items()} for row in rows[:_EXAMPLES]
            )
            yield Finding(name, fact, len(rows), examples)
