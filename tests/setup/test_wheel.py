"""The program as a user of the wheel gets it: without the checkout."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import psycopg
import pytest

from tests.setup.test_compose import copied_from_here

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
WITHOUT_CHECKOUT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}


def pip(*arguments: str | Path) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ``bin`` of an environment that holds the wheel, and our dependencies by reference.

    The wheel is built from what the Dockerfile copies, as the image is.
    """
    source = tmp_path_factory.mktemp("source")
    for name in copied_from_here():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name)
        else:
            shutil.copy(ROOT / name, source / name)
    wheels = tmp_path_factory.mktemp("wheels")
    offline = ["--no-deps", "--no-index"]
    pip("wheel", *offline, "--no-build-isolation", "--wheel-dir", wheels, source)
    shutil.rmtree(source)
    environment = tmp_path_factory.mktemp("environment")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True)
    pip("--python", environment / "bin" / "python", "install", *offline, *wheels.glob("*.whl"))
    (site,) = environment.glob("lib/python3*/site-packages")
    # A folder named here is searched last, and its own .pth files are not read: no checkout.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return environment / "bin"


def run(*command: str | Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        cwd="/",
        env=WITHOUT_CHECKOUT | environment,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_installed_program_prints_its_help(installed: Path) -> None:
    said = run(installed / "clause-provenance", "--help")
    assert said.startswith("usage: clause-provenance ")
    assert re.search(r"^ +run +\w", said, re.MULTILINE)


@pytest.mark.parametrize("name", ["sql", "migrations", "seeds"])
def test_the_installed_program_finds_its_own_copy_of(installed: Path, name: str) -> None:
    question = f"from etl.db.resources import folder; print(folder({name!r}))"
    found = Path(run(installed / "python", "-c", question).strip())
    assert installed.parent in found.parents
    here = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*.*")}
    there = {path.relative_to(found) for path in found.rglob("*.*")}
    assert {p for p in here if p.suffix != ".pyc"} == {p for p in there if p.suffix != ".pyc"}


def test_the_installed_program_does_the_main_job(installed: Path, empty_database: str) -> None:
    question = "from etl.db.resources import folder; print(folder('seeds'))"
    seeds = run(installed / "python", "-c", question).strip()
    run(installed / "clause-provenance", "run", seeds, CLAUSE_PROVENANCE_DSN=empty_database)
    with psycopg.connect(empty_database) as session:
        count = session.execute("select count(*) from resolution").fetchone()
        assert count == (len(list((ROOT / "seeds").glob("A_RES_*"))),)
