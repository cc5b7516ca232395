"""docs/questions.md: every question of sql/examples with its query and its answer on the seeds.

``python -m tests.examples.questions`` writes what the queries answer now, for a person to review.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import psycopg

from etl.db.engine import connect
from etl.db.server import EmbeddedServer
from etl.db.statements import files, header
from etl.pipeline import run
from etl.publish import READER
from tests.cli.readme import ROOT, home

QUESTIONS = ROOT / "docs" / "questions.md"
PREFACE = """\
# Questions

What a delegate, a researcher or an organisation may want to know, as SQL. Each query is a file of
`sql/examples`, written for the five resolutions of `seeds/`: put other symbols in its place. Run
one with

```sh
clause-provenance db psql -- -f sql/examples/01_first_use_of_a_phrase.sql
```

The answers below are what the seeds give. "First" and "new" always mean: among what is loaded.
"""


class Silent:
    """Nobody wants to know how far the run is."""

    def begin(self, stage: str, total: int = 0) -> None:
        """Say nothing."""

    def advance(self, steps: int = 1) -> None:
        """Say nothing."""


def load_seeds(url: str) -> None:
    """Load seeds/ into the database at ``url`` as the program does."""
    engine = connect(url)
    run(engine, [ROOT / "seeds"], languages={"en"}, jobs=1, progress=Silent())
    engine.dispose()


def answer(url: str, path: Path) -> str:
    """What a query answers, as a table in Markdown; asked as a reader, who may change nothing."""
    with psycopg.connect(url) as session:
        session.execute(f"set role {READER}")
        cursor = session.execute(path.read_bytes())
        names = [column.name for column in cursor.description or ()]
        return table(names, cursor.fetchall())


def table(names: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Rows as a table in Markdown."""
    lines = [names, ["---"] * len(names), *([cell(value) for value in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(value: object) -> str:
    """A value as a person reads it, in a table's cell.

    >>> cell(True), cell(None), cell(["A/RES/60/169"]), cell("a|b")
    ('yes', '', 'A/RES/60/169', 'a\\\\|b')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(cell, value))
    return str(value).replace("|", "\\|")


def section(path: Path, answered: str) -> str:
    """The document's part on one question."""
    sql = path.read_text(encoding="utf-8")
    purpose, grain = (line.split(": ", 1)[1] for line in header(sql))
    title = purpose[0].upper() + purpose[1:].removesuffix(".")
    query = "".join(sql.splitlines(keepends=True)[2:])
    return f"""\
## {title}

The answer has {grain}

{answered}
<details><summary><code>sql/examples/{path.name}</code></summary>

```sql
{query}```

</details>
"""


def document(answers: Iterable[tuple[Path, str]]) -> str:
    """The whole document."""
    return "\n".join((PREFACE, *(section(path, answered) for path, answered in answers)))


def refresh() -> None:
    """Write the questions with what they answer now."""
    with home() as folder:
        url = EmbeddedServer(folder).url()
        load_seeds(url)
        answers = [(path, answer(url, path)) for path in files("examples")]
    QUESTIONS.write_text(document(answers), encoding="utf-8")


if __name__ == "__main__":
    refresh()
