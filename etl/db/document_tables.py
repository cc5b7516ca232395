"""Tables of what was read and what resolutions say of themselves."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Index,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from etl.db.naming import key, metadata, number, one_of, reference, words

load_run = Table(
    "load_run",
    metadata,
    key("load_run_id", "surrogate key, ascending with time"),
    Column(
        "started_at",
        DateTime(timezone=True),
        server_default=func.now(),
        nullable=False,
        comment="when the run began",
    ),
    Column(
        "finished_at",
        DateTime(timezone=True),
        comment="when the run ended; null while it goes on",
    ),
    words("outcome", "running, done, done_with_rejections, refused (nothing changed)"),
    words("program_version", "version of the program that ran"),
    Column("parameters", JSONB, nullable=False, comment="what decided the result, by name"),
    Column("counts", JSONB, nullable=False, comment="what was read and what changed, by name"),
    words("message", "why the run was refused; null otherwise", nullable=True),
    Column(
        "command",
        Text,
        nullable=False,
        server_default="run",
        comment="run or rebuild",
    ),
    words(
        "linking_rules",
        "digest of the code that linked and traced; null before it was kept",
        nullable=True,
    ),
    CheckConstraint(
        one_of("outcome", "running", "done", "done_with_rejections", "refused"),
        name="outcome_is_known",
    ),
    CheckConstraint(
        "(outcome = 'running') = (finished_at is null)", name="finished_unless_running"
    ),
    CheckConstraint("finished_at >= started_at", name="ends_after_it_began"),
    CheckConstraint(one_of("command", "run", "rebuild"), name="command_is_known"),
    comment="One row per run of the main job.",
)

committee = Table(
    "committee",
    metadata,
    key("committee_id", "surrogate key"),
    words("name", "the committee as the source names it"),
    UniqueConstraint("name"),
    comment="One row per committee that resolutions came from.",
)

agenda_item = Table(
    "agenda_item",
    metadata,
    key("agenda_item_id", "surrogate key"),
    words("organ", "organ whose agenda it is", nullable=True),
    words("session", "session of that organ as symbols write it", nullable=True),
    words("item", "number of the item as printed, such as 72 (b)", nullable=True),
    words("name", "name of the item; null where the source gives the number alone", nullable=True),
    UniqueConstraint("organ", "session", "item", "name", postgresql_nulls_not_distinct=True),
    CheckConstraint("num_nonnulls(item, name) > 0", name="has_number_or_name"),
    comment="One row per agenda item of a session.",
)

resolution = Table(
    "resolution",
    metadata,
    key("resolution_id", "surrogate key, kept when the document is replaced"),
    words("symbol", "symbol as the United Nations prints it, such as A/RES/61/165"),
    words("language", "language of the text, ISO 639-1"),
    words("organ", "organ that adopted it; null where the source does not say", nullable=True),
    words("session", "session as symbols write it: 61, S-32, ES-11, 2016", nullable=True),
    words("title", "title as printed; null where the source has none", nullable=True),
    Column(
        "adopted_on",
        Date,
        comment="day of adoption, never of distribution; null where the source does not say: "
        "such a resolution takes no part in lineage",
    ),
    words("plenary_meeting", "meeting that adopted it, as printed", nullable=True),
    words("agenda_item", "agenda item as printed", nullable=True),
    words("committee_report", "symbol of the report that recommended it", nullable=True),
    words(
        "previous_symbol",
        'the resolution it calls "the most recent of which is …", loaded or not',
        nullable=True,
    ),
    reference(
        "committee_id",
        "committee.committee_id",
        "committee it came from; null where the source does not say",
        nullable=True,
        ondelete=None,
    ),
    reference(
        "agenda_item_id",
        "agenda_item.agenda_item_id",
        "the agenda item, shared by the resolutions under it",
        nullable=True,
        ondelete=None,
    ),
    UniqueConstraint("symbol", "language"),
    UniqueConstraint("resolution_id", "adopted_on"),
    CheckConstraint("symbol <> '' and language <> ''", name="is_named"),
    Index(None, "previous_symbol"),
    Index(None, "committee_id"),
    Index(None, "agenda_item_id"),
    comment="One row per resolution and language; the best source of it that was read.",
)

source_document = Table(
    "source_document",
    metadata,
    key("source_document_id", "surrogate key"),
    words("path", "path relative to the folder that was given"),
    words("sha256", "digest of the bytes, hexadecimal; null for an unreadable file", nullable=True),
    words("format", "akoma_ntoso, markdown, word_text, pdf_text; null if unknown", nullable=True),
    number("precedence", "rank of the format, 1 the best; null if unknown", nullable=True),
    words("symbol", "the resolution it holds; null if that could not be told", nullable=True),
    words("language", "language of its text, ISO 639-1; null if unknown", nullable=True),
    words(
        "status",
        "loaded; superseded by a better source; rejected. A file found as it was counts as "
        "unchanged in load_run.counts, and its row is left as it is",
    ),
    words("reason", "why it is superseded or rejected; null for a loaded one", nullable=True),
    number("line", "line the reason is about, 1-based; null if no single line", nullable=True),
    Column(
        "text_key",
        Uuid,
        comment="the same for all files whose clauses, headings and notes have the same words; "
        "null for a rejected file, and for one read before it was kept",
    ),
    words(
        "extract_sha256",
        "digest of the data extract that completed the resolution, hexadecimal; null where none "
        "did, and for a file that is not loaded",
        nullable=True,
    ),
    reference(
        "resolution_id",
        "resolution.resolution_id",
        "the resolution it holds, loaded from this or a better source",
        nullable=True,
        ondelete="SET NULL",
    ),
    reference(
        "load_run_id",
        "load_run.load_run_id",
        "the run that last changed this row",
        ondelete=None,
    ),
    words(
        "reading_rules",
        "digest of the code and the decisions by which the file was read; null before it was kept",
        nullable=True,
    ),
    UniqueConstraint("path", "sha256", postgresql_nulls_not_distinct=True),
    CheckConstraint(
        one_of("status", "loaded", "unchanged", "superseded", "rejected"), name="status_is_known"
    ),
    CheckConstraint(
        one_of("format", "akoma_ntoso", "markdown", "word_text", "pdf_text"),
        name="format_is_known",
    ),
    CheckConstraint(
        "status = 'rejected' or num_nulls(sha256, format, precedence, symbol, language) = 0",
        name="is_identified_unless_rejected",
    ),
    CheckConstraint(
        "(status in ('superseded', 'rejected')) = (reason is not null)",
        name="has_reason_unless_loaded",
    ),
    CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256_is_hexadecimal"),
    CheckConstraint("extract_sha256 ~ '^[0-9a-f]{64}$'", name="extract_sha256_is_hexadecimal"),
    CheckConstraint("line > 0", name="line_is_one_based"),
    Index(
        "uq_source_document_resolution_id_loaded",
        "resolution_id",
        unique=True,
        postgresql_where=text("status in ('loaded', 'unchanged')"),
    ),
    Index(None, "resolution_id"),
    Index(None, "symbol", "language"),
    Index(None, "load_run_id"),
    comment="One row per file read, by path and content: every file is accounted for.",
)

parse_issue = Table(
    "parse_issue",
    metadata,
    reference(
        "source_document_id",
        "source_document.source_document_id",
        "the file it was found in",
        primary_key=True,
    ),
    number("position", "place among the issues of the file, from 1", primary_key=True),
    reference(
        "resolution_id",
        "resolution.resolution_id",
        "the resolution loaded from that file; null if it is superseded or rejected",
        nullable=True,
        ondelete="SET NULL",
    ),
    words("severity", "info: repaired for certain; warning: by inference, or left; error: lost"),
    words("code", "kind of issue, for counting"),
    number("line", "line in the source, 1-based; null if no single line", nullable=True),
    words("message", "what was odd and what was done"),
    CheckConstraint(one_of("severity", "info", "warning", "error"), name="severity_is_known"),
    CheckConstraint("line > 0", name="line_is_one_based"),
    Index(None, "resolution_id"),
    comment="One row per oddity of a source that was repaired, ignored or left.",
)

draft = Table(
    "draft",
    metadata,
    reference(
        "resolution_id", "resolution.resolution_id", "the resolution adopted", primary_key=True
    ),
    words("symbol", "symbol of the draft, such as A/C.3/77/L.14/Rev.1"),
    comment="One row per resolution whose draft is known.",
)

procedural_step = Table(
    "procedural_step",
    metadata,
    reference("resolution_id", "resolution.resolution_id", "the resolution", primary_key=True),
    number("position", "order of the steps, from 1", primary_key=True),
    words("outcome", "what the step was: draft, additional sponsors, report, adoption"),
    words("document_symbol", "symbol of the step's document; null if none", nullable=True),
    Column("taken_on", Date, comment="day of the step; null where the source does not say"),
    comment="One row per step on a resolution's way to adoption.",
)

state = Table(
    "state",
    metadata,
    key("state_id", "surrogate key"),
    words("name", "the State, group or body as the source names it"),
    UniqueConstraint("name"),
    comment="One row per State, group or body that sponsored or voted.",
)

sponsor = Table(
    "sponsor",
    metadata,
    reference("resolution_id", "resolution.resolution_id", "the resolution", primary_key=True),
    number("step_position", "the step in which it sponsored", primary_key=True),
    number("position", "order within the step, from 1", primary_key=True),
    reference("state_id", "state.state_id", "who sponsored", ondelete=None),
    Index(None, "state_id"),
    comment="One row per sponsor of a step; procedural_step.outcome tells first sponsors from "
    "additional ones.",
)

subject = Table(
    "subject",
    metadata,
    key("subject_id", "surrogate key"),
    words("vocabulary", "where the term is from: UNBIS, SDGO, EuroVoc, …"),
    words("term", "the subject heading"),
    words("reference", "address of the term in its vocabulary; empty if none is given"),
    UniqueConstraint("vocabulary", "term", "reference"),
    comment="One row per subject heading.",
)

resolution_subject = Table(
    "resolution_subject",
    metadata,
    reference("resolution_id", "resolution.resolution_id", "the resolution", primary_key=True),
    reference("subject_id", "subject.subject_id", "its subject", primary_key=True, ondelete=None),
    Index(None, "subject_id"),
    comment="One row per subject of a resolution.",
)

adoption = Table(
    "adoption",
    metadata,
    reference("resolution_id", "resolution.resolution_id", "the resolution", primary_key=True),
    words("method", "how it was adopted: without a vote, by recorded vote, …"),
    number("in_favour", "votes in favour; null where not given", nullable=True),
    number("against", "votes against; null where not given", nullable=True),
    number("abstaining", "abstentions; null where not given", nullable=True),
    CheckConstraint(
        "in_favour >= 0 and against >= 0 and abstaining >= 0", name="counts_are_not_negative"
    ),
    comment="One row per resolution whose adoption is described.",
)

vote = Table(
    "vote",
    metadata,
    reference("resolution_id", "adoption.resolution_id", "the resolution", primary_key=True),
    reference("state_id", "state.state_id", "who voted", primary_key=True, ondelete=None),
    words("vote", "in_favour, against or abstaining"),
    CheckConstraint(one_of("vote", "in_favour", "against", "abstaining"), name="vote_is_known"),
    Index(None, "state_id"),
    comment="One row per State that voted on a resolution.",
)
