"""Reads resolutions, clauses and their lines from the database, for :mod:`etl.show` to render."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from sqlalchemy import Connection, Row

from etl.db.statements import execute
from etl.errors import ProvenanceError
from etl.model import Relation, WordingChange
from etl.show import Bounds, ClauseLine, Phrase, ResolutionSheet, Step, Story

MATCHES = 3
"""Near matches offered for an unknown name: as many as one reads at a glance."""


class UnknownName(ProvenanceError):
    """Nothing loaded bears the symbol or label that was asked for."""


def read_sheet(connection: Connection, symbol: str, language: str) -> ResolutionSheet:
    """A resolution with its clauses in reading order.

    Raises:
        UnknownName: it is not loaded; the hint names near matches.
    """
    resolution = _find_resolution(connection, symbol, language)
    symbol, key = resolution.symbol, resolution.resolution_id
    rows = execute(connection, "show/clauses_of_resolution", resolution_id=key)
    fates = execute(
        connection, "show/fates_of_clauses", symbol=symbol, language=resolution.language
    ).all()
    fate = {row.paragraph_id: row for row in fates if row.next_symbol}
    before = execute(connection, "show/predecessor_of_resolution", resolution_id=key).one()
    clauses = tuple(
        ClauseLine(
            label=row.label,
            opening=row.opening,
            relation=Relation(row.relation) if row.relation else None,
            parent=row.parent,
            root=row.root,
            is_moved=bool(row.is_moved),
            fate=fate[row.paragraph_id].fate if fate else None,
            next=fate[row.paragraph_id].next_address if fate else None,
        )
        for row in rows
    )
    return ResolutionSheet(
        symbol,
        resolution.title,
        resolution.adopted_on,
        clauses,
        predecessor=before.predecessor_symbol,
        successor=fates[0].next_symbol if fates else None,
        not_loaded=tuple(before.not_loaded_symbols),
    )


def read_story(connection: Connection, symbol: str, label: str, language: str) -> Story:
    """A clause's line: from its root along main parents to it, and what came of it later.

    Raises:
        UnknownName: the resolution or the clause is not loaded; the hint names near matches.
    """
    resolution = _find_resolution(connection, symbol, language)
    clause = _find_clause(connection, resolution, label)
    before = execute(connection, "show/line_of_clause", paragraph_id=clause.paragraph_id).all()
    after = execute(connection, "show/descendants_of_clause", paragraph_id=clause.paragraph_id)
    line = [row.paragraph_id for row in before]
    changes: dict[int, list[WordingChange]] = defaultdict(list)
    for change in execute(connection, "show/changes_of_clauses", paragraph_ids=line).mappings():
        changes[change["child_id"]].append(WordingChange(**change))
    others: dict[int, list[str]] = defaultdict(list)
    for row in execute(connection, "show/further_parents_of_clauses", paragraph_ids=line):
        others[row.child_paragraph_id].append(row.address)
    steps = tuple(_step(row, changes[row.paragraph_id], others[row.paragraph_id]) for row in before)
    return Story(
        steps=steps,
        later=tuple(_step(row) for row in after),
        phrases=_phrases(connection, clause.paragraph_id, steps[-1].text),
        bounds=_bounds(connection, clause.paragraph_id),
    )


def _phrases(connection: Connection, paragraph_id: int, text: str) -> tuple[Phrase, ...]:
    rows = execute(connection, "show/phrases_of_clause", paragraph_id=paragraph_id)
    return tuple(
        Phrase(
            row.char_start,
            row.char_end,
            text[row.char_start : row.char_end],
            row.origin,
            row.adopted_on,
        )
        for row in rows
    )


def _bounds(connection: Connection, paragraph_id: int) -> Bounds | None:
    """None for a clause without a date, which has no line."""
    row = execute(connection, "show/bounds_of_clause", paragraph_id=paragraph_id).one_or_none()
    if row is None:
        return None
    return Bounds(
        row.first_address, row.lacking_symbol, tuple(row.not_loaded_symbols), row.is_exact
    )


def near_matches(name: str, known: Iterable[str]) -> list[str]:
    """Known names that a person who wrote ``name`` may have meant, the nearest first."""
    by_folded = {_folded(one): one for one in known}
    close = get_close_matches(_folded(name), list(by_folded), n=MATCHES, cutoff=0.6)
    return [by_folded[one] for one in close]


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _without_blanks(label: str) -> str:
    """A label as people may write it: "op3 (a)" for OP3(a)."""
    return "".join(label.split()).casefold()


def _find_resolution(connection: Connection, symbol: str, language: str) -> Row[Any]:
    rows = execute(connection, "show/resolutions").all()
    exact = [row for row in rows if _folded(row.symbol) == _folded(symbol)]
    for row in exact:
        if row.language == language:
            return row
    if exact:
        languages = ", ".join(row.language for row in exact)
        raise UnknownName(
            f"{exact[0].symbol} is not loaded in language {language}",
            hint=f"it is loaded in: {languages}; choose with --language",
        )
    if not rows:
        raise UnknownName(
            f"{symbol} is not loaded: the database holds no resolution",
            hint="load some: clause-provenance run seeds/",
        )
    near = near_matches(symbol, (row.symbol for row in rows))
    raise UnknownName(f"{symbol} is not loaded", hint=_did_you_mean(near, "load it: "
                      "clause-provenance run FOLDER"))  # fmt: skip


def _find_clause(connection: Connection, resolution: Row[Any], label: str) -> Row[Any]:
    rows = execute(
        connection, "show/clauses_of_resolution", resolution_id=resolution.resolution_id
    ).all()
    by_label = {row.label: row for row in rows}
    folded = [row for row in rows if _without_blanks(row.label) == _without_blanks(label)]
    if label in by_label:
        return by_label[label]
    if len(folded) == 1:
        return folded[0]
    near = near_matches(label, by_label)
    raise UnknownName(
        f"{resolution.symbol} has no clause {label}",
        hint=_did_you_mean(near, f"list its clauses: clause-provenance show {resolution.symbol}"),
    )


def _did_you_mean(near: Sequence[str], otherwise: str) -> str:
    return f"did you mean {', '.join(near)}?" if near else otherwise


def _step(row: Row[Any], changes: Iterable[WordingChange] = (), others: Iterable[str] = ()) -> Step:
    return Step(
        symbol=row.symbol,
        label=row.label,
        adopted_on=row.adopted_on,
        text=row.text,
        relation=Relation(row.relation) if row.relation else None,
        is_moved=bool(row.is_moved),
        changes=tuple(changes),
        others=tuple(others),
    )
