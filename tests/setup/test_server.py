"""The embedded server, on the real thing."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from etl.db import programs
from etl.db.engine import connect
from etl.db.postmaster import Postmaster, read_postmaster
from etl.db.programs import Account, Programs
from etl.db.server import EmbeddedServer
from etl.errors import DatabaseUnavailable

UNSAFE_BUT_FAST = {"fsync": "off"}
AS_ROOT = os.geteuid() == 0
NewServer = Callable[..., EmbeddedServer]


@pytest.fixture(scope="module")
def open_folder() -> Iterator[Path]:
    """A folder that every account can pass through, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="cp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def up(open_folder: Path) -> Iterator[EmbeddedServer]:
    """A server that is up; tests leave it so."""
    server = EmbeddedServer(open_folder / "up", settings=UNSAFE_BUT_FAST)
    server.start()
    yield server
    server.remove()


@pytest.fixture(scope="module")
def used_before(open_folder: Path) -> Path:
    """The home of a server that was up once: a copy of it starts ten times faster than a new one."""
    server = EmbeddedServer(open_folder / "used before", settings=UNSAFE_BUT_FAST)
    with server.running():
        return server.home


@pytest.fixture
def new_server(open_folder: Path, used_before: Path) -> Iterator[NewServer]:
    """Makes servers, fresh or as copies, and removes them whatever the test has done to them."""
    made = []

    def make(home: str | Path = "home", *, fresh: bool = False, **settings: str) -> EmbeddedServer:
        server = EmbeddedServer(open_folder / home, settings=UNSAFE_BUT_FAST | settings)
        made.append(server)
        if not fresh:
            subprocess.run(["cp", "-a", used_before, server.home], check=True)
        return server

    yield make
    for server in made:
        server.remove()


def postmaster_of(server: EmbeddedServer) -> Postmaster:
    found = read_postmaster(server._data)
    assert found is not None
    return found


def kill(server: EmbeddedServer) -> None:
    os.kill(postmaster_of(server).pid, signal.SIGKILL)
    while server.is_up():
        time.sleep(0.001)


def in_another_process(home: Path, body: str) -> list[str]:
    lines = [
        "import os, signal",
        "from pathlib import Path",
        "from etl.db.server import EmbeddedServer",
        f"server = EmbeddedServer(Path({str(home)!r}), settings={UNSAFE_BUT_FAST!r})",
        body,
    ]
    return [sys.executable, "-W", "error", "-c", "\n".join(lines)]


def test_the_url_serves_psycopg_sqlalchemy_and_psql(
    up: EmbeddedServer, capfd: pytest.CaptureFixture[str]
) -> None:
    url = up.url()
    assert url.startswith("postgresql://")
    question = "select current_database()"
    with psycopg.connect(url) as session:
        assert session.execute(question).fetchone() == ("clause_provenance",)
    engine = connect(url)
    with engine.connect() as connection:
        assert connection.exec_driver_sql(question).scalar() == "clause_provenance"
    engine.dispose()
    assert up.psql(["-XAtc", question]) == 0
    assert capfd.readouterr().out == "clause_provenance\n"


def test_psql_hands_back_its_exit_code(up: EmbeddedServer) -> None:
    assert up.psql(["-Xq", "-v", "ON_ERROR_STOP=1", "-f", os.devnull]) == 0
    assert up.psql(["-Xqc", "select nonsense"]) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads a command line from /proc")
def test_a_password_stays_out_of_the_command_line(
    up: EmbeddedServer, capfd: pytest.CaptureFixture[str]
) -> None:
    with_password = up.url().replace("postgres@", "postgres:open+sesame@")
    assert Programs().psql(with_password, ["-Xqc", r"\! tr '\0' ' ' < /proc/$PPID/cmdline"]) == 0
    shown = capfd.readouterr().out
    assert "clause_provenance" in shown
    assert "sesame" not in shown


