"""A resolution as rows without keys: plain values only, quick to hand to another process.

Made where a file is read. Where a row refers to a clause or a note of the same resolution it holds
its index, where it refers to what resolutions share it holds what that says;
:class:`etl.load.keyed.Keyed` puts keys in their place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from etl.db.rows import Row
from etl.model import Adoption, Citation, Metadata, Resolution

AgendaItem = tuple[str | None, str | None, str | None, str | None]
"""Organ, session, number and name."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A clause's number of words, and the digest (16 bytes) that tells its wording from others."""

    word_count: int
    wording_key: bytes


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that is stored of a resolution.

    Attributes:
        symbol: with ``language`` what it is known by.
        language: ISO 639-1.
        adopted_on: None where it is not known.
        described: organ, session, title, day of adoption, plenary meeting, agenda item, committee
            report and declared predecessor.
        committee: its name.
        agenda_item: shared with other resolutions.
        clauses: position, label, address, kind, number, index of the chapeau, opening phrase, text,
            number of words, day of adoption, wording key.
        notes: position, mark, text, text expanded.
        references: index of the clause, ordinal, mark, offset, index of the note.
        citations: index of the clause, index of the note, cited symbol, cited text.
        headings: ordinal, position, text.
        drafts: symbol.
        steps: position, outcome, document, day.
        sponsors: position of the step, position, name of the State.
        subjects: vocabulary, term, reference.
        adoptions: method, votes in favour, against, abstentions.
        votes: name of the State, vote.
    """

    symbol: str
    language: str
    adopted_on: date | None
    described: Row
    committee: str | None
    agenda_item: AgendaItem | None
    clauses: tuple[Row, ...]
    notes: tuple[Row, ...]
    references: tuple[Row, ...]
    citations: tuple[Row, ...]
    headings: tuple[Row, ...]
    drafts: tuple[Row, ...]
    steps: tuple[Row, ...]
    sponsors: tuple[Row, ...]
    subjects: tuple[Row, ...]
    adoptions: tuple[Row, ...]
    votes: tuple[Row, ...]

    @property
    def state_names(self) -> set[str]:
        """Who sponsored or voted."""
        return {row[-1] for row in self.sponsors} | {row[0] for row in self.votes}

    @property
    def identities(self) -> tuple[list[Row], list[Row]]:
        """What clauses keep their keys by, label and text, and notes, mark and text."""
        return [(row[1], row[7]) for row in self.clauses], [row[1:3] for row in self.notes]


def content_of(resolution: Resolution, measures: Sequence[Measure]) -> Content:
    """Return the rows of a resolution; ``measures`` are those of its clauses."""
    metadata = resolution.metadata
    steps = list(enumerate(metadata.steps, start=1))
    return Content(
        symbol=resolution.symbol,
        language=resolution.language,
        adopted_on=metadata.adopted_on,
        described=_described(resolution),
        committee=metadata.committee or None,
        agenda_item=_agenda_item(metadata),
        clauses=tuple(_clauses(resolution, measures)),
        notes=tuple(
            (position, note.mark, note.text, note.text_expanded)
            for position, note in enumerate(resolution.footnotes, start=1)
        ),
        references=tuple(_references(resolution)),
        citations=tuple(_citations(resolution)),
        headings=tuple(
            (ordinal, heading.before + 1, heading.text)
            for ordinal, heading in enumerate(resolution.headings, start=1)
        ),
        drafts=((metadata.draft_symbol,),) if metadata.draft_symbol else (),
        steps=tuple((place, one.outcome, one.document or None, one.on) for place, one in steps),
        sponsors=tuple(
            (place, position, name)
            for place, one in steps
            for position, name in enumerate(one.by, start=1)
        ),
        subjects=tuple(
            sorted({(one.vocabulary, one.term, one.reference) for one in metadata.subjects})
        ),
        adoptions=_adoptions(metadata.adoption),
        votes=_votes(metadata.adoption),
    )


def _described(resolution: Resolution) -> Row:
    metadata = resolution.metadata
    return (
        metadata.organ,
        metadata.session,
        metadata.title,
        metadata.adopted_on,
        metadata.plenary_meeting,
        metadata.agenda_item,
        metadata.committee_report,
        resolution.previous_symbol,
    )


def _agenda_item(metadata: Metadata) -> AgendaItem | None:
    number, name = metadata.agenda_item, metadata.agenda_item_name
    return (metadata.organ, metadata.session, number, name) if number or name else None


def _adoptions(adoption: Adoption | None) -> tuple[Row, ...]:
    if adoption is None:
        return ()
    return ((adoption.method, adoption.in_favour, adoption.against, adoption.abstaining),)


def _clauses(resolution: Resolution, measures: Sequence[Measure]) -> Iterator[Row]:
    places = {clause.label: place for place, clause in enumerate(resolution.clauses)}
    adopted_on = resolution.metadata.adopted_on
    rows = zip(resolution.clauses, measures, strict=True)
    for position, (clause, measure) in enumerate(rows, start=1):
        yield (
            position,
            clause.label,
            f"{resolution.symbol}#{clause.label}",
            clause.kind.value,
            clause.number,
            None if clause.parent_label is None else places[clause.parent_label],
            clause.opening_phrase,
            clause.text,
            measure.word_count,
            adopted_on,
            measure.wording_key,
        )


def _references(resolution: Resolution) -> Iterator[Row]:
    """Marks in clauses, each with its note where exactly one bears the mark."""
    marks = Counter(note.mark for note in resolution.footnotes)
    notes = {
        note.mark: place for place, note in enumerate(resolution.footnotes) if marks[note.mark] == 1
    }
    for place, clause in enumerate(resolution.clauses):
        for ordinal, reference in enumerate(clause.references, start=1):
            mark = reference.mark
            yield place, ordinal, mark, reference.char_offset, notes.get(mark)


def _citations(resolution: Resolution) -> Iterator[Row]:
    """Citations; of several notes under one mark the one that has the words cites."""
    places = {clause.label: place for place, clause in enumerate(resolution.clauses)}
    for citation in resolution.citations:
        if citation.label is not None:
            yield places[citation.label], None, citation.cited_symbol, citation.cited_text
        else:
            note = _citing(resolution, citation)
            yield None, note, citation.cited_symbol, citation.cited_text


def _citing(resolution: Resolution, citation: Citation) -> int:
    bearing = [
        (place, note)
        for place, note in enumerate(resolution.footnotes)
        if note.mark == citation.mark
    ]
    having = [place for place, note in bearing if citation.cited_text in note.text_expanded]
    return (having or [place for place, _ in bearing])[0]


def _votes(adoption: Adoption | None) -> tuple[Row, ...]:
    """One row per State that voted; the first mention counts."""
    if adoption is None:
        return ()
    return tuple(sorted({cast.state: cast.vote for cast in reversed(adoption.votes)}.items()))
