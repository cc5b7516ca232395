"""docs/scheduling.md is true: what it shows is run here, as far as this machine can."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from threading import Timer
from typing import Any

import pytest
import yaml

from etl.cli.arguments import build_parser
from etl.cli.commands import COMMANDS
from tests.cli.samples import Call, rows_of
from tests.reload.adoptions import write
from tests.reload.sabotage import PROGRAM

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "scheduling.md").read_text(encoding="utf-8")


def shown(first_line: str) -> str:
    """The indented block of the page that begins with a line."""
    found = re.search(rf"^    {re.escape(first_line)}.*\n(?:(?:    .*)?\n)*", PAGE, re.MULTILINE)
    assert found, first_line
    return dedent(found[0]).strip() + "\n"


@pytest.fixture
def path_with_program(tmp_path: Path) -> str:
    """A PATH on which the program is found, as after an installation."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "clause-provenance"
    script.write_text(f'#!/bin/sh\ncd "{ROOT}" && exec "{sys.executable}" -c "{PROGRAM}" "$@"\n')
    script.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


def test_every_exit_code_of_the_help_is_explained() -> None:
    help_ = build_parser(COMMANDS).epilog or ""
    codes = set(re.findall(r"\b\d+\b", help_.partition("exit codes:")[2]))
    explained = set(
        re.findall(r"\d+", " ".join(re.findall(r"^\| ([\d, ]+) \|", PAGE, re.MULTILINE)))
    )
    assert codes
    assert codes <= explained


def test_every_key_of_the_object_is_explained(call: Call, database: str, tmp_path: Path) -> None:
    value = call("run", write(tmp_path / "in", 2007), "--dsn", database, "--json").object
    part = PAGE.partition("## The object that")[2].partition("## The ledger")[0]
    explained = set(re.findall(r"`(\w+)`", part))
    assert set(value) <= explained
    run = call("runs", "--dsn", database, "--json").object["runs"][0]
    assert set(run) <= explained
    checked = call("check", "--against-rebuild", "--dsn", database, "--json").object
    assert set(checked) <= explained
    assert set(checked["against_rebuild"][0]) <= explained


def test_units_are_sound(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("SKIPPED units: systemd-analyze is not installed here")
    service, _, timer = shown("[Unit]").partition("`/etc/systemd")
    if not timer:
        timer = shown("[Unit]\n    Description=Load new United Nations resolutions every night")
    program = shutil.which("true") or "/bin/true"
    service = re.sub(r"(?m)^ExecStart=\S+", f"ExecStart={program}", service)
    for name, unit in (("service", service), ("timer", timer)):
        (tmp_path / f"clause-provenance.{name}").write_text(unit)
    done = subprocess.run(
        [analyze, "verify", *sorted(tmp_path.glob("clause-provenance.*"))],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_the_line_of_cron_runs_in_a_bare_shell(
    database: str, path_with_program: str, tmp_path: Path
) -> None:
    line = shown("# m h dom mon dow command").splitlines()[1]
    command = line.split(maxsplit=5)[5]
    command = command.replace(
        "/opt/clause-provenance/bin/", path_with_program.partition(":")[0] + "/"
    )
    command = command.replace("/srv/documents", str(write(tmp_path / "in", 2007)))
    command = re.sub(r"postgresql://\S+", f"'{database}'", command)
    bare = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"}
    done = subprocess.run(["/bin/sh", "-c", command], env=bare, check=False, capture_output=True)
    log = (tmp_path / "clause-provenance.log").read_text()
    assert (done.returncode, done.stdout + done.stderr) == (0, b""), log
    assert '"loaded": 1' in log
    assert rows_of(database, "select count(*) from resolution") == [(1,)]


def test_the_hook_runs_after_git_pull(
    database: str, path_with_program: str, tmp_path: Path
) -> None:
    git = shutil.which("git")
    if git is None:
        pytest.skip("SKIPPED hook: git is not installed here")
    environment = {
        **os.environ,
        "PATH": path_with_program,
        "CLAUSE_PROVENANCE_DSN": database,
        "HOME": str(tmp_path),
        "GIT_CONFIG_NOSYSTEM": "1",
    }

    def at(folder: Path, *words: str) -> None:
        identity = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
        subprocess.run([git or "", "-C", folder, *identity, *words], check=True, env=environment,
                       capture_output=True)  # fmt: skip

    origin, clone = write(tmp_path / "origin", 2007), tmp_path / "clone"
    at(origin, "init", "--quiet")
    at(origin, "add", ".")
    at(origin, "commit", "--quiet", "--message", "one")
    at(tmp_path, "clone", "--quiet", str(origin), str(clone))
    hook = clone / ".git" / "hooks" / "post-merge"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(shown("#!/bin/sh"))
    hook.chmod(0o755)
    write(origin, 2008)
    at(origin, "add", ".")
    at(origin, "commit", "--quiet", "--message", "another")
    at(clone, "pull", "--quiet", "--ff-only")
    assert rows_of(database, "select count(*) from resolution") == [(2,)]
    (origin / "2007.txt").unlink()
    at(origin, "commit", "--quiet", "--all", "--message", "one less")
    at(clone, "pull", "--quiet", "--ff-only")
    assert rows_of(database, "select count(*) from resolution") == [(1,)]


def test_the_service_of_compose_runs_again_and_again_until_told_to_stop(tmp_path: Path) -> None:
    compose: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
    service = compose["services"]["etl-daily"]
    assert service["volumes"] == compose["services"]["etl"]["volumes"]
    assert service["environment"] == compose["services"]["etl"]["environment"]
    script = service["command"][0].replace("$$", "$").replace("${EVERY:-86400}", "0.1")
    program = tmp_path / "clause-provenance"
    program.write_text('#!/bin/sh\necho "ran $*"\nexit 4\n')
    program.chmod(0o755)
    running = subprocess.Popen(
        [*service["entrypoint"], script],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout is not None
    assert running.stderr is not None
    limit = Timer(60, os.killpg, (running.pid, signal.SIGKILL))
    limit.start()
    for _ in range(2):
        assert running.stdout.readline() == "ran run --json --wait 3600 /documents\n"
        assert "exit code 4" in running.stderr.readline()
    running.send_signal(signal.SIGTERM)
    running.communicate(timeout=30)
    limit.cancel()
    assert running.returncode == 143
