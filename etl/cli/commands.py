"""What each command does: open the database, call the stage, print what it returned."""

from __future__ import annotations

import contextlib
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any, Final

from sqlalchemy import Connection, Engine

from etl.check import check, checks
from etl.cli.arguments import PROGRAM
from etl.cli.terminal import (
    print_json,
    print_lines,
    progress,
    report_error,
    speak,
    without_passwords,
)
from etl.db.engine import connect
from etl.db.migrate import require_current
from etl.db.programs import Programs
from etl.db.server import EmbeddedServer
from etl.db.table_copies import TableDifference
from etl.errors import DocumentRejected, ProvenanceError
from etl.evaluate import evaluate, read_reference
from etl.found_links import read_found_links
from etl.load import link_documents
from etl.model import LinkDocument
from etl.pipeline import rebuild, run
from etl.preparation import AS_USUAL, Options, prepare
from etl.rebuilding import compare_with_rebuild
from etl.run_history import read_run, read_runs
from etl.run_report import RunReport
from etl.show import ResolutionSheet, Story, printable, sheet_lines, story_lines
from etl.story import read_sheet, read_story
from etl.summary import (
    baseline_lines,
    difference_lines,
    evaluation_lines,
    finding_lines,
    root_change_lines,
    run_lines,
    sensitivity_lines,
    summary_lines,
)

DONE = 0
FAULTS_FOUND = 3
SOME_REJECTED = 4

SECONDS_FOR_SENSITIVITY = 600.0
"""After which ``evaluate --leave-one-out`` tries no further parameter: ten times what the shipped
reference sets of 16 documents take on two cores."""


def _run(arguments: Namespace) -> int:
    with _engine(arguments) as engine, progress() as shown:
        report = run(
            engine,
            arguments.paths,
            languages=frozenset(arguments.language),
            jobs=arguments.jobs,
            progress=shown,
            options=_options(arguments),
        )
    for rejection in report.rejected:
        report_error(
            DocumentRejected(
                rejection.reason, path=rejection.path, line=rejection.line, hint=rejection.hint
            )
        )
    _print_report(report, arguments)
    return SOME_REJECTED if report.rejected else DONE


def _options(arguments: Namespace) -> Options:
    return Options(
        prune=getattr(arguments, "prune", False),
        decisions=tuple(getattr(arguments, "decisions", ())),
        wait=arguments.wait,
        announce=lambda message: speak(f"note: {message}"),
    )


def _print_report(report: RunReport, arguments: Namespace) -> None:
    for warning in report.warnings:
        speak(f"warning: {warning}")
    if arguments.json:
        print_json(report.as_dict())
    else:
        _print_plain(summary_lines(report, connect=_ways_in(arguments), command=PROGRAM))


def _runs(arguments: Namespace) -> int:
    with _connection(arguments) as connection:
        if arguments.run is None:
            runs = read_runs(connection, arguments.limit)
        else:
            runs = (read_run(connection, arguments.run),)
    if arguments.json:
        print_json({"runs": [run.as_dict() for run in runs]})
        return DONE
    _print_plain(run_lines(runs))
    if arguments.run is not None:
        _print_plain(root_change_lines(runs[0]))
    return DONE


def _show(arguments: Namespace) -> int:
    colour = _has_colour(arguments.colour)
    shown: ResolutionSheet | Story
    symbol, _, label = arguments.symbol.partition("#")
    label = arguments.label or label
    with _connection(arguments) as connection:
        if not label:
            shown = read_sheet(connection, symbol, arguments.language)
            lines = sheet_lines(shown, width=arguments.width, colour=colour)
        else:
            shown = read_story(connection, symbol, label, arguments.language)
            lines = story_lines(shown, width=arguments.width, colour=colour)
    if arguments.json:
        print_json(asdict(shown))
        return DONE
    print_lines(lines, width=arguments.width, colour=colour)
    return DONE


def _evaluate(arguments: Namespace) -> int:
    # Comparing with rivals loads a library that no other command needs, and that takes its time.
    from etl.baselines import compare_baselines  # noqa: PLC0415
    from etl.sensitivity import measure_sensitivity  # noqa: PLC0415

    reference = read_reference(arguments.folder)
    with _connection(arguments) as connection:
        found = read_found_links(connection, arguments.language)
        documents = _documents(connection, arguments)
    scorable = [one for one in reference if any(c.child in found for c in one.children)]
    unscored = [one.name for one in reference if one not in scorable]
    if not scorable:
        raise ProvenanceError(
            f"no clause of {arguments.folder} is loaded, so nothing can be scored",
            hint=f"load their documents first: {PROGRAM} run FOLDER",
        )
    evaluation = evaluate(scorable, found)
    rivals = compare_baselines(scorable, documents) if arguments.baselines else ()
    moved = (
        measure_sensitivity(scorable, documents, seconds=SECONDS_FOR_SENSITIVITY)
        if arguments.leave_one_out
        else None
    )
    if arguments.json:
        more: dict[str, Any] = {}
        if rivals:
            more["baselines"] = [asdict(one) for one in rivals]
        if moved:
            more["sensitivity"] = asdict(moved)
        print_json({**asdict(evaluation), "unscored": unscored, **more})
        return DONE
    _print_plain(evaluation_lines(evaluation, unscored))
    _print_plain(baseline_lines(evaluation, rivals))
    if moved:
        _print_plain(sensitivity_lines(moved))
    return DONE


