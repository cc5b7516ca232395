"""From files to items ready to be stored, in several processes where there are many files."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import ClassVar

from etl.corrections import Applied, correct
from etl.decisions import Decision
from etl.errors import DocumentRejected, NoDocuments
from etl.load import FileItem, accepted, rejected
from etl.model import Document
from etl.parse import parse
from etl.processes import begin_sharing, results_of
from etl.sources import read_document
from etl.sources.discover import Refusal, SourceFile, SourceRole, discover
from etl.sources.extracts import Row, make_extract, merge, read_rows, row_sha256

FEWEST_FOR_A_POOL = 60
"""Files from which further processes pay: starting one takes about as long as reading thirty
resolutions of the General Assembly in XML (``make bench``)."""

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Objects made before the garbage collector looks for cycles, of which reading leaves hardly any;
Python's default of 700 costs up to a seventh of the time of reading (``make bench``)."""

FILES_AT_ONCE = 16
"""Files handed to a process at a time: large enough that handing over costs nothing against
reading, small enough that both processes end together."""

Extracts = Mapping[str, Row]
"""Objects of data extracts, by symbol."""
_NOTHING: Extracts = MappingProxyType({})

Corrections = Mapping[tuple[str, str], tuple[Decision, ...]]
"""What people corrected, by symbol and language of the resolution."""
_AS_PRINTED: Corrections = MappingProxyType({})

_NAME_OF_SYMBOL = b'"symbol"'
"""JSON without it is some other program's."""

CHECK_ACCESS = "mend what it names, then run the same command again"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to.

    Attributes:
        item: the file as it is stored.
        hint: the next step for whoever gave us a file that is rejected.
        corrections: what people corrected in it.
    """

    item: FileItem
    hint: str = ""
    corrections: tuple[Applied, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file that may hold a resolution; ``sha256`` is None where it cannot be read."""

    source: SourceFile
    sha256: str | None

    @property
    def key(self) -> tuple[str, str | None]:
        """What the database knows it by."""
        return self.source.path, self.sha256


@dataclass(frozen=True, slots=True)
class Findings:
    """What lies under the given paths.

    Attributes:
        files: to be read, should they be new.
        refused: could not be taken, each with the reason.
        ignored: files that cannot be resolutions.
        extracts: votes and sponsors that the United Nations publishes beside its XML, by symbol.
        twins: files with path and content of one of ``files``, in another of the given folders.
    """

    files: tuple[FoundFile, ...]
    refused: tuple[Reading, ...]
    ignored: int
    extracts: Extracts = field(default_factory=dict)
    twins: tuple[FoundFile, ...] = ()

    @property
    def keys(self) -> frozenset[tuple[str, str | None]]:
        """Path and SHA-256 of every file that is accounted for."""
        refused = ((reading.item.path, reading.item.sha256) for reading in self.refused)
        return frozenset((*(file.key for file in self.files), *refused))

    @property
    def extract_digests(self) -> dict[str, str]:
        """SHA-256 of the data extracts, by symbol."""
        return {symbol: row_sha256(row) for symbol, row in self.extracts.items()}


def find_files(paths: Sequence[Path]) -> Findings:
    """Find and hash every file under ``paths`` that may hold a resolution.

    Raises:
        NoDocuments: a path does not exist, or there is no such file.
    """
    for path in paths:
        _require_presence(path)
    files: dict[tuple[str, str | None], FoundFile] = {}
    twins: list[FoundFile] = []
    refused: list[Reading] = []
    extracts: dict[str, Row] = {}
    ignored = 0
    for found in discover(paths):
        if isinstance(found, Refusal):
            refused.append(Reading(rejected(found.path, None, None, found.reason), CHECK_ACCESS))
        elif isinstance(found, SourceFile) and found.role is SourceRole.DOCUMENT:
            file = FoundFile(found, _digest(found))
            if files.setdefault(file.key, file) is not file:
                twins.append(file)
        elif isinstance(found, SourceFile):
            ignored += _take_extract(found, extracts, refused)
        else:
            ignored += 1
    if not files and not refused:
        named = ", ".join(str(path) for path in paths)
        raise NoDocuments(
            f"{named}: no file here could be a resolution ({ignored:,} of other kinds)",
            hint="name a folder with resolutions as text, Markdown or Akoma Ntoso XML",
        )
    return Findings(tuple(files.values()), tuple(refused), ignored, extracts, tuple(twins))


def _require_presence(path: Path) -> None:
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        raise NoDocuments(f"{path}: no such file or folder", hint="check the spelling") from None
    except OSError as error:
        said = error.strerror or str(error)
        raise NoDocuments(f"{path}: cannot be looked at: {said}", hint=CHECK_ACCESS) from None