def test_it_listens_on_no_network_address_and_only_its_owner_enters_the_socket_folder(
    up: EmbeddedServer,
) -> None:
    with psycopg.connect(up.url()) as session:
        assert session.execute("show listen_addresses").fetchone() == ("",)
    folder = postmaster_of(up).socket_folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_text_sorts_by_code_point_and_knows_letters_of_all_scripts(up: EmbeddedServer) -> None:
    with psycopg.connect(up.url()) as session:
        words = session.execute("select w from unnest('{b,Z,a,É,é}'::text[]) w order by w")
        assert [word for (word,) in words] == ["Z", "a", "b", "É", "é"]
        assert session.execute("select lower('ÉЖ'), current_setting('server_encoding')").fetchone() == ("éж", "UTF8")  # fmt: skip


def test_variables_of_other_servers_are_not_heeded(
    new_server: NewServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGPORT": "1", "PGHOST": "nowhere", "PGUSER": "x", "PGDATA": "/x"}.items():
        monkeypatch.setenv(name, value)
    with new_server(fresh=True).running() as url, psycopg.connect(url) as session:
        assert session.execute("select 1").fetchone() == (1,)


def test_starting_a_server_that_is_up_changes_nothing(up: EmbeddedServer) -> None:
    before = postmaster_of(up)
    assert up.start() == up.url()
    assert postmaster_of(up) == before


def test_the_last_user_stops_it(new_server: NewServer) -> None:
    server = new_server()
    with server.running() as outer:
        with server.running() as inner:
            assert inner == outer
        assert server.is_up()
    assert not server.is_up()


def test_a_server_started_to_stay_stays_until_it_is_stopped(new_server: NewServer) -> None:
    server = new_server()
    server.start()
    with server.running():
        pass
    assert server.is_up()
    assert server.stop()
    assert not server.stop()
    with server.running():
        pass
    assert not server.is_up()


def test_a_user_that_is_killed_does_not_keep_it_up(new_server: NewServer) -> None:
    server = new_server()
    killed = in_another_process(
        server.home, "with server.running():\n    os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run(killed, check=False, timeout=60).returncode == -signal.SIGKILL
    assert server.is_up()
    with server.running():
        pass
    assert not server.is_up()


def test_two_processes_that_start_at_once_share_one_server(new_server: NewServer) -> None:
    server = new_server(fresh=True)
    start = in_another_process(server.home, "print(server.start())")
    with ThreadPoolExecutor() as pool:
        said = list(pool.map(lambda _: subprocess.check_output(start, timeout=60), range(3)))
    assert said == [f"{server.url()}\n".encode()] * 3
    assert server.log.read_text().count("ready to accept connections") == 1


def test_what_was_committed_survives_a_kill(new_server: NewServer) -> None:
    server = new_server()
    with psycopg.connect(server.start()) as session:
        session.execute("create table kept (word text)")
        session.execute("insert into kept values ('remains')")
    kill(server)
    with server.running() as url, psycopg.connect(url) as session:
        assert session.execute("select word from kept").fetchone() == ("remains",)


def test_a_dead_server_whose_number_another_program_has_is_no_obstacle(
    new_server: NewServer,
) -> None:
    server = new_server()
    server.start()
    data = server._data.resolve()
    note = (data / "postmaster.pid").read_text().splitlines()
    kill(server)
    bystander = subprocess.Popen(["sleep", "60"], **Programs().as_account())
    try:
        (data / "postmaster.pid").write_text("\n".join([str(bystander.pid), *note[1:]]))
        with server.running() as url, psycopg.connect(url) as session:
            assert session.execute("select 1").fetchone() == (1,)
        assert bystander.poll() is None
    finally:
        bystander.kill()
        bystander.wait()


@pytest.mark.parametrize("mode", [0o755, 0o711, 0o700])
def test_no_permission_of_any_parent_changes(
    new_server: NewServer, open_folder: Path, mode: int
) -> None:
    parent = open_folder / f"parent-{mode:o}" / "middle"
    parent.mkdir(parents=True)
    parent.chmod(mode)
    places = [parent, *parent.parents, *Programs().folder.parents, Programs().folder]
    before = [place.stat().st_mode for place in places]
    with new_server(parent / "home", fresh=True).running() as url, psycopg.connect(url) as session:
        assert session.execute("select 1").fetchone() == (1,)
    assert [place.stat().st_mode for place in places] == before


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("long" * 40, id="too long for a socket"),
        pytest.param("one, two", id="a comma, which libpq takes for a list"),
        pytest.param('it\'s "quoted" $(touch x) é', id="what a shell would act on"),
    ],
)
def test_any_path_will_do(new_server: NewServer, name: str) -> None:
    server = new_server(name)
    with server.running() as url, psycopg.connect(url) as session:
        assert session.execute("select 1").fetchone() == (1,)
        socket_folder = postmaster_of(server).socket_folder
    data_remain = server._data.is_dir()
    assert data_remain
    assert socket_folder == server._data.resolve() or not socket_folder.exists()


