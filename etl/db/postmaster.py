"""What a PostgreSQL server leaves in its data folder, and where its socket lies."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from dataclasses import dataclass
from pathlib import Path

import psutil

from etl.db.programs import Account
from etl.errors import DatabaseUnavailable

PORT = 5432
# The shortest limit of a socket's path among the systems we run on (macOS: 104 with the final NUL).
_SOCKET_PATH_LIMIT = 103
_SOCKET_NAME = f".s.PGSQL.{PORT}"
_SOCKET_FOLDER_PREFIX = "clause-provenance-"


@dataclass(frozen=True, slots=True)
class Postmaster:
    """What a server notes of itself in ``postmaster.pid`` (see its miscadmin.h)."""

    pid: int
    socket_folder: Path
    port: int
    is_ready: bool

    def listens(self) -> bool:
        """Whether a process answers at the socket: the kernel refuses once the server is dead."""
        with socket.socket(socket.AF_UNIX) as probe:
            try:
                probe.connect(str(self.socket_folder / f".s.PGSQL.{self.port}"))
            except OSError:
                return False
        return True


def read_postmaster(data: Path) -> Postmaster | None:
    """What the server of ``data`` notes of itself; None if there is none, or not yet."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
        status = lines[7].strip() if len(lines) > 7 else ""  # noqa: PLR2004  # the eighth, once set
        return Postmaster(int(lines[0]), Path(lines[4]), int(lines[3]), status == "ready")
    except (OSError, ValueError, IndexError):  # none, or not written so far
        return None


def forget_dead_postmaster(data: Path) -> None:
    """Remove the note of a killed server if its number now belongs to something else.

    PostgreSQL does so itself where nothing has that number. It refuses to start where some other
    program has (usual in containers, which count from 1), or a zombie that nobody buries.
    """
    note = data / "postmaster.pid"
    try:
        lines = note.read_text(encoding="utf-8").splitlines()
        if _is_live_postgres(int(lines[0])):
            return
    except (OSError, ValueError, IndexError):
        return
    note.unlink()
    for lock in data.glob(".s.PGSQL.*.lock"):
        lock.unlink()
    if len(lines) > 4:  # noqa: PLR2004  # the fifth line names the socket's folder
        remove_socket_folder(Path(lines[4]), data)


def _is_live_postgres(pid: int) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def make_socket_folder(data: Path, account: Account | None) -> Path:
    """The folder of the socket: the data's own, or a new one where clients cannot use that path.

    Both are for the server's account alone, which stands in for a password.

    Raises:
        DatabaseUnavailable: no path is short enough.
    """
    if _can_hold_socket(data):
        return data
    for place in (Path(tempfile.gettempdir()).resolve(), Path("/tmp").resolve()):  # noqa: S108
        if not _can_hold_socket(place / f"{_SOCKET_FOLDER_PREFIX}12345678"):
            continue
        if account is None or account.can_reach(place):
            folder = Path(tempfile.mkdtemp(prefix=_SOCKET_FOLDER_PREFIX, dir=place))
            if account is not None:
                os.chown(folder, account.uid, account.gid)
            return folder
    raise DatabaseUnavailable(
        f"no folder for temporary files has a path short enough for the socket of {data}",
        hint="name a short one: TMPDIR",
    )


def _can_hold_socket(folder: Path) -> bool:
    """Whether a client can name the socket: the path is short, and libpq sees no list in it."""
    return len(os.fsencode(folder / _SOCKET_NAME)) <= _SOCKET_PATH_LIMIT and "," not in str(folder)


def remove_socket_folder(folder: Path, data: Path) -> None:
    """Remove what :func:`make_socket_folder` made; the data's own folder stays."""
    if folder != data and folder.name.startswith(_SOCKET_FOLDER_PREFIX):
        shutil.rmtree(folder, ignore_errors=True)
