"""From loaded documents to lineage: explained, audited, traced and stored.

Only the documents that something new can affect are explained anew; the others are searched by
their outlines. The result is that of deriving everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import NamedTuple

from sqlalchemy import Connection

from etl.audit import Audit, audit
from etl.db.rows import NOTHING, Difference
from etl.db.statements import execute, run_script
from etl.link import DEFAULT
from etl.link.affected import Known, affected
from etl.link.explanation import Linker
from etl.link.outline import Outline, outlines
from etl.link.ruled import Place, Ruled
from etl.load import link_documents
from etl.load.outlines import read_known, store_known
from etl.model import Explanation, LinkClause, LinkDocument, Ruling
from etl.processes import CLAUSES_WORTH_A_PROCESS, beside
from etl.stages import Stages
from etl.trace.retrace import retrace
from etl.trace.store import TraceDifference, store_series

SHARE_WORTH_ALL = 0.5
"""Share of the clauses to explain anew from which all are: what is read back and compared for each
of them costs about as much again."""

STATISTICS_SHARE = 0.1
"""Share of the clauses explained anew from which the planner's statistics are refreshed, as
PostgreSQL's own autovacuum_analyze_scale_factor."""

Key = tuple[str, str]
"""Language and symbol of a resolution."""

AllRuled = Mapping[Key, Mapping[int, Ruled]]
"""What people decided, by resolution and position of the clause."""


class Derived(NamedTuple):
    """What deriving changed, and whether a sample compared with all agrees.

    ``roots_moved`` maps clauses stored before to their old and their new root.
    """

    edges: Difference = NOTHING
    roots_moved: Mapping[int, tuple[int, int]] = MappingProxyType({})
    audit: Audit = Audit()


@dataclass(frozen=True, slots=True)
class _Work:
    """What is to be explained anew.

    Attributes:
        ids: keys of all dated resolutions.
        outlines: of all of them, as they are.
        asked: those to explain, in order of adoption, symbol and language.
        gone: resolutions that were linked and are no more, or have no date any more; None where
            nothing is known of what was linked.
    """

    ids: Mapping[Key, int]
    outlines: Mapping[Key, Outline]
    asked: Sequence[LinkDocument]
    gone: Sequence[Key] | None

    @property
    def is_everything(self) -> bool:
        """Whether no document stays as it is."""
        return len(self.asked) == len(self.ids)

    @property
    def clauses(self) -> int:
        """Number of clauses to explain."""
        return sum(len(document.clauses) for document in self.asked)


def derive(
    connection: Connection,
    stages: Stages,
    jobs: int,
    loaded: Collection[int] | None = None,
    rulings: Sequence[Ruling] = (),
) -> Derived:
    """Make the stored lineage that of all dated resolutions.

    Args:
        connection: an open transaction.
        stages: are told of.
        jobs: processes to link with.
        loaded: resolutions that were loaded or changed since lineage was derived last by the same
            rules. None means that nothing is known of that, so that all is derived anew.
        rulings: what people decided about the parents of clauses.
    """
    with stages.stage("link"):
        ruled = _placed(connection, rulings)
        work = _work(connection, jobs, loaded, ruled)
        texts = _Texts(connection, work)
    # Texts that are read one by one come through this process's own connection.
    workers = jobs if work.clauses >= CLAUSES_WORTH_A_PROCESS else 1
    known: list[Known] = []
    explanations: dict[int, Explanation] = {}
    audits: list[Callable[[], Audit]] = []
    for language in sorted({document.language for document in work.asked}):
        with stages.stage("link"):
            linker = _linker(work, language, texts, ruled)
            explained = linker.explain(workers)
        with stages.stage("audit"):
            audits.append(beside(partial(audit, linker, explained), workers, niceness=15))
        for one in explained:
            key = language, one.symbol
            known.append(Known.of(work.outlines[key], one, _written(ruled, key)))
        explanations.update((one.child_id, one) for own in explained for one in own.explanations)
    traced = _stored(connection, stages, jobs, work, explanations, known)
    with stages.stage("audit"):
        audited = sum((result() for result in audits), Audit())
    return Derived(traced.edges, traced.roots_moved, audited)


def _stored(
    connection: Connection,
    stages: Stages,
    jobs: int,
    work: _Work,
    explanations: Mapping[int, Explanation],
    known: Sequence[Known],
) -> TraceDifference:
    """Trace what was explained, store it, and keep how the documents were linked."""
    with stages.stage("trace"):
        store_series(connection, list(work.outlines.values()))
        clauses = (clause for document in work.asked for clause in document.clauses)
        ordered = [explanations[clause.clause_id] for clause in clauses]
        traced = retrace(
            connection, work.asked, ordered, everything=work.is_everything, workers=jobs
        )
    with stages.stage("keep outlines"):
        store_known(connection, known, work.gone)
        if work.clauses >= STATISTICS_SHARE * sum(len(o.lengths) for o in work.outlines.values()):
            run_script(connection, "run/refresh_statistics")
    return traced


