"""Where files were found, and which of them are there no more.

A file is known by its path below the folder that was given and by its content; where that folder
lies is kept beside it. So a run over one folder says nothing about files of another, and a file
that two folders hold is gone only when both lost it.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from etl.db.rows import delete_rows
from etl.db.statements import execute
from etl.db.tables import source_document
from etl.errors import ProvenanceError
from etl.load.standing import LOADED, REJECTED, File
from etl.reading import Findings


@dataclass(frozen=True, slots=True)
class Location:
    """A known file in one of the folders in which it was found."""

    root: str
    source_document_id: int
    path: str
    sha256: str | None
    symbol: str | None
    language: str | None
    status: str
    resolution_id: int | None

    @property
    def place(self) -> str:
        """Where it lies on disk; a member of an archive follows an exclamation mark."""
        return f"{self.root}/{self.path}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a run looked at.

    Attributes:
        given: absolute paths of the files and folders that were given.
        found: the digests found at each place on disk; None for one that could not be read.
        closed: places that could not be looked into.
    """

    given: tuple[str, ...]
    found: Mapping[str, frozenset[str | None]]
    closed: tuple[str, ...] = ()

    def covers(self, place: str) -> bool:
        """Whether the run looked there, so that what it did not find is gone."""
        return _lies_in(place, self.given) and not _lies_in(place, self.closed)


def look_over(findings: Findings, paths: Sequence[Path]) -> Scope:
    """Return what a run looked at, by absolute paths as they were given: no link is resolved."""
    given = tuple(os.path.abspath(path) for path in paths)  # noqa: PTH100 -- resolves no links
    found: dict[str, set[str | None]] = defaultdict(set)
    for file in (*findings.files, *findings.twins):
        found[f"{_root(file.source.path, file.source.location)}/{file.source.path}"].add(
            file.sha256
        )
    refused = [reading.item.path for reading in findings.refused]
    # Below which of the folders given one that cannot be entered lies is not told: below any.
    closed = tuple(f"{folder}/{path}" for folder in given for path in refused)
    return Scope(given, {place: frozenset(some) for place, some in found.items()}, closed)


def is_left_out(one: Location, scope: Scope) -> bool:
    """Whether a file is there still, though it is none that is read any more for its name."""
    return one.place not in scope.found and Path(one.place).exists()


def enter_locations(connection: Connection, findings: Findings) -> None:
    """Note where the files of a run were found; what was noted before stays as it is."""
    files = (*findings.files, *findings.twins)
    execute(
        connection,
        "run/enter_locations",
        paths=[file.source.path for file in files],
        digests=[file.sha256 or "" for file in files],
        roots=[_root(file.source.path, file.source.location) for file in files],
    )


def read_locations(connection: Connection) -> list[Location]:
    """Return every known file in every folder in which it was found."""
    return [Location(*row) for row in execute(connection, "run/select_locations")]


def find_vanished(locations: Sequence[Location], scope: Scope) -> list[Location]:
    """Return the files that lay under the paths given and are there no more, by place.

    So is the former content of a file that now holds another resolution; while a file is there but
    cannot be read, or holds no resolution any more, what it held before stays.
    """
    accepted = {one.place for one in locations if _is_found(one, scope) and _is_sound(one)}
    gone = [
        one
        for one in locations
        if scope.covers(one.place)
        and not _is_found(one, scope)
        and (one.place not in scope.found or one.place in accepted)
    ]
    return sorted(gone, key=lambda one: (one.place, one.sha256 or ""))


def require_presence(vanished: Sequence[Location], scope: Scope) -> None:
    """Make sure that no folder is emptied at one blow, as one that is not mounted seems to be.

    Raises:
        ProvenanceError: nothing was found in a folder in which files were found before.
    """
    for folder in scope.given:
        gone = sum(_lies_in(one.place, (folder,)) for one in vanished)
        if gone and not any(_lies_in(place, (folder,)) for place in scope.found):
            raise ProvenanceError(
                f"{folder}: all of the {gone:,} files found here before are gone",
                hint="see that the folder is there and mounted; to remove them all the same, name "
                "a folder above it that holds other documents",
            )


