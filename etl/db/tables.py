"""Every table, as the source of truth for migrations: each grain and column says what it means.

Dates end in ``_on``, instants in ``_at``; offsets are half-open and count code points of ``text``.
"""

from __future__ import annotations

from etl.db.clause_tables import citation, footnote, footnote_reference, heading, paragraph
from etl.db.document_tables import (
    adoption,
    agenda_item,
    committee,
    draft,
    load_run,
    parse_issue,
    procedural_step,
    resolution,
    resolution_subject,
    source_document,
    sponsor,
    state,
    subject,
    vote,
)
from etl.db.ledger_tables import clause_correction, decision, root_change, source_location
from etl.db.lexicon_tables import opening_phrase
from etl.db.lineage_tables import (
    clause_edge,
    clause_lineage,
    phrase_origin,
    series,
    series_member,
    wording_change,
)
from etl.db.naming import metadata
from etl.db.outline_tables import outline

__all__ = [
    "adoption",
    "agenda_item",
    "citation",
    "clause_correction",
    "clause_edge",
    "clause_lineage",
    "committee",
    "decision",
    "draft",
    "footnote",
    "footnote_reference",
    "heading",
    "load_run",
    "metadata",
    "opening_phrase",
    "outline",
    "paragraph",
    "parse_issue",
    "phrase_origin",
    "procedural_step",
    "resolution",
    "resolution_subject",
    "root_change",
    "series",
    "series_member",
    "source_document",
    "source_location",
    "sponsor",
    "state",
    "subject",
    "vote",
    "wording_change",
]
