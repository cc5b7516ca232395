"""Measures a load: the floor, the whole of ``run`` on an empty database, a run with nothing new.

Start it with ``make bench`` (the documents of seeds/) or ``make bench CORPUS=folder``.

The floor is what no program can save: parsing every XML file with lxml (other files are only read)
and COPYing the very rows that ``run`` stored of them into the same tables. All is measured in one
go, on one embedded server with its ordinary settings, so that the ratios compare like with like.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from lxml import etree
from psycopg import sql
from sqlalchemy import make_url

from etl.db.engine import connect
from etl.db.migrate import migrate
from etl.db.server import EmbeddedServer
from etl.db.tables import metadata
from etl.sources.discover import SourceFile, discover

REPEATS = 3
"""Times that the floor and the run with nothing new are measured; the shortest counts."""

DERIVED = {"clause_edge", "clause_lineage", "phrase_origin", "wording_change", "load_run"}
"""Tables whose rows come from linking and tracing, or from running, and not from the documents."""

DERIVING = ("link", "trace", "store lineage")
"""Stages of a run that come after reading, parsing and loading."""


@dataclass
class Run:
    """One run of the program in a process of its own; ``peak`` is MB of its largest process."""

    seconds: float
    peak: float
    report: dict[str, Any] = field(default_factory=dict)


def main() -> None:
    """Measure, print the table, and write it to bench/out/benchmark.md."""
    corpus = Path(os.environ.get("CORPUS") or "seeds")
    with tempfile.TemporaryDirectory() as home:
        server = EmbeddedServer(Path(home))
        with server.running() as url:
            for name in ("full", "floor"):
                make_database(url, name)
            first = measure_run(named(url, "full"), corpus)
            again = min(
                (measure_run(named(url, "full"), corpus) for _ in range(REPEATS)),
                key=lambda run: run.seconds,
            )
            rows = copied_out(named(url, "full"))
            parsing = min(measure_parsing(corpus) for _ in range(REPEATS))
            copying = min(measure_copying(named(url, "floor"), rows) for _ in range(REPEATS))
        server.remove()
    report = "\n".join(table(corpus, first, again, parsing, copying))
    print(report)
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    (out / "benchmark.md").write_text(report + "\n", encoding="utf-8")


def named(url: str, database: str) -> str:
    """The URL of another database on the same server."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


def make_database(url: str, name: str) -> None:
    """Create an empty database and bring it to the program's tables."""
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    engine = connect(named(url, name))
    migrate(engine)
    engine.dispose()


def measure_run(url: str, corpus: Path) -> Run:
    """Run the program as a user would, wall time from start to end of its process."""
    program = "import sys; from etl.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "run", "--json", "--dsn", url, str(corpus)]
    begun = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True)
    seconds = time.perf_counter() - begun
    if done.returncode not in (0, 4):
        raise SystemExit(f"the run failed:\n{done.stderr.decode()}")
    # Linux counts in KiB, macOS in bytes; the largest of all processes so far, so of this run's.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e6
    return Run(seconds, peak, json.loads(done.stdout))


def measure_parsing(corpus: Path) -> float:
    """Seconds to read every file and to parse those in XML with lxml."""
    files = [found for found in discover([corpus]) if isinstance(found, SourceFile)]
    begun = time.perf_counter()
    for file in files:
        data = file.read().data
        if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
            try:
                etree.fromstring(data)
            except etree.XMLSyntaxError:
                continue
    return time.perf_counter() - begun


def copied_out(url: str) -> dict[str, bytes]:
    """The rows that came from documents, table by table in an order in which they can go in."""
    rows = {}
    with psycopg.connect(url) as session:
        for table_ in metadata.sorted_tables:
            if table_.name not in DERIVED:
                query = sql.SQL("copy {} to stdout").format(sql.Identifier(table_.name))
                with session.cursor().copy(query) as copy:
                    rows[table_.name] = b"".join(bytes(part) for part in copy)
    return rows


def measure_copying(url: str, rows: dict[str, bytes]) -> float:
    """Seconds to COPY the rows into the same empty tables, keys and indexes in place."""
    with psycopg.connect(url) as session:
        session.execute(
            "truncate load_run, resolution, committee, agenda_item, state, subject cascade"
        )
        session.execute(
            "insert into load_run (load_run_id, outcome, program_version, parameters, counts)"
            " overriding system value values (1, 'running', '', '{}', '{}')"
        )
        session.commit()
        begun = time.perf_counter()
        for name, data in rows.items():
            with session.cursor().copy(
                sql.SQL("copy {} from stdin").format(sql.Identifier(name))
            ) as copy:
                copy.write(data)
        session.commit()
        return time.perf_counter() - begun


def table(corpus: Path, first: Run, again: Run, parsing: float, copying: float) -> list[str]:
    """The figures as a Markdown table."""
    floor = parsing + copying
    stages: dict[str, float] = first.report["seconds"]
    deriving = sum(stages.get(stage, 0.0) for stage in DERIVING)
    loaded = ", ".join(
        f"{first.report[what]:,} {what}" for what in ("resolutions", "clauses", "footnotes")
    )
    machine = f"{os.cpu_count()} processors with Python {sys.version.split()[0]}"
    lines = [
        f"{loaded} from `{corpus.name}`, measured by `make bench` on {machine}.",
        "",
        "| what | seconds | times the floor |",
        "| --- | ---: | ---: |",
    ]

    def line(what: str, seconds: float) -> str:
        return f"| {what} | {seconds:.2f} | {seconds / floor:.2f} |"

    lines.append(line("floor: parse XML with lxml", parsing))
    lines.append(line("floor: COPY the same rows", copying))
    lines.append(line("**floor**", floor))
    lines += [line(stage, seconds) for stage, seconds in stages.items()]
    lines.append(line("**reading, parsing, loading** (all but the next)", first.seconds - deriving))
    lines.append(line("**linking and tracing**", deriving))
    lines.append(line("**the whole of run**, from start to end of its process", first.seconds))
    lines.append(line("run again with nothing new", again.seconds))
    lines.append("")
    lines.append(f"Peak memory of the largest process: {first.peak:,.0f} MB.")
    return lines


if __name__ == "__main__":
    main()
