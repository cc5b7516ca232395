"""From files to items ready to be stored, in several processes where there are many files."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial

from etl.errors import DocumentRejected
from etl.load import FileItem, accepted, rejected
from etl.parse import parse
from etl.sources import read_document
from etl.sources.discover import SourceFile

FEWEST_FOR_A_POOL = 60
"""Files from which further processes pay: starting one takes about as long as reading thirty
resolutions of the General Assembly in XML (``make bench``)."""

FILES_AT_ONCE = 16
"""Files handed to a process at a time: large enough that handing over costs nothing against
reading, small enough that both processes end together."""


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


def read_files(
    files: Sequence[SourceFile],
    languages: Collection[str],
    jobs: int,
    advance: Callable[[], None],
) -> Iterator[Reading]:
    """Read files in the order given; ``advance`` is called after each."""
    read = partial(read_file, languages=frozenset(languages))
    if jobs == 1 or len(files) < FEWEST_FOR_A_POOL:
        for file in files:
            yield read(file)
            advance()
        return
    # A fork would copy the database connection and the locks of threads that draw progress bars.
    processes = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(jobs, mp_context=processes) as pool:
        try:
            for reading in pool.map(read, files, chunksize=FILES_AT_ONCE):
                yield reading
                advance()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def read_file(file: SourceFile, languages: frozenset[str]) -> Reading:
    """Read one file, whatever it holds: what is no resolution becomes a rejected item."""
    source_format = None
    sha256 = None
    try:
        data = file.read()
        sha256 = hashlib.sha256(data).hexdigest()
        document = read_document(data, file.path)
        source_format = document.source_format
        resolution = parse(document)
    except DocumentRejected as fault:
        item = rejected(file.path, sha256, source_format, str(fault), line=fault.line)
        return Reading(item, fault.hint)
    except Exception as error:  # noqa: BLE001 -- one file's surprise must not stop the others
        reason = f"the program failed on this file ({type(error).__name__}: {error})"
        item = rejected(file.path, sha256, source_format, reason)
        return Reading(item, "report it, with the file, as a fault of this program")
    if resolution.language not in languages:
        asked = ", ".join(sorted(languages))
        reason = f"its language is {resolution.language}, asked for was {asked}"
        item = rejected(file.path, sha256, source_format, reason, issues=resolution.issues)
        return Reading(item, other_language=resolution.language)
    item = accepted(file.path, sha256, resolution)
    return Reading(item, "" if item.reason is None else "compare the file with the printed text")
