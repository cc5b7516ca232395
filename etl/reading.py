"""From files to items ready to be stored, in several processes where there are many files."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from etl.errors import DocumentRejected, NoDocuments
from etl.load import FileItem, accepted, rejected
from etl.parse import parse
from etl.sources import read_document
from etl.sources.discover import Refusal, SourceFile, SourceRole, discover

FEWEST_FOR_A_POOL = 60
"""Files from which further processes pay: starting one takes about as long as reading thirty
resolutions of the General Assembly in XML (``make bench``)."""

FILES_AT_ONCE = 16
"""Files handed to a process at a time: large enough that handing over costs nothing against
reading, small enough that both processes end together."""

CHECK_ACCESS = "mend what it names, then run the same command again"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to.

    Attributes:
        item: the file as it is stored.
        hint: the next step for whoever gave us a file that is rejected.
        other_language: the language of a sound resolution that was not asked for, else ``""``.
    """

    item: FileItem
    hint: str = ""
    other_language: str = ""


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
    """

    files: tuple[FoundFile, ...]
    refused: tuple[Reading, ...]
    ignored: int

    @property
    def keys(self) -> frozenset[tuple[str, str | None]]:
        """Path and SHA-256 of every file that is accounted for."""
        refused = ((reading.item.path, reading.item.sha256) for reading in self.refused)
        return frozenset((*(file.key for file in self.files), *refused))


def find_files(paths: Sequence[Path]) -> Findings:
    """Find and hash every file under ``paths`` that may hold a resolution.

    Raises:
        NoDocuments: a path does not exist, or there is no such file.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise NoDocuments(f"{path}: no such file or folder", hint="check the spelling")
    files: dict[tuple[str, str | None], FoundFile] = {}
    refused: list[Reading] = []
    ignored = 0
    for found in discover(paths):
        if isinstance(found, Refusal):
            refused.append(Reading(rejected(found.path, None, None, found.reason), CHECK_ACCESS))
        elif isinstance(found, SourceFile) and found.role is SourceRole.DOCUMENT:
            file = FoundFile(found, _digest(found))
            files.setdefault(file.key, file)
        else:
            ignored += 1
    if not files and not refused:
        named = ", ".join(str(path) for path in paths)
        raise NoDocuments(
            f"{named}: no file here could be a resolution ({ignored:,} of other kinds)",
            hint="name a folder with resolutions as text, Markdown or Akoma Ntoso XML",
        )
    return Findings(tuple(files.values()), tuple(refused), ignored)


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
) -> Iterator[Reading]:
    """Read files in the order given; ``advance`` is called after each."""
    sources = [file.source for file in files]
    read = partial(read_file, languages=frozenset(languages))
    if jobs == 1 or len(files) < FEWEST_FOR_A_POOL:
        for source in sources:
            yield read(source)
            advance()
        return
    # A fork would copy the database connection and the locks of threads that draw progress bars.
    processes = multiprocessing.get_context("forkserver")
    # Ctrl-C reaches every process of a terminal; only the first one is to speak of it.
    quiet = (signal.SIGINT, signal.SIG_IGN)
    with ProcessPoolExecutor(jobs, processes, signal.signal, quiet) as pool:
        try:
            for reading in pool.map(read, sources, chunksize=FILES_AT_ONCE):
                yield reading
                advance()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def read_file(source: SourceFile, languages: frozenset[str]) -> Reading:
    """Read one file, whatever it holds: what is no resolution becomes a rejected item."""
    path, sha256, source_format = source.path, None, None
    try:
        content = source.read()
        sha256 = content.sha256
        document = read_document(content.data, path)
        source_format = document.source_format
        resolution = parse(document)
    except DocumentRejected as fault:
        item = rejected(path, sha256, source_format, str(fault), line=fault.line)
        return Reading(item, fault.hint)
    except Exception as error:  # noqa: BLE001 -- one file's surprise must not stop the others
        reason = f"the program failed on this file ({type(error).__name__}: {error})"
        item = rejected(path, sha256, source_format, reason)
        return Reading(item, "report it, with the file, as a fault of this program")
    if resolution.language not in languages:
        asked = ", ".join(sorted(languages))
        reason = f"its language is {resolution.language}, asked for was {asked}"
        item = rejected(path, sha256, source_format, reason, issues=resolution.issues)
        return Reading(item, other_language=resolution.language)
    item = accepted(path, sha256, resolution)
    return Reading(item, "" if item.reason is None else "compare the file with the printed text")
