"""Measures a load: the floor, the whole of ``run`` on an empty database, and the runs after it.

Start it with ``make bench`` (the documents of seeds/) or ``make bench CORPUS=folder``; ``GROWTH=1``
measures a quarter, a half and the whole besides, each on an empty database.

The floor is what no program can save: parsing every XML file with lxml (other files are only read)
and COPYing the very rows that ``run`` stored of them into the same tables. All is measured in one
go, on one embedded server with its ordinary settings, so that the ratios compare like with like.
"""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
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
"""Times that each is measured, the floor like the runs; the shortest counts, since whatever else
the machine does can only add to it. Parts of the documents are measured once."""

DOCUMENTS = frozenset(
    "committee agenda_item resolution source_document parse_issue draft procedural_step state "
    "sponsor subject resolution_subject adoption vote paragraph footnote footnote_reference "
    "heading citation".split()
)
"""Tables whose rows are what documents say, and the whole of the floor's second half."""

LOADING = (
    "find",
    "migrate",
    "compare",
    "read and load",
    "look for what vanished",
    "resolve citations",
    "count",
)
"""Stages of reading, parsing and loading, to which starting and ending the process is added; all
the others link and trace."""

SHARES = (0.25, 0.5, 1.0)
FEWEST_TO_GROW = 100
"""Documents from which a part of them says something about growth, and one about the others."""

SECONDS_BETWEEN_SAMPLES = 0.2


@dataclass
class Run:
    """One run of the program in a process of its own.

    ``peak`` is MB of the largest process of this and all runs before, ``peaks`` of its own by
    stage, sampled.
    """

    seconds: float
    peak: float
    report: dict[str, Any] = field(default_factory=dict)
    peaks: dict[str, float] = field(default_factory=dict)

    @property
    def deriving(self) -> float:
        """Seconds of linking and tracing."""
        stages: dict[str, float] = self.report["seconds"]
        return sum(seconds for stage, seconds in stages.items() if stage not in LOADING)


def main() -> None:
    """Measure, print the tables, and write them to bench/out/benchmark.md."""
    corpus = Path(os.environ.get("CORPUS") or "seeds")
    with tempfile.TemporaryDirectory() as home:
        # A copy, from which documents can be taken out.
        folder = shutil.copytree(corpus, Path(home) / corpus.resolve().name)
        server = EmbeddedServer(Path(home) / "server")
        with server.running() as url:
            lines = [*measure_load(url, folder), *measure_growth(url, folder)]
        server.remove()
    report = "\n".join(lines)
    print(report)
    out = Path(__file__).parent / "out"
    out.mkdir(exist_ok=True)
    (out / "benchmark.md").write_text(report + "\n", encoding="utf-8")


def measure_load(url: str, folder: Path) -> list[str]:
    """The first run, the runs after it, and the floor."""
    databases = [make_database(url, f"full{number}") for number in range(REPEATS)]
    full, floor = databases[-1], make_database(url, "floor")
    firsts = [measure_run(database, folder) for database in databases]
    again = shortest([measure_run(full, folder) for _ in range(REPEATS)])
    rows = copied_out(full)
    parsing = min(measure_parsing(folder) for _ in range(REPEATS))
    copying = min(measure_copying(floor, rows) for _ in range(REPEATS))
    one_new = None
    if firsts[0].report["resolutions"] > FEWEST_TO_GROW:
        one_new = measure_one_new(full, folder)
    return table(folder.name, firsts, again, one_new, (parsing, copying))


def shortest(runs: Sequence[Run]) -> Run:
    """The run that took the least time."""
    return min(runs, key=lambda run: run.seconds)


def measure_one_new(url: str, folder: Path) -> Run | None:
    """A run that finds the latest resolution new: it is taken out, with its lineage, and put back.

    What taking it out leaves is what loading all the others makes (``check --against-rebuild``).
    """
    with psycopg.connect(url) as session:
        found = session.execute(
            "select path from source_document inner join resolution using (symbol, language)"
            " where resolution.resolution_id = (select resolution_id from resolution"
            ' order by adopted_on desc nulls last, symbol collate "C" desc limit 1)'
        ).fetchall()
    if any("!" in path for (path,) in found):
        return None  # nobody takes a member out of an archive
    paths = [folder / path for (path,) in found]
    return shortest([measure_put_back(url, folder, paths) for _ in range(REPEATS)])


def measure_put_back(url: str, folder: Path, paths: Sequence[Path]) -> Run:
    """A run that finds some files of one resolution again, after one that found them gone."""
    with tempfile.TemporaryDirectory(dir=folder.parent) as aside:
        moved = [(there, Path(aside) / str(number)) for number, there in enumerate(paths)]
        for there, here in moved:
            shutil.move(there, here)
        measure_run(url, folder, "--prune")
        for there, here in moved:
            shutil.move(here, there)
    run = measure_run(url, folder)
    if run.report["documents"]["loaded"] != 1:
        raise SystemExit(f"not one document was new but {run.report['documents']}")
    return run


