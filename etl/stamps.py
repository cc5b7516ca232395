"""By which rules each stored document was read: what is to be read anew, and what has been."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.load.standing import REJECTED, File
from etl.reading import Corrections
from etl.rules import stamp


@dataclass(frozen=True, slots=True)
class Stale:
    """Files that were read by other rules, or with other corrections, than those of now.

    Attributes:
        here: those of this run, which can be read anew.
        elsewhere: how many others there are.
    """

    here: frozenset[File] = frozenset()
    elsewhere: int = 0


def find_stale(
    connection: Connection,
    found: Collection[File],
    languages: Collection[str],
    corrections: Corrections,
) -> Stale:
    """Tell which stored files were read by other rules than those of now.

    Documents in languages that are not asked for stay as they are.
    """
    stale = {
        (row.path, row.sha256)
        for row in execute(connection, "run/select_stamps")
        if row.reading_rules != stamp(corrections.get((row.symbol, row.language), ()))
        and (row.status == REJECTED or row.language in languages)
    }
    here = stale & set(found)
    return Stale(frozenset(here), len(stale) - len(here))


def stamp_documents(
    connection: Connection, read: Collection[File], corrections: Corrections
) -> None:
    """Note by which rules some files were read just now."""
    by_stamp: dict[str, list[int]] = defaultdict(list)
    files = set(read)
    if not files:
        return
    for row in execute(connection, "run/select_stamps"):
        if (row.path, row.sha256) in files:
            rules = stamp(corrections.get((row.symbol, row.language), ()))
            by_stamp[rules].append(row.source_document_id)
    for rules, keys in by_stamp.items():
        execute(
            connection, "run/stamp_documents", reading_rules=rules, source_document_ids=sorted(keys)
        )
