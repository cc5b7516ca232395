"""Which clauses a run gave another root, and what of the run did it: history rewritten, told.

Clauses are compared by what they are known by (language, symbol, label), so that a clause whose
wording was corrected is the same clause still.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection

from etl.db.rows import Difference, copy_rows
from etl.db.statements import execute, run_script
from etl.db.tables import root_change
from etl.decisions import Address

Place = tuple[str, str]
"""Symbol and label of a clause, within one language."""
Key = tuple[str, str]
"""Symbol and language of a resolution."""

_COLUMNS = (
    "load_run_id",
    "language",
    "symbol",
    "label",
    "old_root_symbol",
    "old_root_label",
    "new_root_symbol",
    "new_root_label",
    "cause",
    "cause_symbols",
)


@dataclass(frozen=True, slots=True)
class State:
    """A clause before or after a run; ``root`` is None where it has no lineage (yet)."""

    wording: str
    root: Place | None


@dataclass(slots=True)
class Before:
    """What is lost once resolutions are replaced or removed: their clauses, and who roots in them.

    Attributes:
        states: clauses of such resolutions and clauses rooted in them.
        theirs: those of ``states`` that belong to such resolutions.
    """

    states: dict[Address, State] = field(default_factory=dict)
    theirs: set[Address] = field(default_factory=set)

    def remember(self, connection: Connection, resolution_ids: Collection[int]) -> None:
        """Note the clauses of resolutions that are about to change; what was noted first stays."""
        if not resolution_ids:
            return
        rows = execute(
            connection, "run/select_states_of_resolutions", resolution_ids=sorted(resolution_ids)
        )
        for language, symbol, label, wording, root_symbol, root_label, is_theirs in rows:
            address = (language, symbol, label)
            root = None if root_symbol is None else (root_symbol, root_label)
            self.states.setdefault(address, State(wording, root))
            if is_theirs:
                self.theirs.add(address)


@dataclass(frozen=True, slots=True)
class Causes:
    """What a run brought that can move a root.

    Attributes:
        documents: resolutions that it loaded, replaced or removed, by symbol and language.
        rules: whether other rules than before linked.
        decisions: whether people's decisions about links were taken in.
    """

    documents: frozenset[Key] = frozenset()
    rules: bool = False
    decisions: bool = False


def changed_wordings(before: Before, after: Mapping[Address, State]) -> int:
    """Count the clauses that have other words than before under the same label."""
    return sum(
        address in after and after[address].wording != before.states[address].wording
        for address in before.theirs
    )


def moved_roots(
    before: Mapping[Address, State], after: Mapping[Address, State]
) -> dict[Address, tuple[Place, Place]]:
    """Return old and new root of each clause that has another one than before."""
    moved = {}
    for address, was in before.items():
        now = after.get(address)
        if now and was.root and now.root and was.root != now.root:
            moved[address] = (was.root, now.root)
    return moved


def find_cause(
    address: Address, old_root: Place, line: Collection[str], causes: Causes
) -> tuple[str, list[str]]:
    """Return what moved a clause's root, and by which resolutions.

    Args:
        address: the clause.
        old_root: what its root was.
        line: symbols of the resolutions on its line as it is now.
        causes: what the run brought. Its documents count where they stand on the line as it is now
            or hold the old root; all of them where none does, since the line as it was is gone.
    """
    if causes.rules:
        return "rules", []
    touched = {symbol for symbol, language in causes.documents if language == address[0]}
    near = touched & {*line, old_root[0]}
    if near:
        return "documents", sorted(near)
    if causes.decisions or not touched:
        return "decisions" if causes.decisions else "rules", []
    return "documents", sorted(touched)


def read_states(connection: Connection, addresses: Collection[Address]) -> dict[Address, State]:
    """Return where some clauses stand now; those that are not loaded are left out."""
    if not addresses:
        return {}
    rows = execute(connection, "run/select_states_of_clauses", **_lists(addresses))
    return {
        (language, symbol, label): State(
            wording, None if root_symbol is None else (root_symbol, root_label)
        )
        for language, symbol, label, wording, root_symbol, root_label in rows
    }


def read_moved(
    connection: Connection, roots: Mapping[int, tuple[int, int]]
) -> dict[Address, tuple[Place, Place]]:
    """Return clauses, old and new roots by what they are known by instead of by key."""
    keys = {key for clause, (old, new) in roots.items() for key in (clause, old, new)}
    if not keys:
        return {}
    known = {
        row.paragraph_id: (row.language, row.symbol, row.label)
        for row in execute(connection, "run/select_addresses", paragraph_ids=sorted(keys))
    }
    return {
        known[clause]: (known[old][1:], known[new][1:])
        for clause, (old, new) in roots.items()
        if {clause, old, new} <= known.keys()
    }


def read_symbols(connection: Connection, resolution_ids: Collection[int]) -> frozenset[Key]:
    """Return symbol and language of some resolutions."""
    rows = execute(connection, "run/select_symbols", resolution_ids=sorted(resolution_ids))
    return frozenset((row.symbol, row.language) for row in rows)


def store_moved(
    connection: Connection,
    run_id: int,
    moved: Mapping[Address, tuple[Place, Place]],
    causes: Causes,
) -> None:
    """Enter the clauses whose root this run moved into table ``root_change``."""
    if not moved:
        return
    lines: dict[Address, set[str]] = defaultdict(set)
    if not causes.rules:
        for row in execute(connection, "run/select_lines", **_lists(moved)):
            lines[row.language, row.symbol, row.label].add(row.line_symbol)
    rows = (
        (run_id, *address, *old, *new, *find_cause(address, old, lines[address], causes))
        for address, (old, new) in sorted(moved.items())
    )
    copy_rows(connection, root_change, _COLUMNS, rows)


def keep_lineage(connection: Connection) -> None:
    """Keep links and roots of the whole database aside until the transaction ends."""
    run_script(connection, "run/keep_lineage")


def compare_lineage(connection: Connection) -> tuple[Difference, dict[int, tuple[int, int]]]:
    """Return the links that differ from those kept, and old and new root of clauses, by key."""
    edges = execute(connection, "run/count_changed_edges").one()
    roots = {row[0]: (row[1], row[2]) for row in execute(connection, "run/select_moved_roots")}
    return Difference(edges.added, edges.removed, edges.changed), roots


def _lists(addresses: Iterable[Address]) -> dict[str, list[str]]:
    languages, symbols, labels = zip(*sorted(addresses), strict=True)
    return {"languages": list(languages), "symbols": list(symbols), "labels": list(labels)}
