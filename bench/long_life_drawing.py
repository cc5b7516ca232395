"""What each run of a long life took and left, as a table and as a drawing."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

WIDTH, HEIGHT, MARGIN = 900, 380, 60
"""Of the drawing, in pixels."""

DOT, QUIET_DOT, SIZE, CLAUSES = "#1f5fa8", "#8fb6df", "#b04a00", "#999"

DECIMALS = {"program_seconds": 2, "server_seconds": 2, "wall_seconds": 2, "megabytes": 1}
"""Of columns that are no whole numbers."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One run: what it found, what it took, and what the database holds after it.

    Attributes:
        run: its number, from 1.
        kinds: of the files written before it: new, backfill, faulty, correction; or nothing.
        documents: number of these files.
        resolutions: that the database holds.
        clauses: that the database holds.
        program_seconds: user and system time of the program and its own processes.
        server_seconds: the same of the database server, with what it does in the background.
        wall_seconds: from start to end of the program's process.
        megabytes: size of the database on disk.
    """

    run: int
    kinds: str
    documents: int
    resolutions: int
    clauses: int
    program_seconds: float
    server_seconds: float
    wall_seconds: float
    megabytes: float

    @property
    def cpu_seconds(self) -> float:
        """Processor time of the run on both sides."""
        return self.program_seconds + self.server_seconds


def write_table(occasions: Sequence[Occasion], path: Path) -> None:
    """Write one row per run."""
    columns = list(Occasion.__dataclass_fields__)
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(columns)
        for one in occasions:
            cells = ((name, getattr(one, name)) for name in columns)
            table.writerow(
                f"{cell:.{DECIMALS[name]}f}" if name in DECIMALS else cell for name, cell in cells
            )


def draw(occasions: Sequence[Occasion], path: Path) -> None:
    """Draw the runs as an SVG file."""
    path.write_text("\n".join(_drawing(occasions)) + "\n", encoding="utf-8")


def _drawing(occasions: Sequence[Occasion]) -> Iterator[str]:
    """Seconds, megabytes and clauses over the runs, each on a scale of its own from 0."""
    last = occasions[-1]
    seconds = max(one.cpu_seconds for one in occasions)
    megabytes = max(one.megabytes for one in occasions)
    middle, right, floor = WIDTH / 2, WIDTH - MARGIN, HEIGHT - MARGIN
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    yield '<g font-family="sans-serif" font-size="13">'
    yield _text(MARGIN, 20, "start", DOT, f"processor seconds of a run (dots), to {seconds:.1f}")
    yield _text(MARGIN, 40, "start", QUIET_DOT, "the same of a run that finds nothing new")
    yield _text(right, 20, "end", SIZE, f"megabytes on disk (line), to {megabytes:.0f}")
    yield _text(right, 40, "end", CLAUSES, f"clauses held (dashes), to {last.clauses:,}")
    ends = f"{len(occasions)} runs, {last.resolutions:,} resolutions"
    yield _text(middle, HEIGHT - 20, "middle", "black", ends)
    yield "</g>"
    frame = f"M{MARGIN} {MARGIN}V{floor}H{right}V{MARGIN}"
    yield f'<path d="{frame}" fill="none" stroke="#888"/>'
    held = _points(occasions, [one.clauses / max(last.clauses, 1) for one in occasions])
    line = '<polyline points="{}" fill="none" stroke="{}" stroke-width="1.5"{}/>'
    yield line.format(" ".join(held), CLAUSES, ' stroke-dasharray="6 4"')
    size = _points(occasions, [one.megabytes / megabytes for one in occasions])
    yield line.format(" ".join(size), SIZE, "")
    dots = _points(occasions, [one.cpu_seconds / seconds for one in occasions])
    for one, dot in zip(occasions, dots, strict=True):
        x, _, y = dot.partition(",")
        yield f'<circle cx="{x}" cy="{y}" r="2" fill="{DOT if one.documents else QUIET_DOT}"/>'
    yield "</svg>"


def _points(occasions: Sequence[Occasion], shares: Sequence[float]) -> list[str]:
    """Places of shares of the height, over the runs."""
    inner, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    return [
        f"{MARGIN + inner * one.run / len(occasions):.1f},{HEIGHT - MARGIN - high * share:.1f}"
        for one, share in zip(occasions, shares, strict=True)
    ]


def _text(x: float, y: float, anchor: str, fill: str, said: str) -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" fill="{fill}">{said}</text>'
