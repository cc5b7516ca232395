"""One process of several is killed, as when memory runs out: none waits for it, none stays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from etl.processes import CLAUSES_WORTH_A_PROCESS
from etl.reading import FEWEST_FOR_A_POOL
from tests.cli.samples import Call, rows_of
from tests.reload.sabotage import start

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SEED = 1990
DOCUMENTS, CLAUSES = FEWEST_FOR_A_POOL + 20, 70
"""So many that reading and linking are both shared."""
SECONDS_TO_END = 30

HEAD = """\
Resolution adopted by the General Assembly on 18 December {year}
[on the report of the Third Committee (A/{session}/439/Add.2)]
{session}/{number}.	Matters numbered {number}

	The General Assembly,
	Recalling all its previous resolutions on matters numbered {number},
"""
FOOT = """\
76th plenary meeting
18 December {year}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many resolutions of words drawn by lot, a few in each year."""
    chance = random.Random(SEED)
    letters = "abcdefghilmnoprstu"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 10))) for _ in range(3000)]
    here = tmp_path_factory.mktemp("many")
    for number in range(100, 100 + DOCUMENTS):
        year = 1990 + number % 20
        given = {"year": year, "session": year - 1945, "number": number}
        clauses = (
            f"\t{place}.\tRequests the {' '.join(chance.choices(words, k=25))};\n"
            for place in range(1, CLAUSES)
        )
        last = f"\t{CLAUSES}.\tDecides to remain seized of the matter.\n"
        text = HEAD.format(**given) + "".join(clauses) + last + FOOT.format(**given)
        (here / f"{number}.txt").write_text(text, encoding="utf-8")
    assert DOCUMENTS * CLAUSES > CLAUSES_WORTH_A_PROCESS
    return here


@pytest.fixture
def running(database: str, folder: Path) -> subprocess.Popen[str]:
    """A run that shares its work with others."""
    return start("run", folder, "--jobs", "2", "--dsn", database)


def others_at(process: subprocess.Popen[str], stage: str) -> list[psutil.Process]:
    """Wait until a stage is shared; return those that share it, then what the library adds."""
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(stage):
            break
    first = psutil.Process(process.pid)
    while process.poll() is None:
        below = first.children(recursive=True)
        # A server of forks shares no work itself, nor does what counts semaphores.
        added = [one for one in first.children() if "multiprocessing" in "".join(one.cmdline())]
        sharing = [one for one in below if one not in added]
        if sharing:
            return [*sharing, *added]
        time.sleep(0.002)
    raise AssertionError(f"it ended before {stage} was shared")


def assert_all_end(others: list[psutil.Process]) -> None:
    _, alive = psutil.wait_procs(others, timeout=SECONDS_TO_END)
    assert [one for one in alive if one.status() != psutil.STATUS_ZOMBIE] == []


@pytest.mark.parametrize("stage", ["read and load", "link"])
def test_a_run_that_loses_a_process_says_so_and_leaves_nothing(
    call: Call, running: subprocess.Popen[str], database: str, folder: Path, stage: str
) -> None:
    others = others_at(running, stage)
    others[0].kill()
    out, said = running.communicate(timeout=120)
    assert (running.returncode, out) == (1, ""), said
    assert "error: a process of this run was killed, as happens when memory runs out" in said
    assert "--jobs 1" in said
    assert "Traceback" not in said
    assert_all_end(others)
    assert rows_of(database, "select count(*) from source_document") == [(0,)]
    ledger = "select outcome from load_run order by load_run_id desc limit 1"
    assert rows_of(database, ledger) == [("refused",)]


@pytest.mark.parametrize("stage", ["read and load", "link"])
def test_no_process_stays_behind_a_run_that_is_killed(
    running: subprocess.Popen[str], database: str, stage: str
) -> None:
    others = others_at(running, stage)
    os.kill(running.pid, signal.SIGKILL)
    running.wait(timeout=10)
    assert_all_end(others)
    running.communicate(timeout=10)
    assert rows_of(database, "select count(*) from source_document") == [(0,)]


@pytest.mark.parametrize(
    ("number", "code", "word"), [(signal.SIGINT, 130, "interrupted"), (signal.SIGTERM, 143, "told")]
)
def test_of_all_that_share_the_linking_one_says_that_it_stopped(
    running: subprocess.Popen[str], database: str, number: signal.Signals, code: int, word: str
) -> None:
    others = others_at(running, "link")
    os.killpg(running.pid, number)  # as a terminal does, and a service that is stopped
    _, said = running.communicate(timeout=60)
    assert running.returncode == code, said
    assert said.count("nothing was changed") == 1
    assert word in said
    assert "Traceback" not in said
    assert_all_end(others)
    assert rows_of(database, "select count(*) from source_document") == [(0,)]


STOPPED_IN_A_RESULT = """
import multiprocessing, os, sys, threading, time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from etl.processes import begin_sharing, results_of

method, who, number = sys.argv[1:]
sending = Path("sending")

def make(size):
    if size:
        sending.write_text(str(os.getpid()))
    return bytes(size)

def stop(pool):
    while not (sending.exists() and sending.read_text() and pool._result_queue._reader.poll()):
        time.sleep(0.001)
    os.kill(int(sending.read_text()) if who == "another" else os.getpid(), int(number))

if __name__ == "__main__":
    pool = ProcessPoolExecutor(2, multiprocessing.get_context(method), begin_sharing)
    threading.Thread(target=stop, args=[pool], daemon=True).start()
    list(results_of(pool, make, [0, 1 << 28]))
"""


@pytest.mark.parametrize("method", ["fork", "forkserver"])
@pytest.mark.parametrize(
    ("who", "number", "told"),
    [
        ("the first", signal.SIGINT, "KeyboardInterrupt"),
        ("another", signal.SIGKILL, "etl.errors.ProcessLost: a process of this run was killed"),
    ],
)
def test_nobody_waits_for_the_rest_of_a_result_whose_process_was_stopped(
    tmp_path: Path, method: str, who: str, number: signal.Signals, told: str
) -> None:
    program = tmp_path / "program.py"
    program.write_text(STOPPED_IN_A_RESULT)
    done = subprocess.run(
        [sys.executable, program, method, who, str(int(number))],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        timeout=60,
    )
    assert done.stderr.splitlines()[-1].startswith(told)