def _take_extract(source: SourceFile, extracts: dict[str, Row], refused: list[Reading]) -> bool:
    """Add the objects of a data extract; return whether the file is of another kind."""
    sha256 = None
    try:
        content = source.read()
        sha256 = content.sha256
        if _NAME_OF_SYMBOL not in content.data:
            return True
        extracts.update(read_rows(content.data))
    except DocumentRejected as fault:
        item = rejected(source.path, sha256, None, str(fault), line=fault.line)
        refused.append(Reading(item, fault.hint))
    return False


def _digest(source: SourceFile) -> str | None:
    try:
        return source.read().sha256
    except DocumentRejected:
        return None  # reading it again will say why


def read_files(
    files: Sequence[FoundFile],
    languages: Collection[str],
    jobs: int,
    advance: Callable[[], None],
    extracts: Extracts = _NOTHING,
    corrections: Corrections = _AS_PRINTED,
) -> Iterator[Reading]:
    """Read files; of those with the same bytes one is read for all.

    Args:
        files: what to read.
        languages: documents in others are recorded and left.
        jobs: processes to read in.
        advance: is called after each file.
        extracts: votes and sponsors that complete the documents, by symbol.
        corrections: what people corrected, put in after parsing.
    """
    twins = _twins(files)
    given = (frozenset(languages), dict(extracts), dict(corrections))
    first = [some[0].source for some in twins]
    for some, reading in zip(twins, _read_each(first, jobs, given), strict=True):
        yield reading
        advance()
        for twin in some[1:]:
            # Unless the file was not the same any more when it was read.
            is_same = twin.sha256 == reading.item.sha256
            yield _renamed(reading, twin) if is_same else read_file(twin.source, *given)
            advance()


def _twins(files: Sequence[FoundFile]) -> list[list[FoundFile]]:
    """Put files of the same bytes together, of which one needs to be read."""
    groups: dict[object, list[FoundFile]] = {}
    for file in files:
        groups.setdefault(file.key if file.sha256 is None else file.sha256, []).append(file)
    return list(groups.values())


def _renamed(reading: Reading, twin: FoundFile) -> Reading:
    return replace(reading, item=replace(reading.item, path=twin.source.path))


def _read_each(
    sources: Sequence[SourceFile], jobs: int, given: tuple[frozenset[str], Extracts, Corrections]
) -> Iterator[Reading]:
    if jobs == 1 or len(sources) < FEWEST_FOR_A_POOL:
        for source in sources:
            yield read_file(source, *given)
        return
    # A fork would copy the database connection and the locks of threads that draw progress bars.
    processes = multiprocessing.get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(jobs, processes, _Worker.begin, given)
    yield from results_of(pool, _Worker.read, sources, parts_at_once=FILES_AT_ONCE)


class _Worker:
    """What every process of a pool is given once, rather than with each file."""

    languages: ClassVar[frozenset[str]]
    extracts: ClassVar[Extracts]
    corrections: ClassVar[Corrections]

    @classmethod
    def begin(cls, languages: frozenset[str], extracts: Extracts, corrections: Corrections) -> None:
        """Begin a process's work."""
        begin_sharing()
        # What one file leaves behind holds no cycles worth looking for, and little memory.
        gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
        cls.languages, cls.extracts, cls.corrections = languages, extracts, corrections

    @classmethod
    def read(cls, source: SourceFile) -> Reading:
        """Read one file."""
        return read_file(source, cls.languages, cls.extracts, cls.corrections)


def read_file(
    source: SourceFile,
    languages: frozenset[str],
    extracts: Extracts = _NOTHING,
    corrections: Corrections = _AS_PRINTED,
) -> Reading:
    """Read one file, whatever it holds: what is no resolution becomes a rejected item."""
    path, sha256, source_format = source.path, None, None
    try:
        content = source.read()
        sha256 = content.sha256
        document = read_document(content.data, path)
        source_format = document.source_format
        printed = parse(_completed(document, extracts))
        resolution, applied = correct(
            printed, corrections.get((printed.symbol, printed.language), ())
        )
        row = extracts.get(document.metadata.symbol or "")
        item = accepted(path, sha256, resolution, None if row is None else row_sha256(row))
    except DocumentRejected as fault:
        item = rejected(path, sha256, source_format, str(fault), line=fault.line)
        return Reading(item, fault.hint)
    except Exception as error:  # noqa: BLE001 -- one file's surprise must not stop the others
        reason = f"the program failed on this file ({type(error).__name__}: {error})"
        item = rejected(path, sha256, source_format, reason)
        return Reading(item, "report it, with the file, as a fault of this program")
    language = resolution.language
    if language not in languages:
        reason = f"its language is {language}, which was not asked for"
        issues = resolution.issues
        return Reading(
            rejected(path, sha256, source_format, reason, language=language, issues=issues)
        )
    hint = "" if item.reason is None else "compare the file with the printed text"
    return Reading(item, hint, corrections=applied if item.reason is None else ())


def _completed(document: Document, extracts: Extracts) -> Document:
    symbol = document.metadata.symbol or ""
    row = extracts.get(symbol)
    return document if row is None else merge(document, {symbol: make_extract(symbol, row)})
