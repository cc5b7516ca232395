"""The README's console blocks: which commands they show, and what those print.

``python -m tests.cli.readme`` writes what they print now into the README, for a person to review.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.db.server import EmbeddedServer

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
PROGRAM = [sys.executable, "-c", "import sys; from etl.cli import main; sys.exit(main())"]

BLOCK = re.compile(
    r"^```console\n\$ (?P<command>[^\n]+)\n(?P<output>.*?)^```$", re.MULTILINE | re.DOTALL
)
SECONDS = re.compile(r"\d+\.\d s")


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """Each command shown in the README with the output shown below it."""
    for block in BLOCK.finditer(text):
        yield block["command"], block["output"]


def in_order(commands: Iterable[str]) -> list[str]:
    """Commands as a reader would follow them: the README tells the story first, but load first."""
    return sorted(commands, key=lambda command: command != "make run")


@contextmanager
def home() -> Iterator[Path]:
    """The home folder of an embedded server of its own, which is up meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        server = EmbeddedServer(Path(folder) / "home", settings={"fsync": "off"})
        try:
            with server.running():
                yield server.home
        finally:
            server.remove()


def make_recipe(target: str) -> str:
    """The last command of a target of the Makefile, as a user would type it."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    found = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
    assert found, f"the Makefile has no target {target}"
    return found[1].strip().splitlines()[-1].strip().replace("$(BIN)/", "")


def printed_by(command: str, home: Path) -> str:
    """What a command of the README prints to stdout, run in the checkout."""
    words = shlex.split(command)
    if words[0] == "make":
        words = shlex.split(make_recipe(words[1]))
    assert words[0] == "clause-provenance", f"the README shows another program: {command}"
    done = subprocess.run(
        [*PROGRAM, *words[1:]],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "CLAUSE_PROVENANCE_HOME": str(home), "COLUMNS": "100"},
    )
    assert done.returncode == 0, f"{command} failed:\n{done.stderr}"
    return done.stdout


def refresh() -> None:
    """Write what the README's commands print now below each of them."""
    text = README.read_text(encoding="utf-8")
    with home() as folder:
        commands = in_order(command for command, _ in blocks(text))
        printed = {command: printed_by(command, folder) for command in commands}

    def block(found: re.Match[str]) -> str:
        lines = [line.rstrip() for line in printed[found["command"]].rstrip().splitlines()]
        return "\n".join(("```console", f"$ {found['command']}", *lines, "```"))

    README.write_text(BLOCK.sub(block, text), encoding="utf-8")


def comparable(output: str) -> str:
    """Output without what differs from run to run: times, and blanks at line ends."""
    lines = [line.rstrip() for line in output.rstrip().splitlines()]
    kept = [line for line in lines if not line.startswith("time: ")]
    return SECONDS.sub("… s", "\n".join(kept))


if __name__ == "__main__":
    refresh()
