"""The things that travel between the stages, and nothing else.

Readers (``etl.sources``) make a :class:`Document`; the parser (``etl.parse``) makes a
:class:`Resolution` of it; linking (``etl.link``) sees :class:`LinkDocument` and answers with one
:class:`Explanation` per clause; tracing (``etl.trace``) reads lineage, origins and wording changes
off those explanations. Offsets are half-open and count code points of ``text``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class SourceFormat(StrEnum):
    """How a document came to us, best source first (see ``etl.sources.precedence``)."""

    AKOMA_NTOSO = "akoma_ntoso"
    MARKDOWN = "markdown"
    WORD_TEXT = "word_text"
    PDF_TEXT = "pdf_text"


class BlockKind(StrEnum):
    """What a reader knows a block to be without knowing the grammar of resolutions."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"


class ClauseKind(StrEnum):
    """The part of a resolution that a clause stands in."""

    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    ANNEX = "annex"


class Severity(StrEnum):
    """``info``: repaired for certain; ``warning``: by inference, or left; ``error``: lost."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


class Relation(StrEnum):
    """How a clause carries its parent's wording; see ``docs/lineage.md``."""

    IDENTICAL = "identical"
    UPDATED = "updated"
    REWORDED = "reworded"
    SPLIT = "split"
    MERGED = "merged"


@dataclass(frozen=True, slots=True)
class ParseIssue:
    """Something odd in a source: repaired, ignored or left. ``line`` is 1-based, 0 if unknown."""

    code: str
    message: str
    line: int = 0
    severity: Severity = Severity.INFO


@dataclass(frozen=True, slots=True)
class NoteReference:
    """A footnote mark removed from a text, and the offset in that text where it stood."""

    mark: str
    char_offset: int


@dataclass(frozen=True, slots=True)
class Block:
    """One unit of text as a reader hands it over: one line, marks and numbers taken out.

    Attributes:
        text: white space folded, wording untouched.
        references: footnote marks with their offsets in ``text``, ascending.
        line: 1-based line of the source where the block begins.
        number: the printed number or letter as the source shows it (``"4."``, ``"(a)"``), or
            ``""`` where there is none.
        part: the part the source itself says the block stands in, or None where it does not say.
        level: nesting depth the source itself states (0 outermost), or None.
        emphasis_end: length of the emphasised opening of ``text``, 0 where unknown.
        division: the letter of the resolution ("A", "B") that the block belongs to where a source
            publishes several under one symbol, else ``""``.
        table: the 1-based number of the table that the block is a row of, 0 outside of tables;
            cells are set off by ``" | "``.
    """

    kind: BlockKind
    text: str
    references: tuple[NoteReference, ...] = ()
    line: int = 0
    number: str = ""
    part: ClauseKind | None = None
    level: int | None = None
    emphasis_end: int = 0
    division: str = ""
    table: int = 0


