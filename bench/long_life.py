"""Years of scheduled runs in an hour: a corpus adopted day by day, with corrections and backfills.

Start it with ``python -m bench.long_life CORPUS [RESOLUTIONS]``. Every day of adoption is one run
of the program over a folder that grows; every tenth document comes late, after the next five days,
and every fifteenth is replaced by a version with one word less and put right a few days on. At the
end the tables are compared, row by row and by what rows are known by, with those of one load of the
same folder. Time and size on disk per run go to docs/long_life.csv and docs/long_life.svg.
"""

from __future__ import annotations

import csv
import hashlib
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg

from bench.__main__ import make_database, measure_run
from etl.db.server import EmbeddedServer
from etl.errors import DocumentRejected
from etl.parse import parse
from etl.reading import find_files
from etl.sources import read_document
from tests.reload.adoptions import natural_rows

SEED = 2025
LATE_EVERY, LATE_BY = 10, 5
"""Every how many documents one comes late, and by how many days of adoption."""
WRONG_EVERY, WRONG_FOR = 15, 3
"""Every how many documents one comes with a fault, and after how many days it is put right."""
WIDTH, HEIGHT, MARGIN = 900, 360, 60
"""Of the drawing, in pixels."""

DOCS = Path(__file__).resolve().parents[1] / "docs"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file that is written on a day: its name, its bytes, and what it is."""

    day: int
    name: str
    data: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class Day:
    """One run: how it went and what the database holds after it."""

    run: int
    kinds: str
    resolutions: int
    seconds: float
    megabytes: float


def main() -> None:
    """Simulate, compare, and write the figures."""
    corpus = Path(sys.argv[1])
    at_most = int(sys.argv[2]) if len(sys.argv) > 2 else sys.maxsize  # noqa: PLR2004
    deliveries = list(plan(dated(corpus, at_most)))
    with tempfile.TemporaryDirectory() as scratch:
        server = EmbeddedServer(Path(scratch) / "home")
        with server.running() as url:
            daily, once = (make_database(url, name) for name in ("daily", "once"))
            folder = Path(scratch) / "documents"
            folder.mkdir()
            days = list(live(daily, folder, deliveries))
            measure_run(once, folder)
            differing = compare(daily, once)
            whole = megabytes(once)
        server.remove()
    write(days)
    print("\n".join(told(days, whole)))
    if differing:
        raise SystemExit(f"tables differ from those of one load: {', '.join(differing)}")
    print("every table is that of one load of the same documents")


def dated(corpus: Path, at_most: int) -> list[tuple[date, str, bytes]]:
    """The documents of the corpus in English with a date, earliest first."""
    found = []
    for file in find_files([corpus]).files:
        data = file.source.read().data
        try:
            document = read_document(data, file.source.path)
            parse(document)
        except DocumentRejected:
            continue
        if document.metadata.language == "en" and document.metadata.adopted_on:
            name = file.source.path.replace("/", "_").replace("!", "_")
            found.append((document.metadata.adopted_on, name, data))
    return sorted(found, key=lambda one: one[:2])[:at_most]


def plan(documents: Iterable[tuple[date, str, bytes]]) -> Iterator[Delivery]:
    """On which day each file comes, late ones later, faulty ones twice."""
    chance = random.Random(SEED)  # noqa: S311 -- faults are to be the same each time
    days: dict[date, int] = {}
    for number, (adopted_on, name, data) in enumerate(documents):
        day = days.setdefault(adopted_on, len(days))
        if number % LATE_EVERY == LATE_EVERY - 1:
            yield Delivery(day + LATE_BY, name, data, "backfill")
        elif number % WRONG_EVERY == WRONG_EVERY - 1:
            yield Delivery(day, name, faulty(data, chance), "new")
            yield Delivery(day + WRONG_FOR, name, data, "correction")
        else:
            yield Delivery(day, name, data, "new")


def faulty(data: bytes, chance: random.Random) -> bytes:
    """The file with one word of its latter half left out, if it has words that can be."""
    words = [at for at in range(len(data) // 2, len(data) - 6) if data[at : at + 5] == b" the "]
    if not words:
        return data
    at = chance.choice(words)
    return data[:at] + data[at + 4 :]


def live(url: str, folder: Path, deliveries: Iterable[Delivery]) -> Iterator[Day]:
    """Run the program day after day."""
    by_day: dict[int, list[Delivery]] = {}
    for one in deliveries:
        by_day.setdefault(one.day, []).append(one)
    for run, day in enumerate(sorted(by_day), start=1):
        for one in by_day[day]:
            (folder / one.name).write_bytes(one.data)
        done = measure_run(url, folder)
        kinds = sorted({one.kind for one in by_day[day]})
        held = int(done.report["resolutions"])
        print(f"run {run} of {len(by_day)}: {held} resolutions, {done.seconds:.1f} s", flush=True)
        yield Day(run, " ".join(kinds), held, done.seconds, megabytes(url))


def megabytes(url: str) -> float:
    """Size of the database on disk."""
    with psycopg.connect(url) as session:
        found = session.execute("select pg_database_size(current_database())").fetchone()
    return found[0] / 1e6 if found else 0.0


def compare(one: str, other: str) -> list[str]:
    """The tables that differ, by what their rows are known by."""
    digests = [
        {name: hashlib.sha256("\n".join(rows).encode()).digest() for name, rows in tables.items()}
        for tables in (natural_rows(one), natural_rows(other))
    ]
    return sorted(name for name in digests[0] if digests[0][name] != digests[1].get(name))


def told(days: list[Day], whole: float) -> Iterator[str]:
    """The figures in sentences."""
    tenth = max(1, len(days) // 10)
    for name, some in (("first", days[:tenth]), ("last", days[-tenth:])):
        seconds = sorted(day.seconds for day in some)[len(some) // 2]
        yield f"{name} {len(some)} runs: median {seconds:.2f} s"
    last = days[-1]
    yield (
        f"{len(days)} runs, {last.resolutions} resolutions, {last.megabytes:.0f} MB on disk; "
        f"one load of the same: {whole:.0f} MB"
    )


def write(days: list[Day]) -> None:
    """Write the figures of every run, and draw them."""
    with (DOCS / "long_life.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("run", "kinds", "resolutions", "seconds", "megabytes"))
        for day in days:
            table.writerow(
                (day.run, day.kinds, day.resolutions, f"{day.seconds:.2f}", f"{day.megabytes:.1f}")
            )
    (DOCS / "long_life.svg").write_text("\n".join(drawing(days)) + "\n", encoding="utf-8")


def drawing(days: list[Day]) -> Iterator[str]:
    """Seconds (dots) and megabytes (line) over the runs, each on a scale of its own from 0."""
    most_seconds = max(day.seconds for day in days)
    most_megabytes = max(day.megabytes for day in days)
    inner, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN

    def x(day: Day) -> float:
        return MARGIN + inner * day.run / len(days)

    def y(share: float) -> float:
        return HEIGHT - MARGIN - high * share

    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    yield '<g font-family="sans-serif" font-size="13">'
    yield f'<text x="{MARGIN}" y="{MARGIN - 20}" fill="#1f5fa8">'
    yield f"seconds per run (dots), highest {most_seconds:.1f}</text>"
    yield f'<text x="{WIDTH - MARGIN}" y="{MARGIN - 20}" text-anchor="end" fill="#b04a00">'
    yield f"megabytes on disk (line), highest {most_megabytes:.0f}</text>"
    yield f'<text x="{WIDTH / 2}" y="{HEIGHT - 20}" text-anchor="middle">'
    yield f"{len(days)} runs, {days[-1].resolutions} resolutions</text></g>"
    frame = f"M{MARGIN} {MARGIN}V{y(0)}H{WIDTH - MARGIN}V{MARGIN}"
    yield f'<path d="{frame}" fill="none" stroke="#888"/>'
    line = " ".join(f"{x(day):.1f},{y(day.megabytes / most_megabytes):.1f}" for day in days)
    yield f'<polyline points="{line}" fill="none" stroke="#b04a00" stroke-width="1.5"/>'
    for day in days:
        place = f'cx="{x(day):.1f}" cy="{y(day.seconds / most_seconds):.1f}"'
        yield f'<circle {place} r="2" fill="#1f5fa8"/>'
    yield "</svg>"


if __name__ == "__main__":
    main()
