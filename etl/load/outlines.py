"""What linking keeps of each document, stored and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from etl.db.rows import copy_rows
from etl.db.statements import execute, fetch_bytes
from etl.db.tables import outline as table
from etl.link.affected import Known
from etl.link.outline import Outline, place_type

Key = tuple[str, str]
"""Language and symbol of a resolution."""

_COLUMNS = (
    "symbol",
    "language",
    "adopted_on",
    "title",
    "organ",
    "previous_symbol",
    "cited_symbols",
    "lengths",
    "wordings",
    "vocabulary",
    "words",
    "marks",
    "sought",
    "open_words",
    "least_scores",
    "rulings",
)


def read_known(connection: Connection) -> dict[Key, Known]:
    """Return every document as it was linked last."""
    return {
        (row.language, row.symbol): _known(row)
        for row in fetch_bytes(connection, "load/select_outlines")
    }


def _known(row: Any) -> Known:
    vocabulary = np.frombuffer(row.vocabulary, dtype="<i8")
    own = Outline(
        symbol=row.symbol,
        language=row.language,
        adopted_on=row.adopted_on,
        title=row.title,
        organ=row.organ,
        previous_symbol=row.previous_symbol,
        cited_symbols=tuple(row.cited_symbols),
        lengths=np.frombuffer(row.lengths, dtype="<i8"),
        wordings=np.frombuffer(row.wordings, dtype="<i8"),
        vocabulary=vocabulary,
        words=np.frombuffer(row.words, dtype=place_type(len(vocabulary))),
        marks=np.frombuffer(row.marks, dtype=np.uint8),
    )
    return Known(own, row.sought, row.open_words, row.least_scores, row.rulings)


def store_known(connection: Connection, known: Sequence[Known], gone: Iterable[Key] | None) -> None:
    """Keep documents as they were linked, instead of what is kept of them.

    Args:
        connection: an open transaction.
        known: what to keep.
        gone: documents to forget; None means all others.
    """
    if gone is None:
        execute(connection, "load/delete_all_outlines")
    else:
        replaced = [(one.outline.language, one.outline.symbol) for one in known]
        by_language: dict[str, list[str]] = defaultdict(list)
        for language, symbol in (*replaced, *gone):
            by_language[language].append(symbol)
        for language, symbols in by_language.items():
            execute(connection, "load/delete_outlines", language=language, symbols=symbols)
    copy_rows(connection, table, _COLUMNS, map(_row, known))


def _row(known: Known) -> tuple[object, ...]:
    own = known.outline
    return (
        own.symbol,
        own.language,
        own.adopted_on,
        own.title,
        own.organ,
        own.previous_symbol,
        list(own.cited_symbols),
        _bytes(own.lengths),
        _bytes(own.wordings),
        _bytes(own.vocabulary),
        own.words.tobytes(),
        own.marks.tobytes(),
        known.sought_bits,
        known.open_bits,
        known.least_scores,
        known.rulings,
    )


def _bytes(numbers: NDArray[np.int64]) -> bytes:
    return numbers.astype("<i8").tobytes()