def _documents(connection: Connection, arguments: Namespace) -> list[LinkDocument]:
    """The documents of the language, where an option of ``evaluate`` asks for them."""
    if not (arguments.baselines or arguments.leave_one_out):
        return []
    return [one for one in link_documents(connection) if one.language == arguments.language]


def _check(arguments: Namespace) -> int:
    with _engine(arguments) as engine:
        with engine.connect() as connection:
            require_current(connection)
            findings = check(connection)
        differences = _differences(engine, arguments) if arguments.against_rebuild else None
    if arguments.json:
        found: dict[str, Any] = {
            "checks": len(checks()),
            "findings": [asdict(one) for one in findings],
        }
        if differences is not None:
            found["against_rebuild"] = [asdict(one) for one in differences]
        print_json(found)
    else:
        _print_plain(finding_lines(findings, len(checks())))
        if differences is not None:
            _print_plain(difference_lines(differences))
    differ = any(not one.is_none for one in differences or ())
    return FAULTS_FOUND if findings or differ else DONE


def _differences(engine: Engine, arguments: Namespace) -> tuple[TableDifference, ...]:
    with progress() as shown:
        return compare_with_rebuild(
            engine, jobs=arguments.jobs, progress=shown, options=_options(arguments)
        )


def _rebuild(arguments: Namespace) -> int:
    with _engine(arguments) as engine, progress() as shown:
        options = _options(arguments)
        report = rebuild(engine, jobs=arguments.jobs, progress=shown, options=options)
    _print_report(report, arguments)
    return DONE


def _db_migrate(arguments: Namespace) -> int:
    with _engine(arguments) as engine:
        warnings = prepare(engine, AS_USUAL)
    for warning in warnings:
        speak(f"warning: {warning}")
    speak("tables, views, roles and rights are those of this version")
    return DONE


def _db_start(arguments: Namespace) -> int:
    url = _own_server(arguments).start()
    speak(f"PostgreSQL is up and stays up; stop it: {PROGRAM} db stop")
    print(url)
    return DONE


def _db_stop(arguments: Namespace) -> int:
    was_up = _own_server(arguments).stop()
    speak("PostgreSQL is down" if was_up else "PostgreSQL was not up")
    return DONE


def _db_url(arguments: Namespace) -> int:
    url = arguments.dsn or EmbeddedServer(arguments.home).url()
    print(printable(without_passwords(url)))
    return DONE


def _db_psql(arguments: Namespace) -> int:
    if arguments.dsn:
        return Programs().psql(arguments.dsn, arguments.arguments)
    return EmbeddedServer(arguments.home).psql(arguments.arguments)


COMMANDS: Final[dict[str, Callable[[Namespace], int]]] = {
    "run": _run,
    "runs": _runs,
    "show": _show,
    "evaluate": _evaluate,
    "check": _check,
    "rebuild": _rebuild,
    "db start": _db_start,
    "db stop": _db_stop,
    "db migrate": _db_migrate,
    "db url": _db_url,
    "db psql": _db_psql,
}


@contextlib.contextmanager
def _engine(arguments: Namespace) -> Iterator[Engine]:
    """The database of the options: the one of ``--dsn``, else the embedded server's, kept up."""
    with contextlib.ExitStack() as stack:
        dsn = arguments.dsn or stack.enter_context(EmbeddedServer(arguments.home).running())
        engine = connect(dsn)
        stack.callback(engine.dispose)
        yield engine


@contextlib.contextmanager
def _connection(arguments: Namespace) -> Iterator[Connection]:
    """A connection to read with: whatever it did is rolled back at the end."""
    with _engine(arguments) as engine, engine.connect() as connection:
        require_current(connection)
        yield connection


def _own_server(arguments: Namespace) -> EmbeddedServer:
    if arguments.dsn:
        raise ProvenanceError(
            "the server of --dsn is not ours to start or stop",
            hint="leave out --dsn and CLAUSE_PROVENANCE_DSN to mean the embedded server",
        )
    return EmbeddedServer(arguments.home)


def _ways_in(arguments: Namespace) -> list[str]:
    if arguments.dsn:
        return [f"psql '{without_passwords(arguments.dsn)}'"]
    return [
        f"{PROGRAM} db psql",
        f"{PROGRAM} db start    (leaves the server up for other clients and prints its URL)",
    ]


def _has_colour(when: str) -> bool:
    """Colour on a terminal only, and never where NO_COLOR is set (no-color.org)."""
    if when == "auto":
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return when == "always"


def _print_plain(lines: Iterator[str]) -> None:
    for line in lines:
        print(line)
