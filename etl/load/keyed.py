"""The rows of a resolution with their keys: deciding only, no database.

Surrogate keys of clauses and footnotes are given from outside (see :func:`kept_ids`); every other
table of a resolution has a key made of what it says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from etl.db.rows import Row
from etl.load.content import Content

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
class Keyed:
    """A resolution with the keys its rows will bear.

    ``states`` and ``subjects`` give the keys of what resolutions share, by what they say.
    """

    resolution_id: int
    content: Content
    paragraph_ids: Sequence[int]
    footnote_ids: Sequence[int]
    states: Mapping[str, int]
    subjects: Mapping[Row, int]

    def paragraphs(self) -> Iterator[Row]:
        """One row per clause."""
        ids, own = self.paragraph_ids, self.resolution_id
        for key, row in zip(ids, self.content.clauses, strict=True):
            parent = None if row[5] is None else ids[row[5]]
            yield key, own, *row[:5], parent, *row[6:10], UUID(bytes=row[10])

    def footnotes(self) -> Iterator[Row]:
        """One row per footnote."""
        for key, row in zip(self.footnote_ids, self.content.notes, strict=True):
            yield key, self.resolution_id, *row

    def footnote_references(self) -> Iterator[Row]:
        """One row per mark in a clause, with its note where exactly one bears the mark."""
        for clause, ordinal, mark, offset, note in self.content.references:
            footnote_id = None if note is None else self.footnote_ids[note]
            yield self.paragraph_ids[clause], ordinal, mark, offset, footnote_id

    def citations(self) -> Iterator[Row]:
        """One row per citation, of a clause or of a note."""
        for clause, note, symbol, text in self.content.citations:
            paragraph_id = None if clause is None else self.paragraph_ids[clause]
            yield paragraph_id, None if note is None else self.footnote_ids[note], symbol, text

    def headings(self) -> Iterator[Row]:
        """One row per heading."""
        return self._own(self.content.headings)

    def drafts(self) -> Iterator[Row]:
        """At most one row: the draft."""
        return self._own(self.content.drafts)

    def steps(self) -> Iterator[Row]:
        """One row per step on the way to adoption."""
        return self._own(self.content.steps)

    def sponsors(self) -> Iterator[Row]:
        """One row per sponsor of a step."""
        for step_position, position, name in self.content.sponsors:
            yield self.resolution_id, step_position, position, self.states[name]

    def subject_rows(self) -> Iterator[Row]:
        """One row per subject."""
        for subject in self.content.subjects:
            yield self.resolution_id, self.subjects[subject]

    def adoptions(self) -> Iterator[Row]:
        """At most one row: how it was adopted."""
        return self._own(self.content.adoptions)

    def votes(self) -> Iterator[Row]:
        """One row per State that voted."""
        for name, vote in self.content.votes:
            yield self.resolution_id, self.states[name], vote

    def _own(self, rows: Sequence[Row]) -> Iterator[Row]:
        return ((self.resolution_id, *row) for row in rows)


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
