"""Documents to link: made from tables of real clauses, from the seeds, from the reference data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from functools import cache
from itertools import count
from pathlib import Path

from etl.link import explain
from etl.model import ClauseKind, Edge, LinkClause, LinkDocument

SEEDS = Path(__file__).parent.parent / "seeds"
KINDS = {"P": ClauseKind.PREAMBULAR, "O": ClauseKind.OPERATIVE, "A": ClauseKind.ANNEX}
_ids = count(1)

ROOMY = {f"PP{n}": text for n, text in enumerate((
    "Recalling the Charter of the United Nations and its purposes and principles,",
    "Noting the importance of dialogue among civilizations for lasting peace,",
    "Welcoming the efforts of regional organizations in the field of disarmament,",
    "Bearing in mind the needs of small island developing States,",
), start=50)}  # fmt: skip
"""Clauses on other subjects, so that a document has something to be telling against."""

SAFETY = "Urges States to ensure that repatriation mechanisms allow for the identification and special protection of persons in vulnerable situations and take into account the principle of the best interest of the child and family reunification;"
"""A clause long enough to be known again wherever it stands."""


def document(
    symbol: str,
    adopted_on: str,
    clauses: dict[str, str],
    *,
    title: str = "Protection of migrants",
    previous: str | None = None,
    cited: Sequence[str] = (),
    language: str = "en",
) -> LinkDocument:
    """A resolution from a table of labels and texts."""
    return LinkDocument(
        symbol=symbol,
        language=language,
        adopted_on=date.fromisoformat(adopted_on),
        title=title,
        organ="General Assembly",
        previous_symbol=previous,
        cited_symbols=frozenset(cited),
        clauses=tuple(
            LinkClause(next(_ids), label, KINDS[label[0]], position, text)
            for position, (label, text) in enumerate(clauses.items(), start=1)
        ),
    )


@cache
def seeds() -> tuple[LinkDocument, ...]:
    """The five documents that the project ships with, as a careful reader cuts them."""
    found = []
    for path in sorted(SEEDS.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        own = next(row for row in rows if row["row"] == "resolution")
        clauses = {row["label"]: row["text"] for row in rows if row["row"] == "clause"}
        found.append(
            document(own["symbol"], own["adopted_on"], clauses, previous=own["previous_symbol"])
        )
    return tuple(found)


def reference_documents(gold: Path) -> list[list[LinkDocument]]:
    """The documents of each reference set; those of the seeds stand for the set ``links``."""
    sets = [list(seeds())]
    for series in sorted((gold / "series").iterdir()):
        members = []
        for path in sorted((series / "clauses").glob("*.jsonl")):
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            clauses = {row["label"]: row["text"] for row in rows}
            # The reference holds no dates: one member a year, in December, is what they are.
            year = 1945 + int(path.stem.partition("-")[0])
            day = f"{year}-12-18"
            members.append(document(rows[0]["symbol"], day, clauses, title=series.name))
        sets.append(members)
    return sets


def addresses(documents: Sequence[LinkDocument]) -> dict[int, str]:
    """The address of every clause by its id."""
    return {c.clause_id: f"{d.symbol}#{c.label}" for d in documents for c in d.clauses}


def links(documents: Sequence[LinkDocument]) -> dict[str, list[tuple[str, Edge]]]:
    """The parents of every clause by address, the main one first."""
    known = addresses(documents)
    return {
        known[found.child_id]: [(known[edge.parent_id], edge) for edge in found.edges]
        for found in explain(documents)
    }
