"""From a :class:`~etl.model.Document` to a :class:`~etl.model.Resolution`: the grammar, once."""

from __future__ import annotations

from etl.errors import DocumentRejected
from etl.grammar.organs import organ_of_symbol
from etl.model import Clause, Document, Footnote, Note, ParseIssue, Resolution, Severity
from etl.parse.citations import find_citations
from etl.parse.completeness import require_whole
from etl.parse.footnotes import expand_footnotes
from etl.parse.predecessor import declared_predecessor
from etl.parse.structure import build_clauses


def parse(document: Document) -> Resolution:
    """Parse a document into clauses with labels, footnotes, citations and metadata.

    Raises:
        DocumentRejected: no symbol, no clause, or the text breaks off.
    """
    symbol = document.metadata.symbol
    if symbol is None:
        raise DocumentRejected(
            "no resolution number or symbol is printed in the document",
            line=document.blocks[0].line if document.blocks else 1,
            hint="check that the conversion kept the title line, such as “61/165. Protection …”",
        )
    structure = build_clauses(document.blocks)
    require_whole(document, structure.clauses)
    footnotes, expansion_issues = expand_footnotes(sorted(document.notes, key=_note_order))
    organ = organ_of_symbol(symbol)
    organ_name = organ.name if organ else document.metadata.organ or ""
    return Resolution(
        source_format=document.source_format,
        metadata=document.metadata,
        symbol=symbol,
        language=document.metadata.language or "und",
        clauses=structure.clauses,
        footnotes=footnotes,
        headings=structure.headings,
        citations=find_citations(structure.clauses, footnotes, organ_name, document.links),
        previous_symbol=declared_predecessor(structure.clauses, organ_name),
        issues=(
            *document.issues,
            *structure.issues,
            *expansion_issues,
            *_mark_issues(structure.clauses, footnotes),
        ),
    )


def _note_order(note: Note) -> tuple[int, str]:
    """By number: a note whose first mark stands in a later page's chapeau may be printed late."""
    return (int(note.mark) if note.mark.isdigit() else 0, note.mark)


def _mark_issues(clauses: tuple[Clause, ...], footnotes: tuple[Footnote, ...]) -> list[ParseIssue]:
    """Marks without a note, and notes that no mark calls."""
    with_note = {footnote.mark for footnote in footnotes}
    called = {reference.mark for clause in clauses for reference in clause.references}
    issues = [
        ParseIssue(
            "mark_without_note",
            f"footnote mark {reference.mark} in {clause.label} has no note; the mark was kept "
            "without its note",
            clause.line,
            Severity.WARNING,
        )
        for clause in clauses
        for reference in clause.references
        if reference.mark not in with_note
    ]
    issues.extend(
        ParseIssue(
            "note_without_mark",
            f"footnote {footnote.mark} is called by no clause",
            0,
            Severity.WARNING,
        )
        for footnote in footnotes
        if footnote.mark not in called
    )
    return issues
