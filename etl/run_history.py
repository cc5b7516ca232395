"""The ledger read back: what each run did, and whose history it rewrote."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from etl.db.statements import execute
from etl.errors import ProvenanceError


@dataclass(frozen=True, slots=True)
class RootChange:
    """A clause whose root a run moved, by addresses, and the resolutions that did it."""

    language: str
    address: str
    old_root: str
    new_root: str
    cause: str
    cause_symbols: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PastRun:
    """One run of the ledger; ``counts`` is empty for one that was refused."""

    run: int
    command: str
    started_at: datetime
    finished_at: datetime | None
    outcome: str
    program_version: str
    message: str | None
    counts: dict[str, Any]
    root_changes: tuple[RootChange, ...] = ()

    @property
    def seconds(self) -> float:
        """How long it took; 0 for one that has not ended."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else 0.0

    def as_dict(self) -> dict[str, Any]:
        """The run as one JSON object; times in ISO 8601."""
        return {
            **asdict(self),
            "started_at": self.started_at.isoformat(),
            "finished_at": self.finished_at.isoformat() if self.finished_at else None,
            "seconds": round(self.seconds, 3),
        }


def read_runs(connection: Connection, at_most: int) -> tuple[PastRun, ...]:
    """Return the latest runs, the last one first."""
    rows = execute(connection, "run/select_runs", run_id=None, at_most=at_most)
    return tuple(PastRun(*row) for row in rows)


def read_run(connection: Connection, run_id: int) -> PastRun:
    """Return one run with the clauses whose root it moved.

    Raises:
        ProvenanceError: there is no such run.
    """
    row = execute(connection, "run/select_runs", run_id=run_id, at_most=1).one_or_none()
    if row is None:
        raise ProvenanceError(
            f"there is no run {run_id}", hint="see which there are: clause-provenance runs"
        )
    changes = (
        RootChange(
            language=found.language,
            address=found.address,
            old_root=found.old_root,
            new_root=found.new_root,
            cause=found.cause,
            cause_symbols=tuple(found.cause_symbols),
        )
        for found in execute(connection, "run/select_root_changes", run_id=run_id)
    )
    return replace(PastRun(*row), root_changes=tuple(changes))
