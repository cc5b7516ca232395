"""From the paths that a person names to the files that may hold resolutions.

Everything met is accounted for: a :class:`SourceFile` is to be read, a :class:`Refusal` could not
be, an :class:`Ignored` file cannot be a resolution. Nothing is opened before it is read, except the
directories of zip archives; nothing met here stops the rest.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import BufferedReader, FileIO
from pathlib import Path
from typing import BinaryIO, NamedTuple

from etl.errors import DocumentRejected

# The longest resolution of the General Assembly's sessions 74 to 80 has 0.4 MB of XML; a file a
# hundred times as long is none.
MAX_FILE_BYTES = 40 * 1024 * 1024
# UN XML deflates to about a tenth, text to a third; a file of spaces to a thousandth.
MAX_COMPRESSION_RATIO = 200
# Small files may compress better than that without being a danger to anyone.
RATIO_COUNTS_FROM_BYTES = 1024 * 1024
# All six languages of eighty sessions in one archive would be 150,000 members.
MAX_ARCHIVE_MEMBERS = 200_000

_IGNORED_SUFFIXES = frozenset(
    ".png .jpg .jpeg .gif .svg .ico .webp .css .js .py .toml .yml .yaml .csv .tsv .xsd .dtd .lock "
    ".gitignore .gitattributes .ini .cfg .log .sql .db .bak".split()
)
_UNCONVERTED_SUFFIXES = frozenset(".pdf .doc .docx .odt .rtf .html .htm".split())
_ARCHIVE_SUFFIXES = frozenset(".7z .rar .tar .gz .tgz .xz .bz2".split())
# Texts about a collection of documents; a resolution is never named so.
_ABOUT = re.compile(r"(?i)(?:readme|licen[cs]e|copying|contributing|changelog|notice|authors)\b")
_DRIVE = re.compile(r"[A-Za-z]:")
_LEAVE_OUT = "look whether it is a resolution; if not, leave it out"
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 0x1


class SourceRole(StrEnum):
    """What a file can hold: a resolution, or an extract of the votes on many."""

    DOCUMENT = "document"
    VOTE_EXTRACT = "vote_extract"


@dataclass(frozen=True, slots=True)
class Content:
    """The bytes of a file and their SHA-256 in hexadecimal digits."""

    data: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class Member:
    """Where a member lies in a zip archive, so that it is read without opening the archive anew."""

    name: str
    header_offset: int
    compressed_bytes: int
    is_deflated: bool
    checksum: int


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to be read.

    Attributes:
        path: relative to the path that was given, a zip member as ``archive.zip!member``.
        location: the file on disk, the archive's for a zip member.
        size: in bytes, as the file system or the archive states it.
    """

    path: str
    location: str
    size: int
    role: SourceRole = SourceRole.DOCUMENT
    member: Member | None = None

    def read(self) -> Content:
        """Return the whole file.

        Raises:
            DocumentRejected: unreadable, longer than stated or allowed, or a damaged zip member.
        """
        try:
            with BufferedReader(FileIO(self.location)) as stream:
                if self.member is None:
                    # Asked for no more than is there, the reader sets no more memory aside.
                    data = stream.read(self.size + 1)
                    if len(data) > self.size:
                        data += stream.read(MAX_FILE_BYTES + 1 - len(data))
                else:
                    stream.seek(self.member.header_offset)
                    data = _inflate(stream, self.member, self.path)
        except OSError as error:
            raise DocumentRejected(
                f"the file cannot be read: {error.strerror or error}",
                path=self.path,
                hint="check that the file exists and that you may read it",
            ) from error
        if len(data) > MAX_FILE_BYTES:
            raise DocumentRejected(too_long(len(data)), path=self.path, hint=_LEAVE_OUT)
        return Content(data, hashlib.sha256(data).hexdigest())


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file or folder that could not be taken, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file that cannot be a resolution, and why it was left out."""

    path: str
    reason: str


Found = SourceFile | Refusal | Ignored


def discover(roots: Sequence[Path]) -> Iterator[Found]:
    """Yield everything under ``roots``, sorted by path within each root, roots as given.

    A root that is a file is taken whatever its name. A file reached twice is yielded once.
    """
    seen: set[str] = set()
    for root in roots:
        is_folder = os.path.isdir(root)  # noqa: PTH112 -- of what may not be looked at, too
        for entry in _walk(root) if is_folder else [_Entry(_name(root), str(root), _real(root))]:
            if entry.real not in seen:
                seen.add(entry.real)
                yield from _judge(entry.path, entry.location, is_root=not is_folder)


class _Entry(NamedTuple):
    """Something met: its path relative to the root, where it is, and where links lead from there.

    Plain strings: a path object for each of thousands of files took half the time of finding them.
    """

    path: str
    location: str
    real: str


def _walk(root: Path) -> list[_Entry]:
    """List the files below a folder; folders that are not entered appear themselves."""
    found: list[_Entry] = []
    pending = [("", str(root))]
    while pending:
        prefix, folder = pending.pop()
        real = _real(folder)
        try:
            with os.scandir(folder) as listing:
                entries = list(listing)
        except OSError:
            found.append(_Entry(prefix.rstrip("/") or _name(root), folder, real))
            continue
        for entry in entries:
            path, is_link = prefix + entry.name, entry.is_symlink()
            # Links to folders are not entered: they may lead in circles or out of the tree.
            if not is_link and not entry.name.startswith(".") and entry.is_dir():
                pending.append((f"{path}/", entry.path))
            else:
                own = _real(entry.path) if is_link else os.path.join(real, entry.name)  # noqa: PTH118
                found.append(_Entry(path, entry.path, own))
    return sorted(found)


def _name(root: Path) -> str:
    """What a root is called: "." by the folder that it is."""
    return root.name or root.absolute().name or str(root)


def _real(location: str | Path) -> str:
    return os.path.realpath(location)


def _judge(path: str, location: str, *, is_root: bool) -> Iterator[Found]:
    if not _is_utf8(location):
        yield Refusal(
            os.fsencode(path).decode("utf-8", "backslashreplace"), "its name is not UTF-8"
        )
        return
    try:
        status = Path(location).stat()
    except OSError as error:
        yield Refusal(path, f"cannot be read: {error.strerror or error}")
        return
    if stat.S_ISDIR(status.st_mode):
        yield _folder(path, location)
    elif not stat.S_ISREG(status.st_mode):
        yield Refusal(path, "is no regular file")
    elif (reason := _never_a_resolution(path)) and not is_root:
        yield Ignored(path, reason)
    elif (refusal := _refused(path, status.st_size)) is not None:
        yield refusal
    elif _suffix(path) == ".zip":
        yield from _members(path, location)
    else:
        yield SourceFile(path, location, status.st_size, _role(path))


def _is_utf8(name: str) -> bool:
    """Whether a name is text; Python keeps bytes that are none as halves of surrogate pairs."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _folder(path: str, location: str) -> Found:
    if Path(location).is_symlink():
        return Ignored(path, "link to a folder; links are not followed")
    if path.rpartition("/")[2].startswith("."):
        return Ignored(path, "hidden folder")
    return Refusal(path, "the folder cannot be entered: permission denied")


