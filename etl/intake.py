"""What a run takes in: files read and stored, decisions, and what vanished."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice

from sqlalchemy import Connection

from etl.db.rows import delete_rows
from etl.db.statements import execute
from etl.db.tables import source_document
from etl.decisions import Decision, corrections
from etl.history import Before
from etl.judgement import read_decisions, store_corrections, take_in
from etl.load import (
    Comparison,
    LoadResult,
    compare_files,
    finish_loading,
    load_resolutions,
)
from etl.locations import (
    Scope,
    enter_locations,
    find_vanished,
    forget,
    forget_resolutions,
    is_left_out,
    plan_removal,
    read_locations,
    read_rivals,
    require_presence,
)
from etl.preparation import Options
from etl.reading import Corrections, Findings, FoundFile, Reading, read_files
from etl.run_report import Rejection
from etl.stages import Stages
from etl.stamps import Stale, find_stale, stamp_documents

FILES_IN_A_BATCH = 150
"""Files held in memory before they are written, some 7,000 clauses: few enough that the server
works while others are read and little is left to write at the end, enough that asking what is known
of them costs nothing beside writing them (``make bench``)."""


@dataclass(slots=True)
class Remarks:
    """What a person should hear of: rejected files, sound ones in other languages, undated ones."""

    rejected: list[Rejection] = field(default_factory=list)
    undated: tuple[str, ...] = ()

    def note(self, reading: Reading) -> None:
        """Take note of a reading; one that is as it should be leaves no trace."""
        item = reading.item
        if item.reason is not None and item.language is None:
            self.rejected.append(Rejection(item.path, item.line, item.reason, reading.hint))
        elif item.content is not None and item.content.adopted_on is None:
            said = f"{item.path}: no date of adoption is printed, so {item.content.symbol} is"
            next_step = "loaded without lineage; add the line that bears the date and run again"
            self.undated += (f"{said} {next_step}",)


@dataclass(frozen=True, slots=True)
class Job:
    """What one run is given: the files it found and where it looked, and how to go about it."""

    found: Findings
    scope: Scope
    languages: frozenset[str]
    jobs: int
    options: Options


@dataclass(frozen=True, slots=True)
class Entry:
    """A run in the ledger, and whether other rules or parameters than its own linked before."""

    run_id: int
    relink: bool = False


@dataclass(slots=True)
class Work:
    """What a run took in, before anything is derived from it."""

    entry: Entry
    comparison: Comparison = field(default_factory=Comparison)
    remarks: Remarks = field(default_factory=Remarks)
    loaded: LoadResult = field(default_factory=LoadResult)
    before: Before = field(default_factory=Before)
    clauses: int = 0
    edges: int = 0
    decisions: tuple[Decision, ...] = ()
    vanished: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    lost: frozenset[tuple[str, str]] = frozenset()
    warnings: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether lineage has to be derived from what was taken in."""
        brought = bool(self.loaded.rows and self.loaded.resolution_ids) or bool(self.lost)
        judged = any(not one.kind.is_correction for one in self.decisions)
        return brought or judged or self.entry.relink


def take(
    connection: Connection, stages: Stages, job: Job, entry: Entry, given: Sequence[Decision]
) -> Work:
    """Read and store what is new, and remove what is to go."""
    work, found = Work(entry), job.found
    with stages.stage("compare"):
        work.decisions = take_in(connection, entry.run_id, given)
        fixes = corrections(read_decisions(connection))
        work.clauses, work.edges = execute(connection, "run/count_clauses_and_edges").one()
        work.comparison = compare_files(
            connection, found.keys, job.languages, found.extract_digests
        )
        stale = find_stale(connection, found.keys, job.languages, fixes)
        _read_stale(work, stale, job.options)
        to_read = [file for file in found.files if file.key in work.comparison.to_read]
    with stages.stage("read and load", len(to_read)):
        _load(connection, stages, job, work, fixes, to_read)
        if to_read:
            _find_other_sources(connection, stages, job, work, fixes)
        enter_locations(connection, found)
    with stages.stage("look for what vanished"):
        _remove(connection, stages, job, work, fixes)
    if work.loaded.rows or work.lost:
        with stages.stage("resolve citations"):
            finish_loading(connection)
    return work


def _counted(documents: int, noun: str) -> str:
    return f"1 {noun} was" if documents == 1 else f"{documents:,} {noun}s were"


