"""The straight line from source files to views, as one readable function, in one transaction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from etl.collector import collector_at_rest
from etl.db.migrate import require_current
from etl.db.rows import Difference
from etl.db.statements import execute
from etl.derivation import Derived, derive
from etl.history import (
    Causes,
    changed_wordings,
    compare_lineage,
    keep_lineage,
    moved_roots,
    read_moved,
    read_states,
    read_symbols,
    store_moved,
)
from etl.holdings import read_file_statuses, read_holdings, read_issue_counts
from etl.intake import Entry, Job, Remarks, Work, take
from etl.judgement import read_decision_files, read_rulings
from etl.link import DEFAULT
from etl.load import (
    DONE,
    DONE_WITH_REJECTIONS,
    Comparison,
    LoadResult,
    begin_run,
    finish_run,
)
from etl.load.ledger import entered_if_refused
from etl.locations import look_over
from etl.preparation import AS_USUAL, Options, prepare
from etl.reading import find_files
from etl.rules import linking_rules
from etl.run_report import Changed, Changes, Rejection, RunReport
from etl.stages import Progress, Stages
from etl.turn import take_turn

PROGRAM = "clause-provenance"

OUTCOMES = ("loaded", "unchanged", "superseded", "rejected", "in another language")
"""What can come of a file, in the order of reports; the first four are statuses of the contract."""

KEEP_ONE = "keep one of the two files, or correct the symbol of the other"

MEND_IT = "mend or remove the file; it is as it was when it was rejected, and was not read again"


def run(
    engine: Engine,
    paths: Sequence[Path],
    *,
    languages: Collection[str],
    jobs: int,
    progress: Progress,
    options: Options = AS_USUAL,
) -> RunReport:
    """Load what is new or changed under ``paths``, derive its lineage, keep the ledger.

    All rows change in one transaction: readers see the state before or after, never between, and
    after any error they are as they were. What that needs of tables and views is made before, in a
    short one. Where nothing changed nothing is derived. Documents that other rules read are read
    anew, and all is linked anew where other rules or parameters linked.

    Args:
        engine: see :func:`etl.db.engine.connect`.
        paths: files and folders; folders are read recursively.
        languages: ISO 639-1 codes; documents in other languages are recorded and left.
        jobs: processes to read and link with.
        progress: is told of stages and steps.
        options: what to do besides.

    Raises:
        NoDocuments: the paths hold no file that could be a resolution.
        AnotherRun: another run is at work and did not end in time.
        NotAllowed: the login lacks a right.
        DecisionRefused: a decision cannot be taken in.
        SchemaMismatch: the database belongs to a newer version of this program.
    """
    stages = Stages(progress)
    with entered_if_refused(engine, _identity("run")), collector_at_rest():
        with stages.stage("find"):
            found = find_files(paths)
            job = Job(found, look_over(found, paths), frozenset(languages), jobs, options)
            given = read_decision_files(options.decisions)
        with stages.stage("migrate"):
            warnings = prepare(engine, options)
        with engine.begin() as connection:
            entry = _begin(connection, options, "run")
            work = take(connection, stages, job, entry, given)
            loaded = None if entry.relink else work.loaded.resolution_ids
            derived = Derived()
            if work.is_new:
                derived = derive(connection, stages, jobs, loaded, read_rulings(connection))
            with stages.stage("count"):
                report = _account(connection, work, derived)
            warnings = (*warnings, *work.remarks.undated, *work.warnings)
            report = replace(report, warnings=warnings, seconds=stages.seconds)
            _finish(connection, entry.run_id, report)
    return report


def rebuild(
    engine: Engine, *, jobs: int, progress: Progress, options: Options = AS_USUAL
) -> RunReport:
    """Discard all derived rows and derive them anew from the loaded documents, in one transaction.

    Raises:
        AnotherRun: another run is at work and did not end in time.
        NotAllowed: the login lacks a right.
        SchemaMismatch: the database belongs to a newer version of this program.
    """
    stages = Stages(progress)
    with entered_if_refused(engine, _identity("rebuild")), collector_at_rest():
        with stages.stage("migrate"):
            warnings = prepare(engine, options)
        with engine.begin() as connection:
            entry = _begin(connection, options, "rebuild")
            edges, roots, derived = derive_anew(connection, stages, jobs)
            with stages.stage("count"):
                moved = read_moved(connection, roots)
                store_moved(connection, entry.run_id, moved, Causes(rules=True))
                report = _report(connection, Comparison(), Remarks(), LoadResult())
            report = replace(
                report,
                changed=True,
                run_id=entry.run_id,
                changes=Changes(
                    edges=Changed(edges.added, edges.removed, edges.changed),
                    roots_moved=len(moved),
                ),
                candidate_audit=derived.audit.counts(),
                warnings=warnings,
                seconds=stages.seconds,
            )
            _finish(connection, entry.run_id, report)
    return report


def derive_anew(
    connection: Connection, stages: Stages, jobs: int
) -> tuple[Difference, dict[int, tuple[int, int]], Derived]:
    """Discard all derived rows and derive them; return which links and roots differ from before."""
    with stages.stage("discard"):
        keep_lineage(connection)
        for table in ("edges", "lineages", "phrase_origins"):
            execute(connection, f"run/delete_{table}")
    derived = derive(connection, stages, jobs, rulings=read_rulings(connection))
    edges, roots = compare_lineage(connection)
    return edges, roots, derived


def _identity(command: str) -> dict[str, Any]:
    """What the ledger says of every run of this program."""
    return {
        "program_version": version(PROGRAM),
        "parameters": asdict(DEFAULT),
        "command": command,
        "linking_rules": linking_rules(),
    }


def _begin(connection: Connection, options: Options, command: str) -> Entry:
    """Wait for other runs, and enter this one into the ledger."""
    take_turn(connection, options.wait, options.announce)
    require_current(connection)
    last = execute(connection, "run/select_last_run").one_or_none()
    identity = _identity(command)
    run_id = begin_run(connection, **identity)
    same = ("parameters", "linking_rules")
    relink = last is not None and any(getattr(last, name) != identity[name] for name in same)
    if relink and command == "run" and last is not None:
        options.announce(
            f"the links were made by version {last.program_version} with other rules or "
            "parameters: every clause is linked anew"
        )
    return Entry(run_id, relink)


def _account(connection: Connection, work: Work, derived: Derived) -> RunReport:
    """Tell what a run changed, and enter the clauses whose root it moved."""
    after = read_states(connection, work.before.states.keys())
    moved = read_moved(connection, derived.roots_moved) | moved_roots(work.before.states, after)
    causes = Causes(
        documents=read_symbols(connection, work.loaded.resolution_ids) | work.lost,
        rules=work.entry.relink,
        decisions=any(not one.kind.is_correction for one in work.decisions),
    )
    store_moved(connection, work.entry.run_id, moved, causes)
    report = _report(connection, work.comparison, work.remarks, work.loaded)
    changed = changed_wordings(work.before, after)
    gone = sum(address not in after for address in work.before.theirs)
    clauses = Changed(report.clauses - work.clauses + gone, gone, changed)
    # Links of clauses that were replaced or removed went with them, before anything was derived.
    added, links = derived.edges.added, sum(report.edges.values())
    edges = Changed(added, work.edges + added - links, derived.edges.changed)
    return replace(
        report,
        run_id=work.entry.run_id,
        changed=work.is_new or bool(work.loaded.rows or work.decisions or work.removed),
        changes=Changes(clauses, edges, len(moved)),
        vanished=work.vanished,
        removed=work.removed,
        candidate_audit=derived.audit.counts(),
    )


def _report(
    connection: Connection,
    comparison: Comparison,
    remarks: Remarks,
    loaded: LoadResult,
) -> RunReport:
    here = comparison.to_read | comparison.unchanged | comparison.rejected
    statuses = read_file_statuses(connection, here)
    documents = Counter(dict.fromkeys(OUTCOMES, 0))
    documents.update(
        "unchanged"
        if file in comparison.unchanged
        else "in another language"
        if status.is_in_another_language
        else status.status
        for file, status in statuses.items()
    )
    told = {rejection.path for rejection in remarks.rejected}
    rejected_still = [
        Rejection(file[0], status.line, status.reason, MEND_IT)
        for file, status in statuses.items()
        if file in comparison.rejected and file[0] not in told and not status.is_in_another_language
    ]
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
        rejected=(*remarks.rejected, *rejected_still, *contradicted),
        changed=bool(loaded.rows),
    )


def _finish(connection: Connection, run_id: int, report: RunReport) -> None:
    outcome = DONE_WITH_REJECTIONS if report.rejected else DONE
    finish_run(connection, run_id, outcome=outcome, counts=report.counts())
