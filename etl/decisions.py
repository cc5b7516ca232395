"""What people decided about links, labels and texts: read from a file, and which decisions stand.

A file of decisions is a CSV table in UTF-8 with the columns of :data:`COLUMNS`, one decision per
line, curated by people. Lines are only ever added: a later decision on the same subject supersedes
the earlier one, whose line stays as history. Texts are known by digest (:func:`digest`), so that a
decision about other words than those that stand now is stale, and not applied.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256

from etl.errors import DecisionRefused
from etl.model import Ruling

COLUMNS = (
    "language",
    "symbol",
    "label",
    "kind",
    "parent_symbol",
    "parent_label",
    "correction",
    "text_sha256",
    "parent_text_sha256",
    "decided_by",
    "decided_at",
    "reason",
)
"""The header of a file of decisions; every column is described with table ``decision``."""

_OPTIONAL = frozenset({"parent_symbol", "parent_label", "correction", "parent_text_sha256"})
# Twelve digits tell two wordings of one clause apart with a chance of error of one in 10^14.
_DIGEST = re.compile(r"[0-9a-f]{12,64}")


class DecisionKind(StrEnum):
    """What was decided; ``unsure`` leaves a link to the program, whatever was decided before."""

    MAIN_PARENT = "main_parent"
    FURTHER_PARENT = "further_parent"
    NOT_PARENT = "not_parent"
    UNSURE = "unsure"
    LABEL = "label"
    TEXT = "text"

    @property
    def is_correction(self) -> bool:
        """Whether it is about a clause alone."""
        return self in (DecisionKind.LABEL, DecisionKind.TEXT)


Address = tuple[str, str, str]
"""Language, symbol and label: what a clause is known by."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision of a person; digests are of the texts that were judged, or their first digits.

    Attributes:
        parent: the earlier clause; None for a correction.
        correction: the right label or text; empty where an earlier one is taken back.
    """

    clause: Address
    kind: DecisionKind
    text_sha256: str
    decided_by: str
    decided_at: datetime
    reason: str
    parent: Address | None = None
    parent_text_sha256: str | None = None
    correction: str | None = None

    @property
    def subject(self) -> tuple[Address, str, Address | None]:
        """What it is about: a link, a label or a text; a later one on the same supersedes it."""
        aspect = self.kind.value if self.kind.is_correction else "link"
        return self.clause, aspect, self.parent


def digest(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, hexadecimal."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def parse_decisions(content: str, path: str) -> tuple[Decision, ...]:
    """Read a file of decisions; ``path`` is for messages.

    Raises:
        DecisionRefused: a column is missing, a line cannot be understood, or two lines decide the
            same subject differently at the same time.
    """
    rows = csv.DictReader(io.StringIO(content.removeprefix("\N{BYTE ORDER MARK}")), strict=True)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise DecisionRefused(
            f"{path}, line 1: column {missing[0]} is missing",
            hint=f"begin the file with: {','.join(COLUMNS)}",
        )
    try:
        decisions = [_decision(row, f"{path}, line {rows.line_num}") for row in rows]
    except csv.Error as error:
        raise DecisionRefused(
            f"{path}, line {rows.line_num}: {error}",
            hint="mend its commas and quotes, or write the table anew as CSV",
        ) from None
    unique = tuple(dict.fromkeys(decisions))
    refuse_ties(unique, path)
    return unique


def refuse_ties(decisions: Iterable[Decision], path: str) -> None:
    """Make sure that of two decisions on one subject one is later.

    Raises:
        DecisionRefused: two differ and were taken at the same time.
    """
    seen: dict[tuple[object, ...], Decision] = {}
    for one in decisions:
        for subject in _subjects(one):
            other = seen.setdefault((subject, one.decided_at), one)
            if other != one:
                raise DecisionRefused(
                    f"{path}: two decisions about {'#'.join(one.clause[1:])} were taken at "
                    f"{one.decided_at.isoformat()} and differ",
                    hint="let the one that holds be the later one",
                )


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that no later one supersedes, in order of their subjects.

    A clause has one main parent: a later decision for another one supersedes the earlier.
    """
    latest: dict[tuple[object, ...], Decision] = {}
    every = sorted(decisions, key=lambda one: one.decided_at)
    for one in every:
        for subject in _subjects(one):
            latest[subject] = one
    kept = [one for one in every if all(latest[subject] is one for subject in _subjects(one))]
    return tuple(sorted(kept, key=lambda one: (one.clause, one.kind, one.parent or one.clause)))


def corrections(decisions: Iterable[Decision]) -> dict[tuple[str, str], tuple[Decision, ...]]:
    """Return the corrections that stand, by symbol and language of the resolution."""
    found: dict[tuple[str, str], list[Decision]] = defaultdict(list)
    for one in standing(decisions):
        if one.kind.is_correction and one.correction:
            found[one.clause[1], one.clause[0]].append(one)
    return {key: tuple(some) for key, some in found.items()}


