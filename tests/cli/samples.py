"""Small resolutions, what a call came to, and what a database holds."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

RESOLUTION = """\
Resolution adopted by the General Assembly on 18 December 2007
[on the report of the Third Committee (A/62/439/Add.2)]
62/{number}.	Protection of {whom}

	The General Assembly,
	Recalling all its previous resolutions on the protection of {whom},
	Reaffirming the Universal Declaration of Human Rights, which proclaims that all human beings \
are born free and equal in dignity and rights,
	1.	Calls upon States to promote and protect effectively the human rights of all {whom};
	2.	Requests the Secretary-General to report to the General Assembly at its next session \
on the implementation of the present resolution;
	3.	Decides to remain seized of the matter.
76th plenary meeting
18 December 2007
"""


def resolution(number: int = 901, whom: str = "migrants") -> str:
    """A small resolution as text converted from Word."""
    return RESOLUTION.format(number=number, whom=whom)


@dataclass(frozen=True)
class Called:
    """What a call of the command line came to."""

    code: int
    out: str
    err: str

    @property
    def object(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.out)
        return value


Call = Callable[..., Called]


def contents(url: str) -> dict[str, str]:
    """A digest of the rows of every public table but the ledger of runs."""
    with psycopg.connect(url) as session:
        names = session.execute(
            "select table_name from information_schema.tables where table_schema = 'public'"
            " and table_type = 'BASE TABLE' and table_name <> 'load_run' order by 1"
        ).fetchall()
        digests = {}
        for (name,) in names:
            query = sql.SQL("select t::text from {} t order by 1").format(sql.Identifier(name))
            rows = "\n".join(row[0] for row in session.execute(query))
            digests[name] = hashlib.sha256(rows.encode()).hexdigest()
        return digests


def rows_of(url: str, query: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with psycopg.connect(url) as session:
        return session.execute(query.encode()).fetchall()