def test_a_removed_home_begins_anew(new_server: NewServer, open_folder: Path) -> None:
    private = open_folder / "private"
    private.mkdir(mode=0o700)
    server = new_server(private / "home", fresh=True)
    with psycopg.connect(server.start()) as session:
        session.execute("create table old ()")
    before = server._data.resolve()
    server.stop()
    shutil.rmtree(server.home)
    with server.running() as url, psycopg.connect(url) as session:
        assert session.execute("select to_regclass('old')").fetchone() == (None,)
    assert before == server._data.resolve() or not before.exists()


def test_a_server_that_is_down_says_how_to_start_it(new_server: NewServer) -> None:
    server = new_server("never started", fresh=True)
    with pytest.raises(DatabaseUnavailable, match="is down") as caught:
        server.url()
    assert "clause-provenance db start" in caught.value.hint
    assert not server.stop()
    assert not server.home.exists()


def test_a_server_that_does_not_start_says_why_and_where_to_look(new_server: NewServer) -> None:
    server = new_server("refuses", shared_buffers="nonsense")
    with pytest.raises(DatabaseUnavailable, match="shared_buffers") as caught:
        server.start()
    assert str(server.log) in caught.value.hint


def test_a_home_that_is_no_folder_is_refused(new_server: NewServer, open_folder: Path) -> None:
    (open_folder / "file").touch()
    with pytest.raises(DatabaseUnavailable, match="file") as caught:
        new_server("file/home", fresh=True).start()
    assert "CLAUSE_PROVENANCE_HOME" in caught.value.hint
    (open_folder / "file").unlink()


def test_a_cluster_half_made_is_made_again(new_server: NewServer) -> None:
    server = new_server("half", fresh=True)
    unfinished = server.home / "postgresql-18.unfinished"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18")
    with server.running() as url, psycopg.connect(url) as session:
        assert session.execute("select 1").fetchone() == (1,)
    assert not unfinished.exists()


@pytest.mark.skipif(not AS_ROOT, reason="only root's server needs another account")
def test_programs_that_the_account_cannot_reach_are_copied(
    monkeypatch: pytest.MonkeyPatch, open_folder: Path
) -> None:
    found = Programs()
    in_place = found.folder
    state = open_folder / "state"
    monkeypatch.setattr(programs, "STATE_FOR_ROOT", state)
    monkeypatch.setattr(Account, "can_reach", lambda account, folder: state in folder.parents)
    copied = Programs()
    assert state in copied.folder.parents
    for program in ("postgres", "initdb", "pg_ctl"):
        copied.run(program, "--version")
    assert len(list(state.iterdir())) == 1
    assert sorted(p.name for p in copied.folder.iterdir()) == sorted(p.name for p in in_place.iterdir())  # fmt: skip