def _placed(connection: Connection, rulings: Sequence[Ruling]) -> AllRuled:
    """Return decisions about clauses of dated resolutions by resolution and position."""
    named = {one.child_id for one in rulings}.union(*((*o.confirmed, *o.denied) for o in rulings))
    rows = execute(connection, "load/select_places", clause_ids=sorted(named)) if named else ()
    places = {row.paragraph_id: ((row.language, row.symbol), row.position) for row in rows}

    def found(keys: Iterable[int]) -> list[Place]:
        return [(places[key][0][1], places[key][1]) for key in keys if key in places]

    ruled: dict[Key, dict[int, Ruled]] = defaultdict(dict)
    for one in rulings:
        if one.child_id in places:
            resolution, position = places[one.child_id]
            denied = frozenset(found(one.denied))
            ruled[resolution][position] = Ruled(tuple(found(one.confirmed)), denied, one.has_main)
    return ruled


def _written(ruled: AllRuled, key: Key) -> str:
    if key not in ruled:
        return ""
    return "; ".join(f"{position}: {one}" for position, one in sorted(ruled[key].items()))


def _work(
    connection: Connection, jobs: int, loaded: Collection[int] | None, ruled: AllRuled
) -> _Work:
    """Find what is to be explained anew."""
    dated = {(r.language, r.symbol): r for r in execute(connection, "load/select_dated_symbols")}
    ids = {key: row.resolution_id for key, row in dated.items()}
    known = {} if loaded is None else read_known(connection)
    touched = {
        key
        for key, row in dated.items()
        if loaded is None
        or row.resolution_id in loaded
        or key not in known
        or known[key].outline.adopted_on != row.adopted_on
        or known[key].rulings != _written(ruled, key)
    }
    gone = None if loaded is None else [key for key in known if key not in dated]
    anew = link_documents(connection, [ids[key] for key in touched] if known else None)
    after = {key: one.outline for key, one in known.items() if key in dated}
    after |= {(one.language, one.symbol): one for one in outlines(anew, jobs)}
    asked: Collection[Key] = {
        *_affected(known, after, touched),
        *_decided_by(ruled, touched),
    } & after.keys()
    clauses = sum(len(after[key].lengths) for key in asked)
    if clauses >= SHARE_WORTH_ALL * sum(len(one.lengths) for one in after.values()):
        asked = after.keys()
    if asked != touched:
        anew = link_documents(connection, [ids[key] for key in asked])
    return _Work(ids, after, anew, gone)


def _decided_by(ruled: AllRuled, touched: Collection[Key]) -> Iterator[Key]:
    """Yield the resolutions for whose clauses people named parents in others that changed."""
    for key, by_position in ruled.items():
        symbols = (symbol for one in by_position.values() for symbol, _ in one.confirmed)
        if any((key[0], symbol) in touched for symbol in symbols):
            yield key


def _affected(
    known: Mapping[Key, Known], after: Mapping[Key, Outline], touched: Collection[Key]
) -> Collection[Key]:
    """Return the resolutions that what changed can affect, and those that changed."""
    if not known:
        return after.keys()
    found: set[Key] = set()
    for language in {language for language, _ in (*known, *after)}:
        symbols = affected(
            {symbol: one for (own, symbol), one in known.items() if own == language},
            {symbol: one for (own, symbol), one in after.items() if own == language},
            {symbol for own, symbol in touched if own == language},
            DEFAULT,
        )
        found.update((language, symbol) for symbol in symbols)
    return found


def _linker(work: _Work, language: str, texts: _Texts, ruled: AllRuled) -> Linker:
    """Make ready to explain the documents of a language that are asked about."""
    asked = frozenset(one.symbol for one in work.asked if one.language == language)
    own = [one for (its, _), one in work.outlines.items() if its == language]
    rulings = {symbol: by_place for (its, symbol), by_place in ruled.items() if its == language}
    return Linker(own, partial(texts.clauses, language), DEFAULT, asked, rulings)


class _Texts:
    """The clauses of resolutions, read when they are needed; all at once where many will be."""

    def __init__(self, connection: Connection, work: _Work) -> None:
        self._connection, self._ids = connection, work.ids
        self._clauses: dict[Key, Sequence[LinkClause]] = {}
        self._keep(work.asked)
        if work.clauses >= CLAUSES_WORTH_A_PROCESS and not work.is_everything:
            self._keep(link_documents(connection))

    def clauses(self, language: str, symbols: Sequence[str]) -> Mapping[str, Sequence[LinkClause]]:
        """Return the clauses of dated resolutions in reading order, by symbol."""
        keys = [(language, symbol) for symbol in symbols]
        missing = [self._ids[key] for key in keys if key not in self._clauses]
        if missing:
            self._keep(link_documents(self._connection, missing))
        return {symbol: self._clauses[key] for symbol, key in zip(symbols, keys, strict=True)}

    def _keep(self, documents: Sequence[LinkDocument]) -> None:
        for document in documents:
            self._clauses[document.language, document.symbol] = document.clauses
