"""Decisions of people in the database: taken in from files, read back for linking and reading.

Table ``decision`` is only ever added to, and only from files that people wrote.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path

from sqlalchemy import Connection

from etl.corrections import Applied
from etl.db.rows import Difference, copy_rows, read_rows, store_difference
from etl.db.statements import execute
from etl.db.tables import clause_correction, decision
from etl.decisions import (
    COLUMNS,
    Address,
    Decision,
    DecisionKind,
    named_clauses,
    parse_decisions,
    refuse_ties,
    rulings,
)
from etl.errors import DecisionRefused, why_unreadable
from etl.model import Ruling

_COLUMNS = (*COLUMNS, "load_run_id")
_CORRECTION = ("decision_id", "paragraph_id", "printed_label", "printed_text")


def read_decision_files(paths: Sequence[Path]) -> tuple[Decision, ...]:
    """Read files of decisions; a folder stands for the ``.csv`` files in it.

    Raises:
        DecisionRefused: a file cannot be read or understood; see
            :func:`etl.decisions.parse_decisions`.
    """
    found: dict[Decision, None] = {}
    for path in paths:
        with _told_as_refusal(path):
            is_folder = stat.S_ISDIR(path.stat().st_mode)
            files = (
                sorted(one for one in path.iterdir() if one.suffix == ".csv")
                if is_folder
                else [path]
            )
        for file in files:
            with _told_as_refusal(file):
                content = file.read_text(encoding="utf-8")
            found.update(dict.fromkeys(parse_decisions(content, str(file))))
    return tuple(found)


@contextmanager
def _told_as_refusal(path: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, UnicodeDecodeError) as error:
        raise DecisionRefused(
            f"{path}: the decisions cannot be read: {why_unreadable(error)}",
            hint="name a CSV file in UTF-8, or a folder of such files",
        ) from None


def take_in(connection: Connection, run_id: int, given: Sequence[Decision]) -> tuple[Decision, ...]:
    """Add the decisions that are not known yet; return those.

    Raises:
        DecisionRefused: one contradicts a known one of the same time.
    """
    known = dict.fromkeys(read_decisions(connection))
    new = tuple(one for one in given if one not in known)
    refuse_ties((*known, *new), "the file of decisions and those taken in before")
    if new:
        copy_rows(connection, decision, _COLUMNS, (_row(one, run_id) for one in new))
    return new


def read_decisions(connection: Connection) -> tuple[Decision, ...]:
    """Return every decision that was ever taken in, earliest first."""
    return tuple(_keyed(connection))


def read_rulings(connection: Connection) -> tuple[Ruling, ...]:
    """Return what linking has to honour: decisions that stand, about the texts that are loaded."""
    decisions = read_decisions(connection)
    return rulings(decisions, _named(connection, named_clauses(decisions)))


def store_corrections(
    connection: Connection, resolution_ids: Iterable[int], applied: Sequence[Applied]
) -> Difference:
    """Write down which corrections stand in the clauses of the resolutions that were just loaded.

    ``applied`` are those of the files that were read; of a file that was not loaded they are left.
    """
    ids = sorted(resolution_ids)
    keys = _keyed(connection)
    clauses = _named(
        connection, [(one.decision.clause[0], one.decision.clause[1], one.label) for one in applied]
    )
    loaded = {
        row.paragraph_id
        for row in execute(connection, "run/select_paragraph_ids", resolution_ids=ids)
    }
    stored = read_rows(connection, clause_correction, _CORRECTION, ("paragraph_id", loaded))
    wanted = []
    for one in applied:
        clause = clauses.get((one.decision.clause[0], one.decision.clause[1], one.label))
        if clause is not None and clause[0] in loaded:
            wanted.append((keys[one.decision], clause[0], one.printed_label, one.printed_text))
    return store_difference(connection, clause_correction, _CORRECTION, stored, wanted)


def _keyed(connection: Connection) -> dict[Decision, int]:
    return {
        Decision(
            clause=(row.language, row.symbol, row.label),
            kind=DecisionKind(row.kind),
            text_sha256=row.text_sha256,
            decided_by=row.decided_by,
            decided_at=row.decided_at.astimezone(UTC),
            reason=row.reason,
            parent=(
                None
                if row.parent_symbol is None
                else (row.language, row.parent_symbol, row.parent_label)
            ),
            parent_text_sha256=row.parent_text_sha256,
            correction=row.correction,
        ): row.decision_id
        for row in execute(connection, "run/select_decisions")
    }


def _named(
    connection: Connection, addresses: Iterable[Address]
) -> Mapping[Address, tuple[int, str]]:
    """Key and text of each clause that is loaded."""
    wanted = set(addresses)
    if not wanted:
        return {}
    rows = execute(
        connection,
        "run/select_named_clauses",
        symbols=sorted({symbol for _, symbol, _ in wanted}),
        labels=sorted({label for _, _, label in wanted}),
    )
    found = {(row.language, row.symbol, row.label): (row.paragraph_id, row.text) for row in rows}
    return {address: clause for address, clause in found.items() if address in wanted}


def _row(one: Decision, run_id: int) -> tuple[object, ...]:
    parent = one.parent or (None, None, None)
    return (
        *one.clause,
        one.kind.value,
        *parent[1:],
        one.correction,
        one.text_sha256,
        one.parent_text_sha256,
        one.decided_by,
        one.decided_at,
        one.reason,
        run_id,
    )