def rulings(
    decisions: Iterable[Decision], clauses: Mapping[Address, tuple[int, str]]
) -> tuple[Ruling, ...]:
    """Return what linking has to honour, in order of the clauses' addresses.

    Args:
        decisions: all that were ever taken.
        clauses: key and text of every clause that they name and that is loaded; what names
            another, or was decided about other texts, is left out.
    """
    by_child: dict[Address, list[Decision]] = defaultdict(list)
    for one in standing(decisions):
        if is_fresh(one, clauses) and one.kind is not DecisionKind.UNSURE:
            by_child[one.clause].append(one)
    return tuple(_ruling(some, clauses) for _, some in sorted(by_child.items()))


def is_fresh(decision: Decision, clauses: Mapping[Address, tuple[int, str]]) -> bool:
    """Whether a decision about a link was taken about the texts that stand now."""
    child, parent = clauses.get(decision.clause), clauses.get(decision.parent or decision.clause)
    return (
        decision.parent_text_sha256 is not None
        and child is not None
        and parent is not None
        and digest(child[1]).startswith(decision.text_sha256)
        and digest(parent[1]).startswith(decision.parent_text_sha256)
    )


def named_clauses(decisions: Iterable[Decision]) -> frozenset[Address]:
    """Return every clause that decisions about links name."""
    links = [one for one in decisions if one.parent is not None]
    return frozenset(
        address for one in links for address in (one.clause, one.parent) if address is not None
    )


def _ruling(decisions: Sequence[Decision], clauses: Mapping[Address, tuple[int, str]]) -> Ruling:
    def keys(kind: DecisionKind) -> list[int]:
        return [clauses[one.parent][0] for one in decisions if one.kind is kind and one.parent]

    main, further = keys(DecisionKind.MAIN_PARENT), keys(DecisionKind.FURTHER_PARENT)
    return Ruling(
        child_id=clauses[decisions[0].clause][0],
        confirmed=(*main, *further),
        denied=frozenset(keys(DecisionKind.NOT_PARENT)),
        has_main=bool(main),
    )


def _subjects(decision: Decision) -> Iterator[tuple[object, ...]]:
    yield decision.subject
    if decision.kind is DecisionKind.MAIN_PARENT:
        yield decision.clause, "main_parent"


def _decision(row: Mapping[str, str | None], place: str) -> Decision:
    value = {name: (row.get(name) or "").strip() for name in COLUMNS}
    empty = [name for name in COLUMNS if not value[name] and name not in _OPTIONAL]
    if empty:
        raise DecisionRefused(f"{place}: {empty[0]} is empty", hint="fill it in")
    if value["kind"] not in set(DecisionKind):
        kinds = ", ".join(DecisionKind)
        raise DecisionRefused(
            f"{place}: kind {value['kind']!r} is none of {kinds}",
            hint="docs/decisions.md tells what each of them means",
        )
    kind = DecisionKind(value["kind"])
    parent = (value["language"], value["parent_symbol"], value["parent_label"])
    _require_parent(value, kind, place)
    return Decision(
        clause=(value["language"], value["symbol"], value["label"]),
        kind=kind,
        text_sha256=_digits(value["text_sha256"], place),
        decided_by=value["decided_by"],
        decided_at=_instant(value["decided_at"], place),
        reason=value["reason"],
        parent=None if kind.is_correction else parent,
        parent_text_sha256=(
            None if kind.is_correction else _digits(value["parent_text_sha256"], place)
        ),
        correction=" ".join(value["correction"].split()) if kind.is_correction else None,
    )


def _require_parent(value: Mapping[str, str], kind: DecisionKind, place: str) -> None:
    about_parent = ("parent_symbol", "parent_label", "parent_text_sha256")
    given: Collection[str] = [name for name in about_parent if value[name]]
    if kind.is_correction and given:
        raise DecisionRefused(f"{place}: a correction has no parent", hint="leave it empty")
    if not kind.is_correction and len(given) < len(about_parent):
        raise DecisionRefused(
            f"{place}: a decision about a link names the parent and its text's digest",
            hint="fill in parent_symbol, parent_label and parent_text_sha256",
        )
    if not kind.is_correction and value["correction"]:
        raise DecisionRefused(f"{place}: {kind} corrects nothing", hint="leave correction empty")


def _digits(word: str, place: str) -> str:
    if not _DIGEST.fullmatch(word):
        raise DecisionRefused(
            f"{place}: {word!r} is no SHA-256 in lower-case hexadecimal digits",
            hint="give all 64 digits, or the first 12 or more",
        )
    return word


def _instant(word: str, place: str) -> datetime:
    try:
        found = datetime.fromisoformat(word)
    except ValueError:
        raise DecisionRefused(
            f"{place}: {word!r} is no time", hint="write 2025-03-31 or 2025-03-31T14:05+00:00"
        ) from None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
