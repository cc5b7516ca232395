"""What linking keeps of each document, stored and read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from etl.db.rows import Row, copy_rows
from etl.db.statements import execute
from etl.db.tables import outline as table
from etl.link.affected import Known
from etl.link.outline import Outline

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
    "words",
    "marks",
    "sought",
)


def read_known(connection: Connection) -> dict[str, dict[str, Known]]:
    """Return every document as it was linked last, by language and symbol."""
    found: dict[str, dict[str, Known]] = defaultdict(dict)
    for row in execute(connection, "load/select_outlines"):
        words = np.frombuffer(row.words, dtype="<i8")
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
            words=words,
            marks=np.frombuffer(row.marks, dtype=np.uint8),
        )
        bits = np.unpackbits(np.frombuffer(row.sought, dtype=np.uint8), count=len(words))
        found[row.language][row.symbol] = Known(own, bits.astype(np.bool_))
    return found


def store_known(
    connection: Connection, known: Iterable[Known], gone: Mapping[str, Collection[str]]
) -> None:
    """Keep documents as they were linked; those ``gone`` (symbols by language) are forgotten.

    One that is kept replaces what is known of its symbol and language.
    """
    rows = [_row(one) for one in known]
    for language, symbols in gone.items():
        _forget(connection, language, symbols)
    kept: dict[str, list[str]] = defaultdict(list)
    for symbol, language, *_ in rows:
        kept[language].append(symbol)
    for language, symbols in kept.items():
        _forget(connection, language, symbols)
    copy_rows(connection, table, _COLUMNS, rows)


def _forget(connection: Connection, language: str, symbols: Collection[str]) -> None:
    if symbols:
        execute(connection, "load/delete_outlines", language=language, symbols=sorted(symbols))


def _row(known: Known) -> Row:
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
        _bytes(own.words),
        own.marks.tobytes(),
        np.packbits(known.sought).tobytes(),
    )


def _bytes(numbers: NDArray[np.int64]) -> bytes:
    return numbers.astype("<i8").tobytes()
