"""What a file came to, ready to be stored. Pure: made where the file is read, in any process."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from uuid import UUID

from etl.db.rows import Row
from etl.link.words import wording
from etl.load.content import Content, Measure, content_of
from etl.model import ParseIssue, Resolution, SourceFormat

PRECEDENCE = {source_format: rank for rank, source_format in enumerate(SourceFormat, start=1)}
"""Rank of each format, 1 the best: the UN's own XML, then structured, then converted text."""

# A collision among a thousand million wordings is a matter of one in 10^20.
_DIGEST_BYTES = 16


@dataclass(frozen=True, slots=True)
class FileItem:
    """One file with what was read from it: a resolution, or why there is none.

    Attributes:
        path: relative to the folder that was given.
        sha256: digest of the bytes, hexadecimal; None where they could not be read.
        source_format: None where it could not be told.
        content: what is stored of the resolution in it; None for a rejected file.
        text_key: see :func:`text_key`; None for a rejected file.
        extract_sha256: digest of the data extract that completed the resolution; None if none did.
        language: of a resolution that is left because nobody asked for its language, else None.
        reason: why the file is rejected; None for a resolution.
        line: line the reason is about, 1-based; 0 if no single line.
        issues: what was odd in the file: severity, code, line, message.
    """

    path: str
    sha256: str | None
    source_format: SourceFormat | None
    content: Content | None = None
    text_key: UUID | None = None
    extract_sha256: str | None = None
    language: str | None = None
    reason: str | None = None
    line: int = 0
    issues: tuple[Row, ...] = ()


def accepted(
    path: str, sha256: str, resolution: Resolution, extract_sha256: str | None = None
) -> FileItem:
    """Return the item of a file that holds ``resolution``; call it in the process that read it.

    A resolution that the tables cannot hold becomes a rejected item rather than half a document.
    """
    fault = fault_of(resolution)
    if fault is not None:
        source_format = resolution.source_format
        return rejected(path, sha256, source_format, fault, issues=resolution.issues)
    measures = tuple(measure(clause.text) for clause in resolution.clauses)
    return FileItem(
        path=path,
        sha256=sha256,
        source_format=resolution.source_format,
        content=content_of(resolution, measures),
        text_key=text_key(resolution, measures),
        extract_sha256=extract_sha256,
        issues=_rows(resolution.issues),
    )


def rejected(
    path: str,
    sha256: str | None,
    source_format: SourceFormat | None,
    reason: str,
    *,
    line: int = 0,
    language: str | None = None,
    issues: tuple[ParseIssue, ...] = (),
) -> FileItem:
    """Return the item of a file that cannot be loaded, with the reason a person will read."""
    return FileItem(
        path=path,
        sha256=sha256,
        source_format=source_format,
        language=language,
        reason=_storable(reason),
        line=line,
        issues=_rows(issues),
    )


def measure(text: str) -> Measure:
    """Count the words of ``text`` and digest them."""
    word_count, words = wording(text)
    return Measure(word_count, _digest(words))


def text_key(resolution: Resolution, measures: Sequence[Measure]) -> UUID:
    """Digest what a file says: labels and words of its clauses, its headings and its notes.

    Typography counts as little as in :attr:`Measure.wording_key`; what describes the resolution
    (votes, sponsors, subjects) does not count.
    """
    said: list[str] = []
    for clause, own in zip(resolution.clauses, measures, strict=True):
        said += (clause.label, own.wording_key.hex())
    for heading in resolution.headings:
        said += (str(heading.before), wording(heading.text)[1])
    for note in resolution.footnotes:
        said += (note.mark or "", wording(note.text)[1])
    return UUID(bytes=_digest("\0".join(said)))


def fault_of(resolution: Resolution) -> str | None:
    """Return why the tables cannot hold ``resolution``, or None if they can."""
    if not resolution.clauses:
        return "no clause was found in it"
    labels = Counter(clause.label for clause in resolution.clauses)
    twice = [label for label, count in labels.items() if count > 1]
    if twice:
        return f"two clauses would be addressed {resolution.symbol}#{twice[0]}"
    for clause in resolution.clauses:
        if clause.parent_label is not None and clause.parent_label not in labels:
            return f"{clause.label} stands under {clause.parent_label}, which was not found"
        if "\0" in clause.text:
            return f"{clause.label} holds a NUL character"
    return None


def _rows(issues: Iterable[ParseIssue]) -> tuple[Row, ...]:
    return tuple(
        (issue.severity.value, issue.code, issue.line or None, _storable(issue.message))
        for issue in issues
    )


def _digest(words: str) -> bytes:
    data = words.encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_DIGEST_BYTES).digest()


def _storable(words: str) -> str:
    """``words`` without what PostgreSQL cannot hold: NUL and lone surrogates."""
    return words.replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode()
