from __future__ import annotations

import re
from pathlib import Path

import pytest

from etl.db.resources import folder
from etl.db.statements import header

FILES = sorted(folder("sql").rglob("*.sql"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_statement_says_its_purpose_and_its_grain_first(path: Path) -> None:
    purpose, grain = header(path.read_text())
    assert re.fullmatch(r"Purpose: \w.*[.]", purpose), purpose
    assert re.fullmatch(r"Grain: \w.*[.]", grain), grain


def test_every_statement_is_used() -> None:
    program = "\n".join(path.read_text() for path in (folder("sql").parent / "etl").rglob("*.py"))
    by_folder = {"views", "checks", "examples"}
    formatted = {"delete_unused_", "delete_"}
    for path in FILES:
        name = f"{path.parent.name}/{path.stem}"
        if path.parent.name not in by_folder and not path.stem.startswith(tuple(formatted)):
            assert f'"{name}"' in program, name
