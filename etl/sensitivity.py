"""Whether the parameters are right for unseen documents, or only for those they were set on.

Three questions, asked of the reference sets. How much do the links get worse when one parameter is
moved by a fifth? How good is a set judged with the move that suits the *other* sets best, chosen
without a look at it (leave one out)? And how good is it with all parameters set anew on the other
sets alone, from a start that is wrong in every one of them (refit)?
"""

from __future__ import annotations

import time
import zlib
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
class Refit:
    """One set judged with parameters that were found without it.

    Attributes:
        parameters: the setting found on the other sets.
        others: scores of the other sets together with it.
        left_out: scores of the set itself with it.
        settings: how many settings were tried.
        is_settled: whether the search ended because no move was better, not for want of time.
    """

    parameters: Parameters
    others: Scores
    left_out: Scores
    settings: int
    is_settled: bool


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What moving parameters does; those in ``untried`` were left out for want of time.

    ``refits`` has one entry per set, none where there is but one set.
    """

    default: Setting
    moved: tuple[Setting, ...]
    held_out: tuple[HeldOut, ...]
    untried: tuple[str, ...]
    refits: tuple[Refit, ...] = ()


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
        seconds: no further setting is tried after this time; half of it is for the refits.
    """
    symbols = {symbol for one in reference for symbol in symbols_of(one)}
    named = [document for document in documents if document.symbol in symbols]
    start = clock()
    default = _reached(reference, named, DEFAULT, "", 0.0)
    moved: list[Setting] = []
    untried: list[str] = []
    for name in parameter_names():
        if clock() >= start + seconds / 2:
            untried.append(name)
            continue
        for value in moves(name):
            change: dict[str, Any] = {name: value}
            parameters = replace(DEFAULT, **change)
            moved.append(_reached(reference, named, parameters, name, value))
    held_out = tuple(_held_out(n, (default, *moved)) for n in range(len(reference)))
    sets = range(len(reference)) if len(reference) > 1 else range(0)
    refits = []
    for number in sets:
        now = clock()
        share = (start + seconds - now) / (len(sets) - number)
        refits.append(refit(reference, named, number, seconds=share, clock=clock))
    return Sensitivity(default, tuple(moved), held_out, tuple(untried), tuple(refits))


def refit(
    reference: Sequence[EvaluatedLinks],
    documents: Sequence[LinkDocument],
    number: int,
    *,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
) -> Refit:
    """Set all parameters anew on all sets but one, and judge that one with them.

    The search begins with every parameter moved by a fifth, up or down by lot, so that nothing is
    owed to the set left out. Then each in turn is moved up and down and stays where the links of
    the other sets are best, round after round, until a round changes nothing or time is up.

    Args:
        number: which set is left out.
    """
    others = [one for one in reference if one is not reference[number]]
    symbols = {symbol for one in others for symbol in symbols_of(one)}
    known = [document for document in documents if document.symbol in symbols]
    end = clock() + seconds
    best = wrong_start()
    reached = score(pool(others), _links(known, best)).f1
    tried, is_settled = 1, False
    while not is_settled and clock() < end:
        is_settled = True
        for name in parameter_names():
            for value in moves(name, best):
                if clock() >= end:
                    is_settled = False
                    break
                change: dict[str, Any] = {name: value}
                tried += 1
                f1 = score(pool(others), _links(known, replace(best, **change))).f1
                if f1 > reached:
                    best, reached, is_settled = replace(best, **change), f1, False
    found = _links(documents, best)
    return Refit(
        best, score(pool(others), found), score(reference[number], found), tried, is_settled
    )


def wrong_start() -> Parameters:
    """Return the default with every parameter moved by a fifth, up or down by a lot of its name."""
    change: dict[str, Any] = {
        name: moves(name)[zlib.crc32(name.encode()) % 2] for name in parameter_names()
    }
    return replace(DEFAULT, **change)


def parameter_names() -> tuple[str, ...]:
    """Return every parameter of linking."""
    return tuple(field.name for field in fields(Parameters))


def moves(name: str, parameters: Parameters = DEFAULT) -> tuple[float, float]:
    """Return the values a fifth below and above the present one; a count moves by at least one."""
    value = getattr(parameters, name)
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
    found = _links(documents, parameters)
    others = (pool(other for other in reference if other is not one) for one in reference)
    return Setting(
        name,
        value,
        tuple(score(one, found) for one in reference),
        tuple(score(one, found) for one in others),
        score(pool(reference), found),
    )


def _links(documents: Sequence[LinkDocument], parameters: Parameters) -> dict[str, list[FoundLink]]:
    address = {
        clause.clause_id: f"{document.symbol}#{clause.label}"
        for document in documents
        for clause in document.clauses
    }
    return {
        address[one.child_id]: [
            FoundLink(address[edge.parent_id], edge.relation, edge.is_main) for edge in one.edges
        ]
        for one in explain(documents, parameters)
    }


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
