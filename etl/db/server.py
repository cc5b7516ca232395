"""The embedded PostgreSQL server: one per home folder, shared by every process that wants it.

It listens on a Unix socket in a folder that only its owner can enter, and on no network address, so
it needs no password. A server is up for as long as somebody uses it (``EmbeddedServer.running``) or
until it is stopped, if it was started to stay (``EmbeddedServer.start``). All of this rests on file
locks, which end with their process however it ends.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from etl.db.postmaster import (
    PORT,
    forget_dead_postmaster,
    make_socket_folder,
    read_postmaster,
    remove_socket_folder,
)
from etl.db.programs import POSTGRESQL_MAJOR, STATE_FOR_ROOT, Programs, make_folder
from etl.errors import DatabaseUnavailable

DATABASE = "clause_provenance"
_ROLE = "postgres"

# Seconds for a start, which may have to recover from a crash first, and for a stop, which has to
# write out what is in memory. PostgreSQL's own pg_ctl waits as long.
_PATIENCE = 60.0
# Seconds between two looks at a server that is starting.
_GLANCE = 0.05
# What a new server says while a killed one is not quite gone, and seconds to wait for that.
_NOT_QUITE_GONE = ("pre-existing shared memory block", "lock file")
_AFTERLIFE = 10.0

# The same text sorts the same everywhere (by code point), yet case and classes of letters follow
# Unicode; times are shown in UTC; checkpoints, frequent in a bulk load, are no news.
_CLUSTER_OPTIONS = (
    f"--username={_ROLE}",
    "--auth-local=trust",  # the socket's folder is the owner's alone
    "--auth-host=reject",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--set=timezone=UTC",
    "--set=log_timezone=UTC",
    "--set=log_checkpoints=off",
    "--no-instructions",
)


class EmbeddedServer:
    """The server whose data lie under ``home``.

    Attributes:
        settings: PostgreSQL settings for a server that this object starts, such as
            ``{"fsync": "off"}`` for tests.
    """

    def __init__(self, home: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.home = home.expanduser().absolute()
        self.settings = dict(settings or {})
        self.log = self.home / "server.log"

    def start(self) -> str:
        """Start the server unless it is up, leave it up for others, and return its URL.

        Raises:
            DatabaseUnavailable: it cannot be started; the message says why.
        """
        with self._lock("start.lock", fcntl.LOCK_EX):
            self._start()
            self._stays.touch()
        return self.url()

    def stop(self) -> bool:
        """Stop the server, whoever uses it; return whether it was up.

        Raises:
            DatabaseUnavailable: it does not stop.
        """
        if not self.home.is_dir():
            return False
        with self._lock("start.lock", fcntl.LOCK_EX):
            self._stays.unlink(missing_ok=True)
            return self._stop()

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Give the URL of the server and keep it up meanwhile.

        It is started if need be, and stopped afterwards by the last process that used it, unless it
        was started to stay.

        Raises:
            DatabaseUnavailable: it cannot be started; the message says why.
        """
        with self._lock("users.lock", fcntl.LOCK_SH) as users:
            with self._lock("start.lock", fcntl.LOCK_EX):
                self._start()
            try:
                yield self.url()
            finally:
                with self._lock("start.lock", fcntl.LOCK_EX):
                    if not self._stays.exists() and _is_last(users):
                        self._stop()

    def is_up(self) -> bool:
        """Whether the server accepts connections."""
        postmaster = read_postmaster(self._data)
        return postmaster is not None and postmaster.is_ready and postmaster.listens()

    def url(self) -> str:
        """The URL of the server's database, for every libpq client on this machine.

        Raises:
            DatabaseUnavailable: the server is down.
        """
        postmaster = read_postmaster(self._data)
        if postmaster is None or not postmaster.listens():
            raise DatabaseUnavailable(
                f"the embedded PostgreSQL under {self.home} is down",
                hint="start it: clause-provenance db start",
            )
        return _url(postmaster.socket_folder, DATABASE)

    def remove(self) -> None:
        """Stop the server and remove its home with all data."""
        self.stop()
        shutil.rmtree(self._data.resolve(), ignore_errors=True)
        shutil.rmtree(self.home, ignore_errors=True)

    def psql(self, arguments: Sequence[str] = ()) -> int:
        """Run psql on the server's database, which is started if need be; return the exit code."""
        with self.running() as url:
            return Programs().psql(url, arguments)

    @property
    def _data(self) -> Path:
        return self.home / f"postgresql-{POSTGRESQL_MAJOR}"

    @property
    def _stays(self) -> Path:
        return self.home / "stays-up"

    @contextlib.contextmanager
    def _lock(self, name: str, kind: int) -> Iterator[int]:
        """Hold the lock ``name``; alone or, with ``LOCK_SH``, together with others."""
        try:
            # Root's server runs as another account, which has to pass through.
            make_folder(self.home, 0o711 if os.geteuid() == 0 else 0o700)
            descriptor = os.open(self.home / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise DatabaseUnavailable(
                f"the home of the embedded PostgreSQL cannot be used: {error}",
                hint="name another folder: CLAUSE_PROVENANCE_HOME",
            ) from error
        try:
            fcntl.flock(descriptor, kind)
            yield descriptor
        finally:
            os.close(descriptor)

    def _start(self) -> None:
        postmaster = read_postmaster(self._data)
        if postmaster is None or not postmaster.listens():
            programs = Programs()
            self._make_cluster(programs)
            self._launch(programs)
        _await_ready(self._data)
        _ensure_database(self._data)

    def _make_cluster(self, programs: Programs) -> None:
        """Make the data folder, whole or not at all."""
        if (self._data / "PG_VERSION").exists():
            return
        unfinished = self.home / f"{self._data.name}.unfinished"
        if programs.account is not None and not programs.account.can_reach(self.home):
            unfinished = _make_folder_elsewhere(self.home, programs)
        else:
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o700)
        if programs.account is not None:
            os.chown(unfinished, programs.account.uid, programs.account.gid)
        haste = ["--no-sync"] if self.settings.get("fsync") == "off" else []
        programs.run("initdb", f"--pgdata={unfinished}", *_CLUSTER_OPTIONS, *haste)
        if unfinished.parent == self.home:
            unfinished.rename(self._data)
        else:
            self._data.unlink(missing_ok=True)
            self._data.symlink_to(unfinished)

    def _launch(self, programs: Programs) -> None:
        """Start the server process and wait until it accepts connections."""
        data = self._data.resolve()
        wait_until = time.monotonic() + _AFTERLIFE
        while True:
            forget_dead_postmaster(data)
            settings = {
                "listen_addresses": "",
                "port": str(PORT),
                "unix_socket_directories": _in_quotes(make_socket_folder(data, programs.account)),
                "unix_socket_permissions": "0700",
                # Compiling a view's plan takes longer than it saves on a few hundred thousand rows.
                "jit": "off",
                **self.settings,
            }
            command = [str(programs.folder / "postgres"), "-D", str(data)]
            command += [f"--{name}={value}" for name, value in settings.items()]
            said = self._launch_once(command, programs)
            if said is None:
                return
            is_worth_waiting = any(words in said for words in _NOT_QUITE_GONE)
            if not is_worth_waiting or time.monotonic() > wait_until:
                reason = said.strip().splitlines()[-1:] or [f"not ready after {_PATIENCE:.0f} s"]
                raise DatabaseUnavailable(
                    f"the embedded PostgreSQL does not start: {reason[0]}",
                    hint=f"see {self.log}, or name a PostgreSQL of your own with --dsn",
                )
            time.sleep(_GLANCE)

    def _launch_once(self, command: list[str], programs: Programs) -> str | None:
        """Start the server process; return None once it is ready, else what it said to the log."""
        # The server holds one end of this pipe, so the pipe ends with the server.
        ended, held = os.pipe()
        try:
            with self.log.open("a", encoding="utf-8", errors="replace") as log:
                before = log.tell()
                subprocess.run(
                    ["/bin/sh", "-c", '"$0" "$@" &', *command],  # no child of ours: no zombie
                    check=True,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    pass_fds=[held],
                    start_new_session=True,  # Ctrl-C is for us
                    **programs.as_account(),
                )
        finally:
            os.close(held)
        deadline = time.monotonic() + _PATIENCE
        try:
            while time.monotonic() < deadline:
                if select.select([ended], [], [], _GLANCE)[0]:
                    break
                if self.is_up():
                    return None
        finally:
            os.close(ended)
        return self.log.read_text(encoding="utf-8", errors="replace")[before:]

    def _stop(self) -> bool:
        postmaster = read_postmaster(self._data)
        if postmaster is None or not postmaster.listens():
            return False
        data = self._data.resolve()
        patience = f"--timeout={_PATIENCE:.0f}"
        Programs().run("pg_ctl", "stop", f"--pgdata={data}", "--mode=fast", patience)
        remove_socket_folder(postmaster.socket_folder, data)
        return True


