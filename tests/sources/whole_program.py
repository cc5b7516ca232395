"""Running the whole program on a folder, without a terminal."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from etl.db.engine import connect
from etl.pipeline import run
from etl.run_report import RunReport


class Silence:
    """Progress that nobody watches."""

    def begin(self, stage: str, total: int = 0) -> None:
        """Nothing."""

    def advance(self, steps: int = 1) -> None:
        """Nothing."""


def load_folder(url: str, folder: Path, languages: Collection[str] = ("en",)) -> RunReport:
    """Run the main job on a folder."""
    engine = connect(url)
    try:
        return run(engine, [folder], languages=languages, jobs=1, progress=Silence())
    finally:
        engine.dispose()


def rows_of(url: str, query: str) -> list[tuple[Any, ...]]:
    """Return the rows of a query of this project's own tests."""
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain) as session:
        return session.execute(query.encode()).fetchall()
