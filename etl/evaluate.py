"""How well found links agree with reference links that readers made.

A reference folder holds ``links/*.jsonl`` (one set, named ``links``) and any number of
``series/<name>/links/*.jsonl`` (one set each): one line per clause with its true parents and root.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from etl.errors import ProvenanceError, why_unreadable
from etl.model import EvaluatedLinks, ReferenceChild, Relation


class FoundLink(NamedTuple):
    """A link that the program made; ``parent`` is an address ``SYMBOL#LABEL``."""

    parent: str
    relation: str
    is_main: bool


@dataclass(frozen=True, slots=True)
class Scores:
    """Agreement on one set of reference clauses; every share lies in 0..1.

    Attributes:
        name: the set, ``"all"`` for all sets pooled.
        children: clauses judged; ``missing`` of them are not among the found clauses at all.
        precision, recall, f1: over pairs of child and parent.
        hard_f1: the same for clauses that are not word for word those of a parent.
        main: share of children whose main parent, or having none, is right.
        root: share of children whose root is right.
        relation: share of rightly found links whose relation is right.
        recall_by_relation: per true relation the share of links found, and their number.
    """

    name: str
    children: int
    missing: int
    precision: float
    recall: float
    f1: float
    hard_f1: float
    main: float
    root: float
    relation: float
    recall_by_relation: dict[str, tuple[float, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A rival on the reference sets; its links are at least ``threshold`` alike (0..1)."""

    measure: str
    rule: str
    threshold: float
    sets: tuple[Scores, ...]
    pooled: Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of every set and of all pooled, with and without the debatable clauses."""

    sets: tuple[Scores, ...]
    pooled: Scores
    sets_undebated: tuple[Scores, ...]
    pooled_undebated: Scores
    disagreements: tuple[str, ...]


def read_reference(folder: Path) -> list[EvaluatedLinks]:
    """Read the reference links under ``folder``, sets in order of their names.

    Raises:
        ProvenanceError: the folder holds no reference links, or a line is not one.
    """
    sources = {"links": sorted((folder / "links").glob("*.jsonl"))}
    for series in sorted((folder / "series").glob("*/links")):
        sources[series.parent.name] = sorted(series.glob("*.jsonl"))
    sets = [
        EvaluatedLinks(name, tuple(child for path in paths for child in _read_links(path)))
        for name, paths in sources.items()
        if paths
    ]
    if not sets:
        raise ProvenanceError(
            f"{folder} holds no reference links",
            hint="expected links/*.jsonl or series/<name>/links/*.jsonl below it",
        )
    return sets


def evaluate(
    reference: Sequence[EvaluatedLinks], found: Mapping[str, Sequence[FoundLink]]
) -> Evaluation:
    """Score found links against every reference set.

    Args:
        found: the links of every clause in the database by its address, ``[]`` where it has none;
            a clause that is not a key counts as missing.
    """
    everything = pool(reference)
    undebated = [_undebated(one) for one in reference]
    return Evaluation(
        tuple(score(one, found) for one in reference),
        score(everything, found),
        tuple(score(one, found) for one in undebated),
        score(_undebated(everything), found),
        tuple(_disagreements(everything.children, found)),
    )


def pool(reference: Iterable[EvaluatedLinks]) -> EvaluatedLinks:
    """Return all sets as one, named ``"all"``."""
    return EvaluatedLinks("all", tuple(child for one in reference for child in one.children))


def symbols_of(reference: EvaluatedLinks) -> frozenset[str]:
    """Return the symbols of the documents that a reference set names: children, parents, roots."""
    return frozenset(
        address.partition("#")[0]
        for child in reference.children
        for address in (child.child, child.root, *child.parents)
        if address
    )


def score(reference: EvaluatedLinks, found: Mapping[str, Sequence[FoundLink]]) -> Scores:
    """Score found links against one reference set."""
    true, hit, made = Counter[str](), Counter[str](), 0
    hard_true = hard_hit = hard_made = main = root = relation = 0
    for child in reference.children:
        links = {link.parent: link for link in found.get(child.child, ())}
        right = child.parents.keys() & links.keys()
        true.update(child.parents.values())
        hit.update(child.parents[parent] for parent in right)
        relation += sum(links[parent].relation == child.parents[parent] for parent in right)
        made += len(links)
        if Relation.IDENTICAL not in child.parents.values():
            hard_true += len(child.parents)
            hard_hit += len(right)
            hard_made += len(links)
        known = child.child in found
        main += known and _main(child.child, found) == child.main
        root += known and root_of(child.child, found) == child.root
    children = len(reference.children)
    return Scores(
        name=reference.name,
        children=children,
        missing=sum(child.child not in found for child in reference.children),
        precision=_share(hit.total(), made),
        recall=_share(hit.total(), true.total()),
        f1=_share(2 * hit.total(), made + true.total()),
        hard_f1=_share(2 * hard_hit, hard_made + hard_true),
        main=_share(main, children),
        root=_share(root, children),
        relation=_share(relation, hit.total()),
        recall_by_relation={
            kind: (_share(hit[kind], true[kind]), true[kind]) for kind in Relation if true[kind]
        },
    )


def root_of(address: str, found: Mapping[str, Sequence[FoundLink]]) -> str:
    """Return the earliest ancestor of a clause along main parents, itself if it has none."""
    while (parent := _main(address, found)) is not None:
        address = parent
    return address


def _main(address: str, found: Mapping[str, Sequence[FoundLink]]) -> str | None:
    return next((link.parent for link in found.get(address, ()) if link.is_main), None)


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _undebated(reference: EvaluatedLinks) -> EvaluatedLinks:
    children = tuple(child for child in reference.children if not child.debatable)
    return EvaluatedLinks(reference.name, children)


def _disagreements(
    children: Iterable[ReferenceChild], found: Mapping[str, Sequence[FoundLink]]
) -> Iterable[str]:
    for child in children:
        if child.child not in found:
            yield f"{child.child}: not loaded"
            continue
        links = {link.parent: link for link in found[child.child]}
        if links.keys() != child.parents.keys():
            yield (
                f"{child.child}: reference has {_named(child.parents)}, found "
                f"{_named({parent: link.relation for parent, link in links.items()})}"
                + (" (debatable)" if child.debatable else "")
            )


def _named(parents: Mapping[str, str]) -> str:
    return ", ".join(f"{parent} ({kind})" for parent, kind in parents.items()) or "no parent"


def _read_links(path: Path) -> Iterable[ReferenceChild]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ProvenanceError(
            f"{path}: the reference links cannot be read: {why_unreadable(error)}",
            hint="mend or remove the file; it must be JSON Lines in UTF-8",
        ) from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            parents = row["parents"]
            yield ReferenceChild(
                child=row["child"],
                parents={parent["clause"]: parent["relation"] for parent in parents},
                main=next((parent["clause"] for parent in parents if parent["main"]), None),
                root=row["root"],
                debatable=bool(row.get("debatable", False)),
                note=row.get("note", ""),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise ProvenanceError(
                f"{path}, line {number}: not a reference link ({error!r})",
                hint='each line is {"child", "parents": [{"clause", "relation", "main"}], "root"}',
            ) from error