@dataclass(frozen=True, slots=True)
class Removal:
    """What goes with files that vanished.

    Attributes:
        removed: the files whose rows go.
        kept: files that vanished and stay, since another source was not among the paths given.
        stand_ins: files found that may stand in for those removed.
        resolution_ids: resolutions whose loaded source is removed.
    """

    removed: tuple[Location, ...] = ()
    kept: tuple[Location, ...] = ()
    stand_ins: frozenset[File] = frozenset()
    resolution_ids: frozenset[int] = frozenset()


def plan_removal(
    vanished: Sequence[Location],
    locations: Sequence[Location],
    rivals: Mapping[int, Collection[File]],
    found: Collection[File],
) -> Removal:
    """Decide what goes with ``vanished``.

    Args:
        vanished: see :func:`find_vanished`.
        locations: every known file in every folder.
        rivals: per resolution its other sources that did not vanish.
        found: the files of this run.
    """
    lost = {(one.source_document_id, one.root) for one in vanished}
    elsewhere = {
        one.source_document_id
        for one in locations
        if (one.source_document_id, one.root) not in lost
    }
    removed, kept = [], []
    stand_ins: set[File] = set()
    for one in vanished:
        others = set(rivals.get(one.resolution_id or 0, ())) if one.status == LOADED else set()
        if one.source_document_id in elsewhere:
            continue
        if others and not others & set(found):
            kept.append(one)
            continue
        removed.append(one)
        stand_ins |= others & set(found)
    return Removal(
        tuple(removed),
        tuple(kept),
        frozenset(stand_ins),
        frozenset(
            one.resolution_id
            for one in removed
            if one.status == LOADED and one.resolution_id is not None
        ),
    )


def read_rivals(connection: Connection, vanished: Sequence[Location]) -> dict[int, frozenset[File]]:
    """Return per resolution the sources of it that did not vanish."""
    found: dict[int, set[File]] = defaultdict(set)
    ids = {one.resolution_id for one in vanished if one.resolution_id is not None}
    gone = {one.source_document_id for one in vanished}
    rows = execute(
        connection,
        "run/select_rivals",
        resolution_ids=sorted(ids),
        source_document_ids=sorted(gone),
    )
    for row in rows:
        found[row.resolution_id].add((row.path, row.sha256))
    return {key: frozenset(files) for key, files in found.items()}


def forget(connection: Connection, vanished: Sequence[Location], removal: Removal) -> None:
    """Remove the rows of files that are gone, and the places of those that lie elsewhere too."""
    stays = {one.source_document_id for one in removal.kept}
    places = [one for one in vanished if one.source_document_id not in stays]
    execute(
        connection,
        "run/delete_locations",
        source_document_ids=[one.source_document_id for one in places],
        roots=[one.root for one in places],
    )
    keys = sorted({one.source_document_id for one in removal.removed})
    delete_rows(connection, source_document, [(key,) for key in keys])


def forget_resolutions(
    connection: Connection, resolution_ids: Iterable[int]
) -> frozenset[tuple[str, str]]:
    """Remove those of the resolutions that no file holds any more; return symbol and language."""
    rows = execute(
        connection, "run/delete_resolutions_without_source", resolution_ids=sorted(resolution_ids)
    )
    return frozenset((row.symbol, row.language) for row in rows)


def _root(path: str, location: str) -> str:
    """The folder that ``path`` is relative to; ``location`` is the file's or the archive's."""
    on_disk = os.path.abspath(location)  # noqa: PTH100 -- resolves no links
    for end in (path, path.partition("!")[0]):
        if on_disk.endswith(f"/{end}"):
            return on_disk[: -len(end) - 1]
    return os.path.dirname(on_disk)  # noqa: PTH120


def _lies_in(place: str, folders: Iterable[str]) -> bool:
    return any(
        place == folder or place.startswith((f"{folder.rstrip('/')}/", f"{folder}!"))
        for folder in folders
    )


def _is_found(one: Location, scope: Scope) -> bool:
    there = scope.found.get(one.place, frozenset())
    return one.sha256 in there or None in there


def _is_sound(one: Location) -> bool:
    return one.status != REJECTED
