"""Tables of what runs saw and changed, and of what people decided."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    CheckConstraint,
    Column,
    DateTime,
    Index,
    Table,
    Text,
    UniqueConstraint,
)

from etl.db.naming import key, metadata, one_of, reference, words

source_location = Table(
    "source_location",
    metadata,
    reference(
        "source_document_id",
        "source_document.source_document_id",
        "the file",
        primary_key=True,
    ),
    Column(
        "root",
        Text,
        primary_key=True,
        comment="absolute path of the folder given to the run; path is relative to it",
    ),
    comment="One row per folder in which a file was found: what vanished is told by it.",
)

root_change = Table(
    "root_change",
    metadata,
    reference("load_run_id", "load_run.load_run_id", "the run that moved it", primary_key=True),
    Column("language", Text, primary_key=True, comment="language of the texts, ISO 639-1"),
    Column("symbol", Text, primary_key=True, comment="resolution of the clause"),
    Column("label", Text, primary_key=True, comment="label of the clause"),
    words("old_root_symbol", "resolution of the earliest clause of its line before the run"),
    words("old_root_label", "label of that clause"),
    words("new_root_symbol", "resolution of the earliest clause of its line since the run"),
    words("new_root_label", "label of that clause"),
    words("cause", "documents, decisions or rules: what the run brought that moved it"),
    Column(
        "cause_symbols",
        ARRAY(Text),
        nullable=False,
        comment="the resolutions that the run loaded, replaced or removed and that stand in the "
        "old or new line; all that it touched where none of them does; empty if no document did it",
    ),
    CheckConstraint(one_of("cause", "documents", "decisions", "rules"), name="cause_is_known"),
    CheckConstraint(
        "(old_root_symbol, old_root_label) <> (new_root_symbol, new_root_label)",
        name="root_is_another",
    ),
    Index(None, "symbol", "label"),
    comment="One row per clause stored before a run that got another root by it.",
)

decision = Table(
    "decision",
    metadata,
    key("decision_id", "surrogate key"),
    words("language", "language of the texts, ISO 639-1"),
    words("symbol", "resolution of the clause that was judged"),
    words("label", "label of that clause; as the program reads it, for a correction"),
    words("kind", "main_parent, further_parent, not_parent, unsure; label, text: corrections"),
    words(
        "parent_symbol", "resolution of the earlier clause; null for a correction", nullable=True
    ),
    words("parent_label", "label of the earlier clause; null for a correction", nullable=True),
    words(
        "correction",
        "the right label or text; empty to take an earlier correction back; null for links",
        nullable=True,
    ),
    words("text_sha256", "first digits, or all, of the SHA-256 of the clause's text as judged"),
    words(
        "parent_text_sha256",
        "the same of the earlier clause's text; null for a correction",
        nullable=True,
    ),
    words("decided_by", "who decided"),
    Column("decided_at", DateTime(timezone=True), nullable=False, comment="when it was decided"),
    words("reason", "why"),
    reference("load_run_id", "load_run.load_run_id", "the run that took it in", ondelete=None),
    UniqueConstraint(
        "language",
        "symbol",
        "label",
        "kind",
        "parent_symbol",
        "parent_label",
        "decided_at",
        name="uq_decision_subject_and_time",
        postgresql_nulls_not_distinct=True,
    ),
    CheckConstraint(
        one_of("kind", "main_parent", "further_parent", "not_parent", "unsure", "label", "text"),
        name="kind_is_known",
    ),
    CheckConstraint(
        "num_nulls(parent_symbol, parent_label, parent_text_sha256) = "
        "case when kind in ('label', 'text') then 3 else 0 end",
        name="link_has_parent",
    ),
    CheckConstraint(
        "(kind in ('label', 'text')) = (correction is not null)", name="correction_is_given"
    ),
    CheckConstraint(
        "text_sha256 ~ '^[0-9a-f]{12,64}$' and parent_text_sha256 ~ '^[0-9a-f]{12,64}$'",
        name="digests_are_hexadecimal",
    ),
    CheckConstraint("decided_by <> '' and reason <> ''", name="says_who_and_why"),
    Index(None, "load_run_id"),
    comment="One row per decision of a person, kept for ever; no rule of the program adds any.",
)

clause_correction = Table(
    "clause_correction",
    metadata,
    reference("decision_id", "decision.decision_id", "the decision", primary_key=True),
    reference("paragraph_id", "paragraph.paragraph_id", "the clause corrected", primary_key=True),
    words("printed_label", "its label as the program read it"),
    words("printed_text", "its text as printed"),
    Index(None, "paragraph_id"),
    comment="One row per correction that stands in a clause, with what its source says.",
)
