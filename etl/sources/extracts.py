"""Votes, sponsors and subjects from the data extracts that are published beside the XML.

``data_extract/76.json`` holds one JSON object per line, one for each resolution of a session, under
its symbol. The XML is the better source; an extract fills what the XML leaves open and never
overrides it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from etl.errors import DocumentRejected
from etl.model import Adoption, Document, ParseIssue, Severity, SponsorStep, Subject, VoteCast
from etl.sources.akoma_ntoso_workflow import adoption_method, make_adoption
from etl.sources.member_states import state_name
from etl.sources.sponsors import read_sponsors

_SIDES = {
    "inFavour": ("MS_in_favour", "in_favour"),
    "against": ("MS_against", "against"),
    "abstaining": ("MS_abstaining", "abstaining"),
}
_WITHOUT_IT = "download it again; votes and sponsors were taken from the documents alone"
# A zero byte, or half of a surrogate pair; two halves make a character.
_NO_CHARACTER = re.compile("[\0\ud800-\udfff]")
_MAY_BE_NO_TEXT = re.compile(r"\\u(?:0000|[dD][89a-fA-F])")
_SPONSORS = {
    "draftResolution": "sponsors",
    "draftResolutionAdditionalSponsors": "additional_sponsors",
}

Row = Mapping[str, object]
"""One object of a data extract as it stands in the file."""


@dataclass(frozen=True, slots=True)
class Extract:
    """What an extract says of one resolution."""

    symbol: str
    adoption: Adoption | None = None
    steps: tuple[SponsorStep, ...] = ()
    subjects: tuple[Subject, ...] = ()


def read_extract(data: bytes) -> dict[str, Extract]:
    """Read a data extract: one object per line, or one JSON array or object.

    Returns:
        The extracts by symbol; of two with one symbol the last is kept.

    Raises:
        DocumentRejected: no JSON, or JSON of another kind; nothing of the file is used then.
    """
    return {symbol: make_extract(symbol, row) for symbol, row in read_rows(data).items()}


def read_rows(data: bytes) -> dict[str, Row]:
    """Read a data extract without interpreting its objects, which come by symbol.

    Raises:
        DocumentRejected: as :func:`read_extract`.
    """
    try:
        text = data.decode("utf-8-sig")
        values = _values(text)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise DocumentRejected(
            f"the file is no data extract: {error}",
            line=getattr(error, "lineno", 1),
            hint=_WITHOUT_IT,
        ) from None
    if _MAY_BE_NO_TEXT.search(text):
        _require_text(values)
    rows: dict[str, Row] = {}
    for line, value in enumerate(values, start=1):
        row: Row = value if isinstance(value, dict) else {}
        symbol = _printed(row.get("symbol"))
        if not symbol:
            raise DocumentRejected(
                "an object of the data extract has no symbol", line=line, hint=_WITHOUT_IT
            )
        rows[symbol] = row
    return rows


def _require_text(values: Sequence[object]) -> None:
    """Make sure that every string can be stored: JSON can spell what is no character.

    Raises:
        DocumentRejected: a string holds a zero byte, or half of a surrogate pair.
    """
    for line, value in enumerate(values, start=1):
        if any(map(_NO_CHARACTER.search, _strings(value))):
            raise DocumentRejected(
                "the data extract holds something that is no character",
                line=line,
                hint=_WITHOUT_IT,
            )


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for pair in value.items():
            yield from _strings(list(pair))
    elif isinstance(value, list):
        for one in value:
            yield from _strings(one)


def row_sha256(row: Row) -> str:
    """Return the digest of what one object of a data extract says, hexadecimal."""
    return sha256(json.dumps(row, sort_keys=True).encode()).hexdigest()


def merge(document: Document, extracts: Mapping[str, Extract]) -> Document:
    """Return ``document`` with the votes, sponsors and subjects that only an extract gives."""
    metadata = document.metadata
    extract = extracts.get(metadata.symbol or "")
    if extract is None:
        return document
    adoption, issues = _merge_adoption(metadata.adoption, extract.adoption)
    missing = [
        step
        for step in extract.steps
        if not any(own.outcome == step.outcome and own.by for own in metadata.steps)
    ]
    replaced = {step.outcome for step in missing}
    steps = [step for step in metadata.steps if step.outcome not in replaced]
    return replace(
        document,
        metadata=replace(
            metadata,
            adoption=adoption,
            steps=(*missing, *steps),
            subjects=metadata.subjects or extract.subjects,
        ),
        issues=(*document.issues, *issues),
    )


def _values(text: str) -> list[object]:
    """Parse one object per line, or one array or object over any number of lines."""
    lines = [line for line in text.splitlines() if line and not line.isspace()]
    try:
        values = [json.loads(line) for line in lines]
    except ValueError:
        values = [json.loads(text)]
    return values[0] if len(values) == 1 and isinstance(values[0], list) else values


def make_extract(symbol: str, row: Row) -> Extract:
    """Return what one object of a data extract says of the resolution ``symbol``."""
    votes = tuple(
        VoteCast(state_name(state), vote)
        for key, vote in _SIDES.values()
        for state in _names(row.get(key))
    )
    counts = {side: _count(row.get(f"{key}_count")) for side, (key, _) in _SIDES.items()}
    printed = f"{row.get('voting_type') or ''} {row.get('adoption_type') or ''}"
    method = adoption_method(f"adopted {printed}") or adoption_method(printed)
    if method == "without a vote":
        counts = dict.fromkeys(counts)
    steps = tuple(
        SponsorStep(outcome, _printed(row.get("originating_document")), sponsors)
        for outcome, key in _SPONSORS.items()
        if (sponsors := read_sponsors(", ".join(_names(row.get(key)))).names)
    )
    return Extract(symbol, make_adoption(method, counts, votes), steps, _subjects(row))


def _subjects(row: Row) -> tuple[Subject, ...]:
    """Pairs of a term and the vocabulary it is from, each once."""
    values = row.get("subjects")
    pairs = values if isinstance(values, list) else []
    subjects = (
        Subject(_printed(pair[1]), _printed(pair[0]))
        for pair in pairs
        if isinstance(pair, list) and len(pair) == len(("term", "vocabulary"))
    )
    return tuple(dict.fromkeys(s for s in subjects if s.term and s.vocabulary))


def _merge_adoption(
    own: Adoption | None, extracted: Adoption | None
) -> tuple[Adoption | None, Sequence[ParseIssue]]:
    if own is None or extracted is None:
        return own or extracted, ()
    if own.method != extracted.method or (
        own.votes and extracted.votes and set(own.votes) != set(extracted.votes)
    ):
        message = (
            f"the document says {_told(own)}, the extract {_told(extracted)}; the document was "
            "followed"
        )
        return own, (ParseIssue("extract_disagrees", message, 0, Severity.WARNING),)
    return (extracted if extracted.votes and not own.votes else own), ()


def _told(adoption: Adoption) -> str:
    if adoption.in_favour is None:
        return adoption.method
    counts = f"{adoption.in_favour}-{adoption.against}-{adoption.abstaining}"
    return f"{adoption.method}, {counts}, {len(adoption.votes)} States named"


def _names(value: object) -> list[str]:
    if not isinstance(value, list):
        return []
    return [name for name in value if isinstance(name, str) and name.strip()]


def _count(value: object) -> int | None:
    printed = str(value).strip()
    return int(printed) if printed.isascii() and printed.isdigit() else None


def _printed(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
