"""Years of scheduled runs in an hour: a corpus that comes in by portions, as it was adopted.

Start it with ``python -m bench.long_life CORPUS [RESOLUTIONS]``, which takes so many resolutions by
lot. The folder grows in order of adoption, by a few documents at a time, and the program runs over
it each time, over five hundred times in all. Every tenth document comes late, every fifteenth comes
with a word missing and is put right later, and every twentieth run finds nothing new. At the end
all tables are compared, by what rows are known by, with those of one load of the same folder. What
each run took, and the size on disk after it, go to docs/long_life.csv and docs/long_life.svg.
"""

from __future__ import annotations

import hashlib
import os
import random
import resource
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import psutil
import psycopg

from bench.__main__ import make_database, measure_run
from bench.long_life_drawing import Occasion, draw, write_table
from etl.db.server import EmbeddedServer
from etl.errors import DocumentRejected
from etl.parse import parse
from etl.reading import find_files
from etl.sources import read_document
from tests.reload.adoptions import natural_rows

SEED = 2025
FEWEST_RUNS = 500
LATE_EVERY, LATE_BY = 10, 9
"""Every how many documents one comes late, and by how many runs: about a month in autumn, when the
General Assembly adopts most."""
WRONG_EVERY, WRONG_FOR = 15, 5
"""Every how many documents one comes with a fault, and after how many runs it is put right."""
QUIET_EVERY = 20
"""Every how many runs one finds nothing new."""

NEW, BACKFILL, FAULTY, CORRECTION, QUIET = "new", "backfill", "faulty", "correction", "nothing"

DOCS = Path(__file__).resolve().parents[1] / "docs"


class Adopted(NamedTuple):
    """A document of the corpus: when it was adopted, a name for its file, its bytes."""

    on: date
    name: str
    data: bytes


class Delivery(NamedTuple):
    """A file that is written before a run, counted from 0: its name, its bytes, and what it is."""

    run: int
    name: str
    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Used:
    """Processor seconds (user and system) so far: of runs of the program, and of the server."""

    program: float
    server: float

    def __sub__(self, other: Used) -> Used:
        return Used(self.program - other.program, self.server - other.server)


def main() -> None:
    """Simulate, compare, and write the figures."""
    corpus = Path(sys.argv[1])
    at_most = int(sys.argv[2]) if len(sys.argv) > 2 else sys.maxsize  # noqa: PLR2004
    documents = drawn(dated(corpus), at_most)
    deliveries = list(plan(documents, portion_for(documents)))
    with tempfile.TemporaryDirectory() as scratch:
        server = EmbeddedServer(Path(scratch) / "home")
        with server.running() as url:
            daily, once = (make_database(url, name) for name in ("daily", "once"))
            folder = Path(scratch) / "documents"
            folder.mkdir()
            occasions = live(daily, folder, deliveries)
            before = used(once)
            measure_run(once, folder)
            whole = used(once) - before
            lines = [*told(occasions, whole), *compared_sizes(sizes(daily), sizes(once))]
            print("\n".join(lines), flush=True)
            write_table(occasions, DOCS / "long_life.csv")
            draw(occasions, DOCS / "long_life.svg")
            differing = compare(daily, once)
        server.remove()
    if differing:
        raise SystemExit(f"tables differ from those of one load: {', '.join(differing)}")
    print("every table is that of one load of the same documents")


def dated(corpus: Path) -> list[Adopted]:
    """The documents of the corpus in English with a date, one of each resolution, earliest first.

    Archives are left out: what they hold lies beside them.
    """
    found: dict[str, Adopted] = {}
    for file in find_files([corpus]).files:
        path = file.source.path
        if "!" in path:
            continue
        data = file.source.read().data
        try:
            document = read_document(data, path)
            parse(document)
        except DocumentRejected:
            continue
        known = document.metadata
        if known.language == "en" and known.adopted_on and known.symbol:
            found.setdefault(known.symbol, Adopted(known.adopted_on, path.replace("/", "_"), data))
    return sorted(found.values())


def drawn(documents: Sequence[Adopted], at_most: int) -> list[Adopted]:
    """So many of the documents, drawn by lot, in their order."""
    chance = random.Random(SEED)  # noqa: S311 -- a draw, no secret
    return sorted(chance.sample(documents, min(at_most, len(documents))))


def portions(documents: Iterable[Adopted], most: int) -> Iterator[list[Adopted]]:
    """Documents that come together: of one day of adoption, at most so many."""
    for _, day in groupby(documents, key=lambda one: one.on):
        own = list(day)
        for begin in range(0, len(own), most):
            yield own[begin : begin + most]


def portion_for(documents: Sequence[Adopted]) -> int:
    """The largest portion by which there are runs enough, 1 if no portion is small enough."""
    enough = (
        most
        for most in range(len(documents), 1, -1)
        if sum(1 for _ in portions(documents, most)) >= FEWEST_RUNS
    )
    return next(enough, 1)


def plan(documents: Iterable[Adopted], most: int) -> Iterator[Delivery]:
    """Before which run each file comes, late ones later, faulty ones twice."""
    chance = random.Random(SEED)  # noqa: S311 -- faults are to be the same each time
    number = 0
    for run, portion in enumerate(portions(documents, most)):
        for one in portion:
            number += 1
            if number % LATE_EVERY == 0:
                yield Delivery(run + LATE_BY, one.name, one.data, BACKFILL)
            elif number % WRONG_EVERY == 0:
                yield Delivery(run, one.name, faulty(one.data, chance), FAULTY)
                yield Delivery(run + WRONG_FOR, one.name, one.data, CORRECTION)
            else:
                yield Delivery(run, one.name, one.data, NEW)


