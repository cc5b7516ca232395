"""What a parent is to its child: the relation, whether the clause moved, and the reason in words."""

from __future__ import annotations

from collections.abc import Sequence

from etl.link.align import Run
from etl.link.references import only_references_differ
from etl.link.words import identity
from etl.model import LinkClause, Relation


def plain_relation(child: Sequence[str], parent: Sequence[str], runs: Sequence[Run]) -> Relation:
    """Return the relation of a child to its only parent, from their words and the runs shared."""
    if identity(child) == identity(parent):
        return Relation.IDENTICAL
    changes = changed(child, parent, runs)
    if all(only_references_differ(old, new) for old, new in changes):
        return Relation.UPDATED
    return Relation.REWORDED


def changed(
    child: Sequence[str], parent: Sequence[str], runs: Sequence[Run]
) -> list[tuple[Sequence[str], Sequence[str]]]:
    """Return the (old, new) words between the runs; runs out of order count as changed."""
    changes = []
    in_child = in_parent = 0
    for run in (*in_order(runs), Run(len(child), len(parent), 0)):
        old, new = parent[in_parent : run.parent], child[in_child : run.child]
        if identity(old) != identity(new):
            changes.append((old, new))
        in_child, in_parent = run.child + run.length, run.parent + run.length
    return changes


def in_order(runs: Sequence[Run]) -> list[Run]:
    """Return the runs, longest first choice, that ascend in both texts."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (-run.length, run.child)):
        if all((other.child < run.child) == (other.parent < run.parent) for other in kept):
            kept.append(run)
    return sorted(kept)


def is_moved(child: LinkClause, parent: LinkClause) -> bool:
    """Tell whether a clause changed its part, its section of an annex, or its level."""
    return (child.kind, _section(child.label), _level(child.label)) != (
        parent.kind,
        _section(parent.label),
        _level(parent.label),
    )


def _section(label: str) -> str:
    return label.split(".")[0] if "." in label else ""


def _level(label: str) -> int:
    return label.count("(")