def _read_stale(work: Work, stale: Stale, options: Options) -> None:
    """Add to what is to be read what other rules read, and say so."""
    comparison = work.comparison
    again = stale.here - comparison.to_read
    if again:
        options.announce(
            f"{_counted(len(again), 'document')} read by other rules or with other corrections "
            "than those of now, and read anew"
        )
    if stale.elsewhere:
        work.warnings += (
            (
                f"{_counted(stale.elsewhere, 'more document')} read by other rules and not found "
                "here; to read anew what was not found, name its folder too"
            ),
        )
    work.comparison = replace(
        comparison,
        to_read=comparison.to_read | stale.here,
        unchanged=comparison.unchanged - stale.here,
        rejected=comparison.rejected - stale.here,
    )


def _load(
    connection: Connection,
    stages: Stages,
    job: Job,
    work: Work,
    fixes: Corrections,
    files: Sequence[FoundFile],
) -> None:
    """Store what is read, batch by batch."""
    readings: Iterator[Reading] = chain(
        job.found.refused,
        read_files(
            files, job.languages, job.jobs, stages.progress.advance, job.found.extracts, fixes
        ),
    )
    while batch := list(islice(readings, FILES_IN_A_BATCH)):
        for reading in batch:
            work.remarks.note(reading)
        loaded = load_resolutions(
            connection,
            work.entry.run_id,
            [reading.item for reading in batch],
            job.found.keys,
            partial(_remember, connection, work),
        )
        applied = [one for reading in batch for one in reading.corrections]
        store_corrections(connection, loaded.resolution_ids, applied)
        work.loaded += loaded
    refused = [(reading.item.path, reading.item.sha256) for reading in job.found.refused]
    stamp_documents(connection, [*(file.key for file in files), *refused], fixes)


def _remember(connection: Connection, work: Work, resolution_ids: Collection[int]) -> None:
    """Note how resolutions stand that are about to be replaced, unless this run loaded them."""
    work.before.remember(connection, set(resolution_ids) - work.loaded.resolution_ids)


def _find_other_sources(
    connection: Connection, stages: Stages, job: Job, work: Work, fixes: Corrections
) -> None:
    """Load other sources of resolutions whose file newer rules reject; else the resolutions go.

    A first load would not have them either.
    """
    unsourced = execute(connection, "run/select_unsourced").all()
    if not unsourced:
        return
    _remember(connection, work, {row.resolution_id for row in unsourced})
    others = {(row.path, row.sha256) for row in unsourced}
    _load_stand_ins(connection, stages, job, work, fixes, others)
    unsourced = execute(connection, "run/select_unsourced").all()
    # Files in folders that were not named are as if never read, so that naming them brings them in.
    keys = {row.source_document_id for row in unsourced} - {None}
    delete_rows(connection, source_document, [(key,) for key in sorted(keys)])
    work.lost |= forget_resolutions(connection, {row.resolution_id for row in unsourced})
    work.warnings += tuple(
        f"{symbol} was removed: the file that it was loaded from does not hold it by the rules of "
        "now, and no other was found here; mend the file, or name the folder of another"
        for symbol in sorted({row.symbol for row in unsourced})
    )


def _load_stand_ins(
    connection: Connection,
    stages: Stages,
    job: Job,
    work: Work,
    fixes: Corrections,
    wanted: Collection[tuple[str, str | None]],
) -> None:
    """Read and store those of the files found that can stand in for others."""
    stand_ins = [file for file in job.found.files if file.key in wanted]
    if stand_ins:
        without_refused = replace(job, found=replace(job.found, refused=()))
        _load(connection, stages, without_refused, work, fixes, stand_ins)


def _remove(
    connection: Connection, stages: Stages, job: Job, work: Work, fixes: Corrections
) -> None:
    """Report files that vanished and, if asked to, remove what hangs on them."""
    locations = read_locations(connection)
    gone = find_vanished(locations, job.scope)
    vanished = [one for one in gone if not is_left_out(one, job.scope)]
    if not job.options.prune or not vanished:
        work.vanished = tuple(one.place for one in vanished)
        return
    require_presence(vanished, job.scope)
    rivals = read_rivals(connection, vanished)
    removal = plan_removal(vanished, locations, rivals, job.found.keys)
    work.before.remember(connection, removal.resolution_ids)
    forget(connection, vanished, removal)
    _load_stand_ins(connection, stages, job, work, fixes, removal.stand_ins)
    work.lost |= forget_resolutions(connection, removal.resolution_ids)
    work.removed = tuple(one.place for one in removal.removed)
    work.vanished = tuple(one.place for one in removal.kept)
    work.warnings += tuple(
        f"{one.place} vanished and was kept: another source of {one.symbol} is known, and was "
        "not among the paths given; name its folder too"
        for one in removal.kept
    )
