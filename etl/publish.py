"""Publishing: schema ``report`` holds the views of ``sql/views``; three roles have their rights.

``clause_owner`` migrates, ``clause_loader`` loads, ``clause_reader`` reads.

The schema is rebuilt whole and only when the files or the tables below them changed, told by a
digest in its comment, so that readers are not disturbed by a run that changed rows alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection

from etl.db.lexicon import store_lexicon
from etl.db.revisions import stored_revision
from etl.db.statements import execute, files, run_script

READER = "clause_reader"

_READERS_PATIENCE = "5s"
"""How long views that are to be replaced are waited for: as long as any reader who comes meanwhile
waits, too."""

_STEPS = (
    ("publish/roles_exist", "publish/create_roles", "cannot create the roles clause_*"),
    ("publish/owner_may_create", "publish/let_owner_create", "cannot let clause_owner migrate"),
    ("publish/owner_owns", "publish/give_to_owner", "cannot give the tables to clause_owner"),
    ("publish/rights_are_right", "publish/grant_rights", f"cannot let {READER} read"),
)
"""Questions, the scripts to run where the answer is no, and what could not be done then."""


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing did; ``warnings`` are sentences for the person who runs the program."""

    rebuilt: bool
    warnings: tuple[str, ...] = ()


def publish(connection: Connection) -> Publication:
    """Bring schema ``report`` and the reader's rights up to date within the caller's transaction.

    The lexicon that the views rank opening phrases by is made equal to the shipped one.

    A login that may not create roles, or may not grant, goes on with a warning.

    Raises:
        psycopg.errors.LockNotAvailable: readers held the views to be replaced for too long.
        psycopg.errors.InsufficientPrivilege: the login may not replace the views.
    """
    store_lexicon(connection)
    stamp = _stamp(connection)
    rebuilt = execute(connection, "publish/select_stamp").scalar_one_or_none() != stamp
    if rebuilt:
        _rebuild(connection, stamp)
    return Publication(rebuilt, _grant(connection))


def view_digest() -> str:
    """Return the digest of the view files, hexadecimal."""
    parts = (f"{path.name}\n{path.read_text(encoding='utf-8')}" for path in files("views"))
    return sha256("\0".join(parts).encode()).hexdigest()


def _stamp(connection: Connection) -> str:
    revision = stored_revision(connection)
    return (
        "Views that answer questions about clauses; rebuilt by the program, so change sql/views "
        f"instead. Tables at {revision}, views {view_digest()}."
    )


def _rebuild(connection: Connection, stamp: str) -> None:
    execute(connection, "run/set_patience", patience=_READERS_PATIENCE)
    run_script(connection, "publish/recreate_schema")
    for path in files("views"):
        run_script(connection, f"views/{path.stem}")
    execute(connection, "publish/set_stamp", stamp=stamp)
    run_script(connection, "publish/stamp_schema")


def _grant(connection: Connection) -> tuple[str, ...]:
    warnings = []
    for is_done, step, cannot in _STEPS:
        if execute(connection, is_done).scalar_one():
            continue
        try:
            with connection.begin_nested():
                run_script(connection, step)
        except InsufficientPrivilege:
            warnings.append(
                f"{cannot}: this login lacks the right; ask the database's administrator to run "
                f"clause-provenance db migrate, or sql/{step}.sql, once"
            )
            if step == _STEPS[0][1]:
                break  # the others speak of these roles
    return tuple(warnings)
