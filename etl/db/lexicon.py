"""The lexicon of opening phrases: the table is kept equal to ``seeds/opening_phrases.csv``."""

from __future__ import annotations

import csv

from sqlalchemy import Connection

from etl.db.lexicon_tables import opening_phrase
from etl.db.resources import folder
from etl.db.rows import Difference, Row, read_rows, store_difference

_COLUMNS = ("language", "phrase", "verb", "kind", "strength", "note")


def lexicon_rows() -> list[Row]:
    """Return the rows of the shipped file; empty fields are null, but for the note."""
    path = folder("seeds") / "opening_phrases.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return [
            (
                row["language"],
                row["phrase"],
                row["verb"] or None,
                row["kind"],
                int(row["strength"]) if row["strength"] else None,
                row["note"],
            )
            for row in csv.DictReader(lines)
        ]


def store_lexicon(connection: Connection) -> Difference:
    """Make the stored lexicon equal to the shipped file within the caller's transaction."""
    stored = read_rows(connection, opening_phrase, _COLUMNS)
    return store_difference(connection, opening_phrase, _COLUMNS, stored, lexicon_rows())
