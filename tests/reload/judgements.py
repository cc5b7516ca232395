"""Decisions of a careful reader about three small resolutions, and their table."""

from __future__ import annotations

import csv
from datetime import UTC, datetime, timedelta
from pathlib import Path

from etl.decisions import COLUMNS, Address, Decision, DecisionKind, digest
from tests.reload.adoptions import symbol

CHILD, PARENT, OTHER = (("en", symbol(year), "OP1") for year in (2008, 2007, 2006))
DAY = datetime(2025, 1, 1, tzinfo=UTC)


def decide(
    kind: str,
    *,
    day: int = 0,
    child: Address = CHILD,
    parent: Address | None = PARENT,
    words: str = "child",
    parent_words: str = "parent",
    correction: str = "",
) -> Decision:
    """A decision of one ``day`` about a child and a parent whose words were these."""
    kind_ = DecisionKind(kind)
    alone = kind_.is_correction
    return Decision(
        clause=child,
        kind=kind_,
        text_sha256=digest(words)[:16],
        decided_by=f"judge {day}",
        decided_at=DAY + timedelta(days=day),
        reason="because",
        parent=None if alone else parent,
        parent_text_sha256=None if alone else digest(parent_words),
        correction=correction if alone else None,
    )


def table(path: Path, *decisions: Decision) -> Path:
    """Write the decisions as a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for one in decisions:
            parent = one.parent or ("", "", "")
            row = [*one.clause, one.kind.value, *parent[1:], one.correction or "", one.text_sha256,
                   one.parent_text_sha256 or "", one.decided_by, one.decided_at.isoformat(),
                   one.reason]  # fmt: skip
            writer.writerow(row)
    return path
