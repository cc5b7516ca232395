"""The straight line from source files to views, as one readable function, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from importlib.metadata import version
from itertools import chain, islice
from pathlib import Path

from sqlalchemy import Connection, Engine

from etl.db.migrate import migrate_within
from etl.db.statements import execute
from etl.derivation import Derived, derive
from etl.holdings import read_file_statuses, read_holdings, read_issue_counts
from etl.link import DEFAULT
from etl.load import (
    DONE,
    DONE_WITH_REJECTIONS,
    Comparison,
    LoadResult,
    begin_run,
    compare_files,
    finish_loading,
    finish_run,
    load_resolutions,
)
from etl.load.standing import File
from etl.publish import publish
from etl.reading import Reading, find_files, read_files
from etl.run_report import Rejection, RunReport
from etl.stages import Progress, Stages

FILES_IN_A_BATCH = 500
"""Files held in memory before they are written: some 25,000 clauses, about 100 MB."""

PROGRAM = "clause-provenance"

OUTCOMES = ("loaded", "unchanged", "superseded", "rejected", "in another language")
"""What can come of a file, in the order of reports; the first four are statuses of the contract."""

KEEP_ONE = "keep one of the two files, or correct the symbol of the other"


def run(
    engine: Engine,
    paths: Sequence[Path],
    *,
    languages: Collection[str],
    jobs: int,
    progress: Progress,
) -> RunReport:
    """Load what is new or changed under ``paths``, derive its lineage, refresh the views.

    All of it happens in one transaction: readers see the state before or after, never between, and
    after any error the database is as it was. Where no document changed nothing is derived. Where
    the stored rows were made by another version, or by other parameters, every document found is
    read anew.

    Args:
        engine: see :func:`etl.db.engine.connect`.
        paths: files and folders; folders are read recursively.
        languages: ISO 639-1 codes; documents in other languages are recorded and left.
        jobs: processes to read and link with.
        progress: is told of stages and steps.

    Raises:
        NoDocuments: the paths hold no file that could be a resolution.
        SchemaMismatch: the database belongs to a newer version of this program.
    """
    stages = Stages(progress)
    with stages.stage("find"):
        found = find_files(paths)
    with engine.begin() as connection:
        with stages.stage("migrate"):
            run_id, outdated = _begin(connection)
        with stages.stage("compare"):
            comparison = compare_files(connection, found.keys)
            if outdated:
                comparison = Comparison(found.keys, frozenset(), comparison.vanished)
            to_read = [file for file in found.files if file.key in comparison.to_read]
        with stages.stage("read and load", len(to_read)):
            readings = read_files(to_read, languages, jobs, progress.advance, found.extracts)
            everything = chain(found.refused, readings)
            remarks, loaded = _load(connection, run_id, everything, found.keys)
        derived = derive(connection, stages, jobs) if loaded.resolution_ids else Derived()
        with stages.stage("publish"):
            warnings = (*outdated, *remarks.undated, *publish(connection).warnings)
        with stages.stage("count"):
            report = _report(connection, comparison, remarks, loaded)
        report = replace(
            report,
            rewritten=derived.rewritten,
            candidate_audit=derived.audit.counts(),
            warnings=warnings,
            seconds=stages.seconds,
        )
        _finish(connection, run_id, report)
    return report


def rebuild(engine: Engine, *, jobs: int, progress: Progress) -> RunReport:
    """Discard all derived rows and derive them anew from the loaded documents, in one transaction.

    Raises:
        SchemaMismatch: the database belongs to a newer version of this program.
    """
    stages = Stages(progress)
    with engine.begin() as connection:
        with stages.stage("migrate"):
            run_id, _ = _begin(connection)
        with stages.stage("discard"):
            for table in ("edges", "lineages", "phrase_origins"):
                execute(connection, f"run/delete_{table}")
        derived = derive(connection, stages, jobs)
        with stages.stage("publish"):
            warnings = publish(connection).warnings
        with stages.stage("count"):
            nothing = Comparison(frozenset(), frozenset(), frozenset())
            report = _report(connection, nothing, Remarks(), LoadResult())
        report = replace(
            report,
            changed=True,
            candidate_audit=derived.audit.counts(),
            warnings=warnings,
            seconds=stages.seconds,
        )
        _finish(connection, run_id, report)
    return report


@dataclass(slots=True)
class Remarks:
    """What a person should hear of: rejected files, sound ones in other languages, undated ones."""

    rejected: list[Rejection] = field(default_factory=list)
    other_languages: int = 0
    undated: tuple[str, ...] = ()

    def note(self, reading: Reading) -> None:
        """Take note of a reading; one that is as it should be leaves no trace."""
        item = reading.item
        if reading.other_language:
            self.other_languages += 1
        elif item.reason is not None:
            self.rejected.append(Rejection(item.path, item.line, item.reason, reading.hint))
        elif item.resolution is not None and item.resolution.metadata.adopted_on is None:
            said = f"{item.path}: no date of adoption is printed, so {item.resolution.symbol} is"
            next_step = "loaded without lineage; add the line that bears the date and run again"
            self.undated += (f"{said} {next_step}",)


def _begin(connection: Connection) -> tuple[int, tuple[str, ...]]:
    """Bring the tables up to date, wait for other runs, and enter this one into the ledger.

    Returns the run's key, and a warning if other rules made the rows that are stored.
    """
    execute(connection, "run/wait_for_other_runs")
    migrate_within(connection)
    here, parameters = version(PROGRAM), asdict(DEFAULT)
    last = execute(connection, "run/select_last_run").one_or_none()
    run_id = begin_run(connection, program_version=here, parameters=parameters)
    if last is None or tuple(last) == (here, parameters):
        return run_id, ()
    warning = (
        f"the stored rows were made by version {last.program_version} with its parameters, this "
        f"is {here} with its own: every document found is read anew"
    )
    return run_id, (warning,)


def _load(
    connection: Connection, run_id: int, readings: Iterator[Reading], present: Collection[File]
) -> tuple[Remarks, LoadResult]:
    """Store what is read, batch by batch."""
    remarks, loaded = Remarks(), LoadResult()
    while batch := list(islice(readings, FILES_IN_A_BATCH)):
        for reading in batch:
            remarks.note(reading)
        items = [reading.item for reading in batch]
        loaded += load_resolutions(connection, run_id, items, present)
    if loaded.rows:
        finish_loading(connection)
    return remarks, loaded


def _report(
    connection: Connection,
    comparison: Comparison,
    remarks: Remarks,
    loaded: LoadResult,
) -> RunReport:
    here = comparison.to_read | comparison.unchanged
    statuses = read_file_statuses(connection, here)
    documents = Counter(dict.fromkeys(OUTCOMES, 0))
    documents.update(
        "unchanged" if file in comparison.unchanged else statuses[file].status for file in statuses
    )
    documents["rejected"] -= remarks.other_languages
    documents["in another language"] = remarks.other_languages
    contradicted = [
        Rejection(file[0], 0, status.reason, KEEP_ONE)
        for file, status in statuses.items()
        if status.is_contradicted
    ]
    holdings = read_holdings(connection)
    return RunReport(
        documents=dict(documents),
        held=holdings.resolutions,
        edges=holdings.edges,
        roots=holdings.roots,
        issues=read_issue_counts(connection, loaded.resolution_ids),
        seconds={},
        rejected=(*remarks.rejected, *contradicted),
        changed=bool(loaded.rows),
    )


def _finish(connection: Connection, run_id: int, report: RunReport) -> None:
    outcome = DONE_WITH_REJECTIONS if report.rejected else DONE
    finish_run(connection, run_id, outcome=outcome, counts=report.counts())