def _never_a_resolution(path: str) -> str | None:
    name = path.rpartition("/")[2].rpartition("!")[2].rpartition("/")[2]
    suffix = _suffix(name)
    if name.startswith("."):
        return "hidden file"
    if suffix in _IGNORED_SUFFIXES:
        return f"{suffix} files hold no resolutions"
    if _ABOUT.match(name):
        return "text about the collection"
    return None


def _refused(path: str, size: int) -> Refusal | None:
    suffix = _suffix(path)
    if suffix in _UNCONVERTED_SUFFIXES:
        return Refusal(path, f"{suffix} files are not read; convert it to text, Markdown or XML")
    if suffix in _ARCHIVE_SUFFIXES:
        return Refusal(path, f"{suffix} archives are not opened; unpack it first")
    if suffix != ".zip" and size > MAX_FILE_BYTES:
        return Refusal(path, too_long(size))
    return None


def _suffix(path: str) -> str:
    """The ending of a file's name, in small letters and with its dot; empty where it has none."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return f".{ending}".lower() if stem and dot and ending else ""


def _role(path: str) -> SourceRole:
    return SourceRole.VOTE_EXTRACT if path.lower().endswith(".json") else SourceRole.DOCUMENT


def _members(path: str, location: str) -> Iterator[Found]:
    try:
        with zipfile.ZipFile(location) as archive:
            members = archive.infolist()
    except (OSError, ValueError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        yield Refusal(path, f"the archive cannot be opened: {error}")
        return
    if len(members) > MAX_ARCHIVE_MEMBERS:
        yield Refusal(path, f"{len(members)} members, more than {MAX_ARCHIVE_MEMBERS}")
        return
    # Members may overlap, so that each is small and harmless and their sum is not.
    total, packed = sum(member.file_size for member in members), Path(location).stat().st_size
    if _swells(total, packed):
        yield Refusal(path, f"the archive swells from {packed} to {total} bytes")
        return
    seen: set[str] = set()
    for member in sorted(members, key=lambda info: (info.filename, info.header_offset)):
        name = f"{path}!{member.filename}"
        if member.is_dir():
            continue
        if member.filename in seen:
            yield Refusal(name, "a second member of this name")
            continue
        seen.add(member.filename)
        yield _member(name, location, member)


def _member(name: str, location: str, info: zipfile.ZipInfo) -> Found:
    if reason := _unsafe(info):
        return Refusal(name, reason)
    if reason := _never_a_resolution(info.filename):
        return Ignored(name, reason)
    if _suffix(info.filename) == ".zip":
        return Refusal(name, "an archive within an archive is not opened")
    if (refusal := _refused(name, info.file_size)) is not None:
        return refusal
    deflated = info.compress_type == zipfile.ZIP_DEFLATED
    member = Member(info.filename, info.header_offset, info.compress_size, deflated, info.CRC)
    return SourceFile(name, location, info.file_size, _role(name), member)


def _unsafe(info: zipfile.ZipInfo) -> str | None:
    """Tell what is wrong with a member, judged by what the archive's directory says of it."""
    # The name before zipfile cut it at a zero byte or turned backslashes.
    name = info.orig_filename
    faults = {
        "its path is absolute": name.startswith(("/", "\\")) or _DRIVE.match(name) is not None,
        "its path leads out of the archive": ".." in re.split(r"[/\\]", name) or "\x00" in name,
        "it is a symbolic link": stat.S_ISLNK(info.external_attr >> 16),
        "it is encrypted": info.flag_bits & _ENCRYPTED,
        f"its compression (method {info.compress_type}) is not read": info.compress_type
        not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED},
        too_long(info.file_size): info.file_size > MAX_FILE_BYTES,
        f"it swells from {info.compress_size} to {info.file_size} bytes": _swells(
            info.file_size, info.compress_size
        ),
    }
    return next((fault for fault, is_met in faults.items() if is_met), None)