def faulty(data: bytes, chance: random.Random) -> bytes:
    """The file with one word of its latter half left out, if it has words that can be."""
    words = [at for at in range(len(data) // 2, len(data) - 6) if data[at : at + 5] == b" the "]
    if not words:
        return data
    at = chance.choice(words)
    return data[:at] + data[at + 4 :]


def live(url: str, folder: Path, deliveries: Iterable[Delivery]) -> list[Occasion]:
    """Run the program time after time; return how each run went."""
    by_run: defaultdict[int, list[Delivery]] = defaultdict(list)
    for one in deliveries:
        by_run[one.run].append(one)
    occasions: list[Occasion] = []
    for number, run in enumerate(sorted(by_run), start=1):
        occasions.append(occasion(len(occasions) + 1, url, folder, by_run[run]))
        if number % QUIET_EVERY == 0:
            occasions.append(occasion(len(occasions) + 1, url, folder, ()))
    return occasions


def occasion(number: int, url: str, folder: Path, delivered: Sequence[Delivery]) -> Occasion:
    """Write what is delivered, run, and measure."""
    for one in delivered:
        (folder / one.name).write_bytes(one.data)
    before = used(url)
    done = measure_run(url, folder)
    spent = used(url) - before
    found = Occasion(
        run=number,
        kinds=" ".join(sorted({one.kind for one in delivered})) or QUIET,
        documents=len(delivered),
        resolutions=done.report["resolutions"],
        clauses=done.report["clauses"],
        program_seconds=spent.program,
        server_seconds=spent.server,
        wall_seconds=done.seconds,
        megabytes=sum(sizes(url).values()),
    )
    if not delivered and done.report["changed"]:
        raise SystemExit(f"run {number} found nothing new and changed rows")
    print(
        f"run {number}: {found.kinds}, {found.resolutions} resolutions, {found.cpu_seconds:.1f} s"
        f" of the processors, {found.wall_seconds:.1f} s, {found.megabytes:.0f} MB",
        flush=True,
    )
    return found


def used(url: str) -> Used:
    """Processor time so far of programs that this process ran, and of the server with its own.

    Linux counts the latter's processes that ended; elsewhere they are missing.
    """
    runs = resource.getrusage(resource.RUSAGE_CHILDREN)
    with psycopg.connect(url) as session:
        own = session.info.backend_pid
        server = psutil.Process(own).parent()
        if server is None:
            raise SystemExit("the server of the database is not on this machine")
        while True:
            try:
                return Used(runs.ru_utime + runs.ru_stime, server_time(server, own))
            except psutil.NoSuchProcess:
                continue  # it ended just now, and stands in the next sum


def server_time(server: psutil.Process, but: int) -> float:
    """Processor time of a server, of its processes that ended, and of all there are but one."""
    times = server.cpu_times()
    total = times.user + times.system + times.children_user + times.children_system
    for process in server.children():
        if process.pid != but:
            times = process.cpu_times()
            total += times.user + times.system
    return float(total)


def sizes(url: str) -> dict[str, float]:
    """Megabytes on disk of each table with its indexes, and of all the rest of the database."""
    with psycopg.connect(url) as session:
        rows = session.execute(
            "select relname, pg_total_relation_size(oid) / 1e6 from pg_class"
            " where relkind = 'r' and relnamespace = 'public'::regnamespace"
        ).fetchall()
        whole = session.execute("select pg_database_size(current_database()) / 1e6").fetchone()
    own = {name: float(megabytes) for name, megabytes in rows}
    own["all else"] = float(whole[0] if whole else 0) - sum(own.values())
    return own


def compare(one: str, other: str) -> list[str]:
    """The tables that differ, by what their rows are known by."""
    digests = [
        {name: _digest("\n".join(rows)) for name, rows in natural_rows(url, _digest).items()}
        for url in (one, other)
    ]
    return sorted(name for name in digests[0] if digests[0][name] != digests[1].get(name))


def _digest(said: str) -> str:
    """A row in few bytes, since rows are known by the rows they stand under."""
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def told(occasions: Sequence[Occasion], whole: Used) -> Iterator[str]:
    """The figures in sentences."""
    tenth = max(1, len(occasions) // 10)
    for name, some in (("first", occasions[:tenth]), ("last", occasions[-tenth:])):
        seconds = sorted(one.cpu_seconds for one in some)[len(some) // 2]
        yield f"{name} {len(some)} runs: median {seconds:.2f} s of the processors"
    last = occasions[-1]
    total = sum(one.cpu_seconds for one in occasions)
    yield (
        f"{len(occasions)} runs, {last.resolutions} resolutions, {last.clauses} clauses: "
        f"{total:.0f} s of the processors; one load: {whole.program + whole.server:.0f} s"
    )


def compared_sizes(daily: Mapping[str, float], once: Mapping[str, float]) -> Iterator[str]:
    """Tables of one MB and more as a Markdown table, the largest first."""
    yield "| table | MB after all runs | MB after one load |"
    yield "| --- | ---: | ---: |"
    for name in sorted(daily, key=lambda one: -daily[one]):
        if daily[name] >= 1:
            yield f"| {name} | {daily[name]:.1f} | {once[name]:.1f} |"
    yield f"| all | {sum(daily.values()):.1f} | {sum(once.values()):.1f} |"


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
