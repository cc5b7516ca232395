"""A resolution as rows: deciding only, no database.

Surrogate keys of clauses and footnotes are given from outside (see :func:`kept_ids`); every other
table of a resolution has a key made of what it says.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from etl.db.rows import Row
from etl.load.items import Measure
from etl.model import Citation, Resolution

PARAGRAPH = (
    "paragraph_id",
    "resolution_id",
    "position",
    "label",
    "address",
    "kind",
    "number",
    "parent_paragraph_id",
    "opening_phrase",
    "text",
    "word_count",
    "adopted_on",
    "wording_key",
)
FOOTNOTE = ("footnote_id", "resolution_id", "position", "mark", "text", "text_expanded")
FOOTNOTE_REFERENCE = ("paragraph_id", "ordinal", "mark", "char_offset", "footnote_id")
HEADING = ("resolution_id", "ordinal", "position", "text")
CITATION = ("paragraph_id", "footnote_id", "cited_symbol", "cited_text")
DRAFT = ("resolution_id", "symbol")
PROCEDURAL_STEP = ("resolution_id", "position", "outcome", "document_symbol", "taken_on")
SPONSOR = ("resolution_id", "step_position", "position", "state_id")
RESOLUTION_SUBJECT = ("resolution_id", "subject_id")
ADOPTION = ("resolution_id", "method", "in_favour", "against", "abstaining")
VOTE = ("resolution_id", "state_id", "vote")


@dataclass(frozen=True, slots=True)
class Content:
    """A resolution with the keys its rows will bear.

    ``states`` and ``subjects`` give the keys of what resolutions share, by what they say.
    """

    resolution_id: int
    resolution: Resolution
    measures: Sequence[Measure]
    paragraph_ids: Sequence[int]
    footnote_ids: Sequence[int]
    states: Mapping[str, int]
    subjects: Mapping[tuple[str, str, str], int]

    def paragraphs(self) -> Iterator[Row]:
        """One row per clause."""
        clauses = self.resolution.clauses
        ids = {clause.label: key for clause, key in zip(clauses, self.paragraph_ids, strict=True)}
        adopted_on = self.resolution.metadata.adopted_on
        rows = zip(clauses, self.paragraph_ids, self.measures, strict=True)
        for position, (clause, key, measure) in enumerate(rows, start=1):
            yield (
                key,
                self.resolution_id,
                position,
                clause.label,
                f"{self.resolution.symbol}#{clause.label}",
                clause.kind.value,
                clause.number,
                None if clause.parent_label is None else ids[clause.parent_label],
                clause.opening_phrase,
                clause.text,
                measure.word_count,
                adopted_on,
                measure.wording_key,
            )

    def footnotes(self) -> Iterator[Row]:
        """One row per footnote."""
        notes = zip(self.resolution.footnotes, self.footnote_ids, strict=True)
        for position, (note, key) in enumerate(notes, start=1):
            yield key, self.resolution_id, position, note.mark, note.text, note.text_expanded

    def footnote_references(self) -> Iterator[Row]:
        """One row per mark in a clause, with its note where exactly one bears the mark."""
        notes = self._notes()
        for clause, key in zip(self.resolution.clauses, self.paragraph_ids, strict=True):
            for ordinal, reference in enumerate(clause.references, start=1):
                note = notes.get(reference.mark)
                yield key, ordinal, reference.mark, reference.char_offset, note

    def headings(self) -> Iterator[Row]:
        """One row per heading."""
        for ordinal, heading in enumerate(self.resolution.headings, start=1):
            yield self.resolution_id, ordinal, heading.before + 1, heading.text

    def citations(self) -> Iterator[Row]:
        """One row per citation; of several notes under one mark the one that has the words."""
        clauses = self.resolution.clauses
        ids = {clause.label: key for clause, key in zip(clauses, self.paragraph_ids, strict=True)}
        for citation in self.resolution.citations:
            if citation.label is not None:
                yield ids[citation.label], None, citation.cited_symbol, citation.cited_text
            else:
                yield None, self._citing(citation), citation.cited_symbol, citation.cited_text

    def _citing(self, citation: Citation) -> int:
        notes = zip(self.resolution.footnotes, self.footnote_ids, strict=True)
        bearing = [(note, key) for note, key in notes if note.mark == citation.mark]
        having = [key for note, key in bearing if citation.cited_text in note.text_expanded]
        return (having or [key for _, key in bearing])[0]

    def _notes(self) -> dict[str | None, int]:
        notes = self.resolution.footnotes
        marks = Counter(note.mark for note in notes)
        return {
            note.mark: key
            for note, key in zip(notes, self.footnote_ids, strict=True)
            if marks[note.mark] == 1
        }

    def drafts(self) -> Iterator[Row]:
        """At most one row: the draft."""
        if self.resolution.metadata.draft_symbol:
            yield self.resolution_id, self.resolution.metadata.draft_symbol

    def steps(self) -> Iterator[Row]:
        """One row per step on the way to adoption."""
        for position, step in enumerate(self.resolution.metadata.steps, start=1):
            yield self.resolution_id, position, step.outcome, step.document or None, step.on

    def sponsors(self) -> Iterator[Row]:
        """One row per sponsor of a step."""
        for step_position, step in enumerate(self.resolution.metadata.steps, start=1):
            for position, name in enumerate(step.by, start=1):
                yield self.resolution_id, step_position, position, self.states[name]

    def subject_rows(self) -> Iterator[Row]:
        """One row per subject."""
        headings = {
            (subject.vocabulary, subject.term, subject.reference)
            for subject in self.resolution.metadata.subjects
        }
        for heading in sorted(headings):
            yield self.resolution_id, self.subjects[heading]

    def adoptions(self) -> Iterator[Row]:
        """At most one row: how it was adopted."""
        adoption = self.resolution.metadata.adoption
        if adoption is not None:
            yield (
                self.resolution_id,
                adoption.method,
                adoption.in_favour,
                adoption.against,
                adoption.abstaining,
            )

    def votes(self) -> Iterator[Row]:
        """One row per State that voted; the first mention counts."""
        adoption = self.resolution.metadata.adoption
        votes = {cast.state: cast.vote for cast in reversed(adoption.votes)} if adoption else {}
        for name in sorted(votes):
            yield self.resolution_id, self.states[name], votes[name]


def state_names(resolution: Resolution) -> set[str]:
    """Return who sponsored or voted."""
    metadata = resolution.metadata
    sponsors = {name for step in metadata.steps for name in step.by}
    votes = metadata.adoption.votes if metadata.adoption else ()
    return sponsors | {cast.state for cast in votes}


def kept_ids(
    wanted: Sequence[Hashable], stored: Sequence[tuple[int, Hashable]]
) -> list[int | None]:
    """Return for each wanted content the key under which it is stored already, or None.

    Contents that occur several times keep their keys in order, so that nothing changes hands.
    """
    free: dict[Hashable, list[int]] = defaultdict(list)
    for key, content in sorted(stored, key=lambda pair: pair[0], reverse=True):
        free[content].append(key)
    return [free[content].pop() if free[content] else None for content in wanted]
