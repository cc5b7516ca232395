"""What a parent is to its child: the relation, and whether the clause moved."""

from __future__ import annotations

from collections.abc import Sequence

from etl.link.align import Run
from etl.link.references import only_references_differ
from etl.link.words import identity
from etl.model import LinkClause, Relation


def plain_relation(child: Sequence[str], parent: Sequence[str], runs: Sequence[Run]) -> Relation:
    """Return the relation of a child to its only parent of another wording.

    Args:
        child: the words of the child in the form in which they are compared; so of the ``parent``.
        runs: the words they share.
    """
    in_child = in_parent = 0
    for run in (*in_order(runs), Run(len(child), len(parent), 0)):
        old, new = parent[in_parent : run.parent], child[in_child : run.child]
        if (old or new) and not _only_references_differ(old, new):
            return Relation.REWORDED
        in_child, in_parent = run.child + run.length, run.parent + run.length
    return Relation.UPDATED


def _only_references_differ(old: Sequence[str], new: Sequence[str]) -> bool:
    return identity(old) == identity(new) or only_references_differ(old, new)


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
    return label.partition(".")[0] if "." in label else ""


def _level(label: str) -> int:
    return label.count("(")
