"""The commands that run the project, as far as they can be proved from inside one of them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text()
COMMANDS = ("run", "test", "bench", "lint", "lock", "clean")

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="make is not here")


def make(*words: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "--no-print-directory", *words],
        cwd=folder,
        env=os.environ | {"MAKEFLAGS": ""},  # not those of the make that runs the tests
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder in which nothing has been made yet."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_make_alone_lists_every_command() -> None:
    said = make().stdout
    for command in COMMANDS:
        assert re.search(rf"^make {command} +\w", said, re.MULTILINE), command
    phony = re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert phony is not None
    assert set(phony[1].split()) == {"help", *COMMANDS}


def test_what_is_installed_is_locked_and_in_order(checkout: Path) -> None:
    planned = [line for line in make("-n", "run", folder=checkout).stdout.splitlines() if "pip" in line or "clause" in line]  # fmt: skip
    locked, project, job = planned
    assert "--require-hashes -r requirements.lock" in locked
    assert "--no-deps --no-build-isolation --editable ." in project
    assert job.endswith("clause-provenance run seeds/")


def test_nothing_is_installed_twice(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    for stamp in ("made", "installed", "installed-dev"):
        (checkout / ".venv" / stamp).touch()
    for command in ("run", "test"):
        assert "install" not in make("-n", command, folder=checkout).stdout


def test_a_python_that_is_too_old_is_named_with_the_way_out(checkout: Path) -> None:
    old = checkout / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = make("run", f"PY={old}", folder=checkout)
    assert done.returncode != 0
    assert f"error: {old} is missing or older than 3.11" in done.stderr
    assert "make PY=" in done.stderr
    assert not (checkout / ".venv").exists()


def test_cleaning_removes_what_was_made_and_nothing_else(checkout: Path) -> None:
    before = set(checkout.iterdir())
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    (checkout / "dist").mkdir()
    for _ in range(2):
        assert make("clean", folder=checkout).returncode == 0
        assert set(checkout.iterdir()) == before