@dataclass(frozen=True, slots=True)
class Note:
    """The text of a footnote as printed, under its mark."""

    mark: str
    text: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink of the source: its target and the visible text it stands on."""

    target: str
    text: str


@dataclass(frozen=True, slots=True)
class SponsorStep:
    """One step of the workflow that the UN's XML records (draft, additional sponsors, report)."""

    outcome: str
    document: str = ""
    by: tuple[str, ...] = ()
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject heading and the vocabulary it is taken from (``UNBIS``, ``SDGO``, …)."""

    vocabulary: str
    term: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class VoteCast:
    """How one State voted: ``in_favour``, ``against``, ``abstaining``."""

    state: str
    vote: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """How a resolution was adopted; counts are None where the source gives none."""

    method: str = ""
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    votes: tuple[VoteCast, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself; None where it does not say, never a guess."""

    symbol: str | None = None
    language: str | None = None
    title: str | None = None
    organ: str | None = None
    session: str | None = None
    adopted_on: date | None = None
    plenary_meeting: str | None = None
    agenda_item: str | None = None
    agenda_item_name: str | None = None
    committee: str | None = None
    committee_report: str | None = None
    draft_symbol: str | None = None
    steps: tuple[SponsorStep, ...] = ()
    subjects: tuple[Subject, ...] = ()
    adoption: Adoption | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source file read: its metadata, its blocks in order, its notes, and what was repaired."""

    source_format: SourceFormat
    metadata: Metadata
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    links: tuple[Link, ...] = ()
    issues: tuple[ParseIssue, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a resolution under its label (``PP1``, ``OP3(a)``, ``AX1.5(b)``)."""

    label: str
    kind: ClauseKind
    text: str
    number: str | None = None
    parent_label: str | None = None
    opening_phrase: str | None = None
    references: tuple[NoteReference, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the body; ``before`` is the index of the clause that it stands before."""

    text: str
    before: int
    line: int = 0


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote: as printed, and with "Ibid." and "See …" chains resolved."""

    mark: str
    text: str
    text_expanded: str


@dataclass(frozen=True, slots=True)
class Citation:
    """A document or treaty named in a clause (by label) or in a footnote (by mark)."""

    cited_symbol: str
    cited_text: str
    label: str | None = None
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """A document parsed: everything that is stored of it."""

    source_format: SourceFormat
    metadata: Metadata
    symbol: str
    language: str
    clauses: tuple[Clause, ...]
    footnotes: tuple[Footnote, ...] = ()
    headings: tuple[Heading, ...] = ()
    citations: tuple[Citation, ...] = ()
    previous_symbol: str | None = None
    issues: tuple[ParseIssue, ...] = ()


# Lineage -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LinkClause:
    """A clause as linking sees it. ``clause_id`` is opaque: no decision may depend on it."""

    clause_id: int
    label: str
    kind: ClauseKind
    position: int
    text: str
    parent_label: str | None = None


@dataclass(frozen=True, slots=True)
class LinkDocument:
    """A dated resolution as linking sees it; linking stays within one ``language``."""

    symbol: str
    language: str
    adopted_on: date
    title: str
    organ: str
    previous_symbol: str | None
    cited_symbols: frozenset[str]
    clauses: tuple[LinkClause, ...]


class Span(NamedTuple):
    """A run of words carried over: offsets in the child's text and in the parent's text."""

    child_start: int
    child_end: int
    parent_start: int
    parent_end: int


class Edge(NamedTuple):
    """An accepted parent of a clause, with everything that was read off the alignment.

    Coverages, score and margin lie in 0..1; ``spans`` ascend in the child's text.
    """

    child_id: int
    parent_id: int
    is_main: bool
    relation: Relation
    is_moved: bool
    score: float
    child_coverage: float
    parent_coverage: float
    margin: float | None
    runner_up_id: int | None
    reason: str
    spans: tuple[Span, ...] = ()


class Explanation(NamedTuple):
    """Where one clause's words come from: its parents, the main one first; none if it is new."""

    child_id: int
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """What people decided about the parents of one clause; linking honours it.

    Attributes:
        child_id: the clause.
        confirmed: clauses that are its parents, the main one first where one was decided.
        denied: clauses that are none of its parents, whatever their score.
        has_main: whether the first of ``confirmed`` was decided to be the main parent; else which
            parent is the main one is left to the program.
    """

    child_id: int
    confirmed: tuple[int, ...] = ()
    denied: frozenset[int] = frozenset()
    has_main: bool = False


@dataclass(frozen=True, slots=True)
class Lineage:
    """A clause's place in its line: root along main parents, and the earliest still similar."""

    clause_id: int
    root_id: int
    depth: int
    root_similarity: float
    earliest_similar_id: int


@dataclass(frozen=True, slots=True)
class PhraseOrigin:
    """A maximal run of a clause's text with one origin (itself where the words are new)."""

    clause_id: int
    char_start: int
    char_end: int
    origin_id: int


@dataclass(frozen=True, slots=True)
class WordingChange:
    """One changed run between a clause and a parent; ``operation`` is insert, delete or replace."""

    child_id: int
    parent_id: int
    position: int
    operation: str
    parent_start: int
    parent_end: int
    child_start: int
    child_end: int
    old_text: str
    new_text: str
    change_class: str


@dataclass(frozen=True, slots=True)
class EvaluatedLinks:
    """Reference links of one folder: children in file order with their parents and roots."""

    name: str
    children: tuple[ReferenceChild, ...]


@dataclass(frozen=True, slots=True)
class ReferenceChild:
    """One line of a reference: a clause's true parents (address → relation) and true root."""

    child: str
    parents: dict[str, str] = field(default_factory=dict)
    main: str | None = None
    root: str = ""
    debatable: bool = False
    note: str = ""