def measure_growth(url: str, folder: Path) -> list[str]:
    """Stages on parts of the documents drawn by lot, and what each takes per document."""
    if os.environ.get("GROWTH") != "1":
        return []
    lines = ["", "| documents | seconds | by stage | peak MB |", "| ---: | ---: | --- | ---: |"]
    files = sorted(path for path in folder.rglob("*") if path.suffix == ".xml")
    drawn = random.Random(0).sample(files, len(files))  # noqa: S311 -- a draw, no secret
    for share in SHARES:
        part = folder.parent / f"{share:.0%}"
        for path in drawn[: round(share * len(files))]:
            target = part / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        run = measure_run(make_database(url, f"part{share}"), part)
        stages = ", ".join(f"{name} {taken:.1f}" for name, taken in run.report["seconds"].items())
        held = run.report["resolutions"]
        # Sampled, since the system keeps the peak of the largest process of all runs so far.
        peak = max(run.peaks.values(), default=0.0)
        lines.append(f"| {held:,} | {run.seconds:.1f} | {stages} | {peak:,.0f} |")
    return lines


def make_database(url: str, name: str) -> str:
    """Create an empty database with the program's tables on the same server; return its URL."""
    with psycopg.connect(url, autocommit=True) as session:
        session.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
    own = make_url(url).set(database=name).render_as_string(hide_password=False)
    engine = connect(own)
    migrate(engine)
    engine.dispose()
    return own


def measure_run(url: str, folder: Path, *options: str) -> Run:
    """Run the program as a user would, wall time from start to end of its process."""
    program = "import sys; from etl.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", program, "run", "--json", "--dsn", url, *options, str(folder)]
    # An installed program has its byte code beside it, whatever this shell was told.
    told = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=told
    ) as process:
        watch = Watch(process)
        watch.start()
        output = process.stdout.read() if process.stdout else b""
        process.wait()
        seconds = time.perf_counter() - begun
        watch.join()
    if process.returncode not in (0, 4):
        raise SystemExit(f"the run failed:\n{watch.said.decode()}")
    # Linux counts in KiB, macOS in bytes; the largest of all processes so far.
    unit = 1 if sys.platform == "darwin" else 1024
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit / 1e6
    return Run(seconds, peak, json.loads(output), dict(watch.peaks))


class Watch(threading.Thread):
    """Listens to what a run says of its stages, and samples the memory of its processes."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self.process = process
        self.stage = "start"
        self.said = b""
        self.peaks: defaultdict[str, float] = defaultdict(float)

    def run(self) -> None:
        """Listen until the process ends."""
        threading.Thread(target=self.sample, daemon=True).start()
        for line in self.process.stderr or ():
            self.said += line
            if not line.startswith((b"warning", b" ")):
                self.stage = line.decode().strip().partition(":")[0]

    def sample(self) -> None:
        """Note the largest process of each stage."""
        while self.process.poll() is None:
            for size in sizes(self.process.pid):
                self.peaks[self.stage] = max(self.peaks[self.stage], size)
            time.sleep(SECONDS_BETWEEN_SAMPLES)


def sizes(pid: int) -> Iterator[float]:
    """MB of a process and of those below it; one that ends meanwhile is passed over."""
    try:
        own = psutil.Process(pid)
        for process in (own, *own.children(recursive=True)):
            yield process.memory_info().rss / 1e6
    except psutil.NoSuchProcess:
        return


def measure_parsing(folder: Path) -> float:
    """Seconds to read every file and to parse those in XML with lxml."""
    files = [found for found in discover([folder]) if isinstance(found, SourceFile)]
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
            if table_.name in DOCUMENTS:
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
            " overriding system value select run, 'running', '', '{}', '{}'"
            " from generate_series(1, 99) as run"
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


def table(
    name: str, firsts: Sequence[Run], again: Run, one_new: Run | None, floors: tuple[float, float]
) -> list[str]:
    """The figures as a Markdown table."""
    first, floor = shortest(firsts), sum(floors)
    loaded = ", ".join(
        f"{first.report[what]:,} {what}" for what in ("resolutions", "clauses", "footnotes")
    )
    machine = f"{os.cpu_count()} processors with Python {sys.version.split()[0]}"

    def line(what: str, seconds: float, peak: float = 0.0) -> str:
        return (
            f"| {what} | {seconds:.2f} | {seconds / floor:.2f} | {f'{peak:,.0f}' if peak else ''} |"
        )

    whole = ", ".join(f"{run.seconds:.1f}" for run in firsts)
    lines = [
        f"{loaded} from `{name}`, measured by `make bench` on {machine}.",
        f"Each took the shortest of {REPEATS} times; the whole of run took {whole} seconds.",
        "",
        "| what | seconds | times the floor | MB in the largest process |",
        "| --- | ---: | ---: | ---: |",
        line("floor: parse XML with lxml", floors[0]),
        line("floor: COPY the same rows", floors[1]),
        line("**floor**", floor),
    ]
    for stage, seconds in first.report["seconds"].items():
        lines.append(line(stage, seconds, first.peaks.get(stage, 0.0)))
    lines += [
        line(
            "**reading, parsing, loading** (all but linking and tracing)",
            first.seconds - first.deriving,
            max(first.peaks.get(stage, 0.0) for stage in ("start", *LOADING)),
        ),
        line("**linking and tracing**", first.deriving),
        line("**the whole of run**, from start to end of its process", first.seconds, first.peak),
        line("run again with nothing new", again.seconds),
    ]
    if one_new is not None:
        lines.append(line("run again with one new resolution, the latest", one_new.seconds))
        more = one_new.seconds - again.seconds
        lines.append(line("the same beyond a run with nothing new", more))
    return lines


if __name__ == "__main__":
    main()