def _inflate(stream: BinaryIO, member: Member, path: str) -> bytes:
    """Read one member; every length is held against the limits, whatever the archive states."""
    header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise _damaged(path, "no member begins where the archive's directory says")
    *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    stream.seek(name_length + extra_length, os.SEEK_CUR)
    packed = stream.read(min(member.compressed_bytes, MAX_FILE_BYTES + 1))
    if not member.is_deflated:
        data = packed
    else:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = inflater.decompress(packed, MAX_FILE_BYTES + 1)
        except zlib.error as error:
            raise _damaged(path, str(error)) from None
        if not inflater.eof and len(data) <= MAX_FILE_BYTES:
            raise _damaged(path, "it ends too early")
    if len(data) <= MAX_FILE_BYTES and zlib.crc32(data) != member.checksum:
        raise _damaged(path, "its checksum is wrong")
    if _swells(len(data), len(packed)):
        swells = f"it swells from {len(packed)} to {len(data)} bytes"
        raise DocumentRejected(swells, path=path, hint=_LEAVE_OUT)
    return bytes(data)


def _swells(size: int, packed: int) -> bool:
    return size > RATIO_COUNTS_FROM_BYTES and size > packed * MAX_COMPRESSION_RATIO


def _damaged(path: str, why: str) -> DocumentRejected:
    return DocumentRejected(
        f"the zip member is damaged: {why}", path=path, hint="unpack the archive and test it"
    )


def too_long(size: int) -> str:
    """What is wrong with a file of ``size`` bytes, where that is more than is read."""
    return f"{size} bytes, more than the {MAX_FILE_BYTES} that a resolution can need"