def _url(socket_folder: Path, database: str) -> str:
    folder = quote(str(socket_folder), safe="")
    return f"postgresql://{_ROLE}@/{database}?host={folder}&port={PORT}"


def _await_ready(data: Path) -> None:
    """Wait for a server that another process has just launched."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        postmaster = read_postmaster(data)
        if postmaster is not None and postmaster.is_ready:
            return
        time.sleep(_GLANCE)
    raise DatabaseUnavailable(
        f"the embedded PostgreSQL was not ready within {_PATIENCE:.0f} s",
        hint="stop it and try again: clause-provenance db stop",
    )


def _ensure_database(data: Path) -> None:
    postmaster = read_postmaster(data)
    if postmaster is None:
        raise DatabaseUnavailable("the embedded PostgreSQL ended as soon as it was up")
    try:
        with psycopg.connect(
            _url(postmaster.socket_folder, "postgres"), autocommit=True
        ) as session:
            named = session.execute("select from pg_database where datname = %s", [DATABASE])
            if named.fetchone() is None:
                session.execute(sql.SQL("create database {}").format(sql.Identifier(DATABASE)))
    except psycopg.OperationalError as error:
        raise DatabaseUnavailable(f"the embedded PostgreSQL does not answer: {error}") from error


def _is_last(users: int) -> bool:
    """Whether no other process holds the lock that ``users`` shares."""
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _in_quotes(folder: Path) -> str:
    """The folder as one item of a PostgreSQL setting that is a list."""
    return '"' + str(folder).replace('"', '""') + '"'


def _make_folder_elsewhere(home: Path, programs: Programs) -> Path:
    """Make a data folder that root's server can reach; a home removed takes its old one with it."""
    make_folder(STATE_FOR_ROOT, 0o755)
    name = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    for orphan in STATE_FOR_ROOT.glob(f"{name}-*"):
        postmaster = read_postmaster(orphan)
        if postmaster is not None and postmaster.listens():
            programs.run("pg_ctl", "stop", f"--pgdata={orphan}", "--mode=immediate")
        shutil.rmtree(orphan, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=STATE_FOR_ROOT))
