"""Whether the parameters are right for unseen documents, or only for those they were set on.

Two questions, asked of the reference sets. How much do the links get worse when one parameter is
moved by a fifth? And how good is a set judged with the setting that suits the *other* sets best,
chosen without a look at it (leave one out)? Settings are the default and every such move.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from etl.evaluate import FoundLink, Scores, pool, score, symbols_of
from etl.link import DEFAULT, Parameters, explain
from etl.model import EvaluatedLinks, LinkDocument

STEP: Final = 0.2
"""How far a parameter is moved, as a share: further than a reader could tell it from its origin,
and still a setting that one could have defended."""


@dataclass(frozen=True, slots=True)
class Setting:
    """The default parameters with one of them moved, and what they reach.

    Attributes:
        parameter: name of the one that was moved, ``""`` for the default.
        value: what it was moved to.
        sets, pooled: scores of the links made with this setting.
        others: per set the scores of all other sets pooled.
    """

    parameter: str
    value: float
    sets: tuple[Scores, ...]
    others: tuple[Scores, ...]
    pooled: Scores


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One set beside all others.

    Attributes:
        fitted: scores of the set with the default parameters.
        others: scores of the other sets together, with the default parameters.
        parameter, value: the move that suits the other sets best; ``""`` if no move does better.
        held_out: scores of the set with that move.
    """

    fitted: Scores
    others: Scores
    parameter: str
    value: float
    held_out: Scores


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What moving parameters does; those in ``untried`` were left out for want of time."""

    default: Setting
    moved: tuple[Setting, ...]
    held_out: tuple[HeldOut, ...]
    untried: tuple[str, ...]


def measure_sensitivity(
    reference: Sequence[EvaluatedLinks],
    documents: Iterable[LinkDocument],
    *,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Sensitivity:
    """Link the documents that the reference names with every setting, as far as time allows.

    Other documents are left out, so the default's scores may differ from those of the stored
    links.

    Args:
        documents: the loaded documents of one language.
        seconds: no further parameter is tried after this time.
    """
    symbols = {symbol for one in reference for symbol in symbols_of(one)}
    named = [document for document in documents if document.symbol in symbols]
    end = clock() + seconds
    default = _reached(reference, named, DEFAULT, "", 0.0)
    moved: list[Setting] = []
    untried: list[str] = []
    for name in parameter_names():
        if clock() >= end:
            untried.append(name)
            continue
        for value in moves(name):
            change: dict[str, Any] = {name: value}
            parameters = replace(DEFAULT, **change)
            moved.append(_reached(reference, named, parameters, name, value))
    held_out = tuple(_held_out(n, (default, *moved)) for n in range(len(reference)))
    return Sensitivity(default, tuple(moved), held_out, tuple(untried))


def parameter_names() -> tuple[str, ...]:
    """Return every parameter of linking."""
    return tuple(field.name for field in fields(Parameters))


def moves(name: str) -> tuple[float, float]:
    """Return the values a fifth below and above the default; a count moves by at least one."""
    value = getattr(DEFAULT, name)
    if isinstance(value, int):
        step = max(1, round(value * STEP))
        return value - step, value + step
    return round(value * (1 - STEP), 6), round(value * (1 + STEP), 6)


def _reached(
    reference: Sequence[EvaluatedLinks],
    documents: Sequence[LinkDocument],
    parameters: Parameters,
    name: str,
    value: float,
) -> Setting:
    address = {
        clause.clause_id: f"{document.symbol}#{clause.label}"
        for document in documents
        for clause in document.clauses
    }
    found = {
        address[one.child_id]: [
            FoundLink(address[edge.parent_id], edge.relation, edge.is_main) for edge in one.edges
        ]
        for one in explain(documents, parameters)
    }
    others = (pool(other for other in reference if other is not one) for one in reference)
    return Setting(
        name,
        value,
        tuple(score(one, found) for one in reference),
        tuple(score(one, found) for one in others),
        score(pool(reference), found),
    )


def _held_out(number: int, settings: Sequence[Setting]) -> HeldOut:
    """Choose the setting for the other sets, the default where none is better, and apply it."""
    default = settings[0]
    best = max(settings, key=lambda setting: setting.others[number].f1)  # of equals the first
    return HeldOut(
        default.sets[number],
        default.others[number],
        best.parameter,
        best.value,
        best.sets[number],
    )


def by_harm(sensitivity: Sensitivity) -> Iterator[Setting]:
    """Yield the moves that change the pooled link F1, the most harmful first."""
    before = sensitivity.default.pooled.f1
    changed = [setting for setting in sensitivity.moved if setting.pooled.f1 != before]
    yield from sorted(changed, key=lambda s: (s.pooled.f1, s.parameter, s.value))
