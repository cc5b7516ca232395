"""Create the tables of runs, resolutions and the files they were read from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "load_run",
        sa.Column(
            "load_run_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key, ascending with time",
        ),
        sa.Column(
            "started_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("now()"),
            nullable=False,
            comment="when the run began",
        ),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="when the run ended; null while it goes on",
        ),
        sa.Column(
            "outcome",
            sa.Text(),
            nullable=False,
            comment="running, done, done_with_rejections, refused (nothing changed)",
        ),
        sa.Column(
            "program_version", sa.Text(), nullable=False, comment="version of the program that ran"
        ),
        sa.Column(
            "parameters",
            postgresql.JSONB(),
            nullable=False,
            comment="what decided the result, by name",
        ),
        sa.Column(
            "counts",
            postgresql.JSONB(),
            nullable=False,
            comment="what was read and what changed, by name",
        ),
        sa.Column(
            "message", sa.Text(), nullable=True, comment="why the run was refused; null otherwise"
        ),
        sa.CheckConstraint(
            "(outcome = 'running') = (finished_at is null)",
            name=op.f("ck_load_run_finished_unless_running"),
        ),
        sa.CheckConstraint(
            "outcome in ('running', 'done', 'done_with_rejections', 'refused')",
            name=op.f("ck_load_run_outcome_is_known"),
        ),
        sa.CheckConstraint(
            "finished_at >= started_at", name=op.f("ck_load_run_ends_after_it_began")
        ),
        sa.PrimaryKeyConstraint("load_run_id", name="pk_load_run"),
        comment="One row per run of the main job.",
    )
    op.create_table(
        "committee",
        sa.Column(
            "committee_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key",
        ),
        sa.Column(
            "name", sa.Text(), nullable=False, comment="the committee as the source names it"
        ),
        sa.PrimaryKeyConstraint("committee_id", name="pk_committee"),
        sa.UniqueConstraint("name", name="uq_committee_name"),
        comment="One row per committee that resolutions came from.",
    )
    op.create_table(
        "agenda_item",
        sa.Column(
            "agenda_item_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key",
        ),
        sa.Column("organ", sa.Text(), nullable=True, comment="organ whose agenda it is"),
        sa.Column(
            "session", sa.Text(), nullable=True, comment="session of that organ as symbols write it"
        ),
        sa.Column(
            "item",
            sa.Text(),
            nullable=True,
            comment="number of the item as printed, such as 72 (b)",
        ),
        sa.Column(
            "name",
            sa.Text(),
            nullable=True,
            comment="name of the item; null where the source gives the number alone",
        ),
        sa.CheckConstraint(
            "num_nonnulls(item, name) > 0", name=op.f("ck_agenda_item_has_number_or_name")
        ),
        sa.PrimaryKeyConstraint("agenda_item_id", name="pk_agenda_item"),
        sa.UniqueConstraint(
            "organ",
            "session",
            "item",
            "name",
            name="uq_agenda_item_organ_session_item_name",
            postgresql_nulls_not_distinct=True,
        ),
        comment="One row per agenda item of a session.",
    )
    op.create_table(
        "resolution",
        sa.Column(
            "resolution_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key, kept when the document is replaced",
        ),
        sa.Column(
            "symbol",
            sa.Text(),
            nullable=False,
            comment="symbol as the United Nations prints it, such as A/RES/61/165",
        ),
        sa.Column("language", sa.Text(), nullable=False, comment="language of the text, ISO 639-1"),
        sa.Column(
            "organ",
            sa.Text(),
            nullable=True,
            comment="organ that adopted it; null where the source does not say",
        ),
        sa.Column(
            "session",
            sa.Text(),
            nullable=True,
            comment="session as symbols write it: 61, S-32, ES-11, 2016",
        ),
        sa.Column(
            "title",
            sa.Text(),
            nullable=True,
            comment="title as printed; null where the source has none",
        ),
        sa.Column(
            "adopted_on",
            sa.Date(),
            nullable=True,
            comment=(
                "day of adoption, never of distribution; null where the source does not say:"
                " such a resolution takes no part in lineage"
            ),
        ),
        sa.Column(
            "plenary_meeting",
            sa.Text(),
            nullable=True,
            comment="meeting that adopted it, as printed",
        ),
        sa.Column("agenda_item", sa.Text(), nullable=True, comment="agenda item as printed"),
        sa.Column(
            "committee_report",
            sa.Text(),
            nullable=True,
            comment="symbol of the report that recommended it",
        ),
        sa.Column(
            "previous_symbol",
            sa.Text(),
            nullable=True,
            comment='the resolution it calls "the most recent of which is …", loaded or not',
        ),
        sa.Column(
            "committee_id",
            sa.Integer(),
            nullable=True,
            comment="committee it came from; null where the source does not say",
        ),
        sa.Column(
            "agenda_item_id",
            sa.Integer(),
            nullable=True,
            comment="the agenda item, shared by the resolutions under it",
        ),
        sa.CheckConstraint("symbol <> '' and language <> ''", name=op.f("ck_resolution_is_named")),
        sa.ForeignKeyConstraint(
            ["agenda_item_id"],
            ["agenda_item.agenda_item_id"],
            name="fk_resolution_agenda_item_id_agenda_item",
        ),
        sa.ForeignKeyConstraint(
            ["committee_id"],
            ["committee.committee_id"],
            name="fk_resolution_committee_id_committee",
        ),
        sa.PrimaryKeyConstraint("resolution_id", name="pk_resolution"),
        sa.UniqueConstraint(
            "resolution_id", "adopted_on", name="uq_resolution_resolution_id_adopted_on"
        ),
        sa.UniqueConstraint("symbol", "language", name="uq_resolution_symbol_language"),
        comment="One row per resolution and language; the best source of it that was read.",
    )
    op.create_index("ix_resolution_agenda_item_id", "resolution", ["agenda_item_id"], unique=False)
    op.create_index("ix_resolution_committee_id", "resolution", ["committee_id"], unique=False)
    op.create_index(
        "ix_resolution_previous_symbol", "resolution", ["previous_symbol"], unique=False
    )
    op.create_table(
        "source_document",
        sa.Column(
            "source_document_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key",
        ),
        sa.Column(
            "path", sa.Text(), nullable=False, comment="path relative to the folder that was given"
        ),
        sa.Column(
            "sha256",
            sa.Text(),
            nullable=True,
            comment="digest of the bytes, hexadecimal; null for an unreadable file",
        ),
        sa.Column(
            "format",
            sa.Text(),
            nullable=True,
            comment="akoma_ntoso, markdown, word_text, pdf_text; null if unknown",
        ),
        sa.Column(
            "precedence",
            sa.Integer(),
            nullable=True,
            comment="rank of the format, 1 the best; null if unknown",
        ),
        sa.Column(
            "symbol",
            sa.Text(),
            nullable=True,
            comment="the resolution it holds; null if that could not be told",
        ),
        sa.Column(
            "language",
            sa.Text(),
            nullable=True,
            comment="language of its text, ISO 639-1; null if unknown",
        ),
        sa.Column(
            "status",
            sa.Text(),
            nullable=False,
            comment=(
                "loaded; superseded by a better source; rejected. A file found as it was "
                "counts as unchanged in load_run.counts, and its row is left as it is"
            ),
        ),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=True,
            comment="why it is superseded or rejected; null for a loaded one",
        ),
        sa.Column(
            "line",
            sa.Integer(),
            nullable=True,
            comment="line the reason is about, 1-based; null if no single line",
        ),
        sa.Column(
            "resolution_id",
            sa.Integer(),
            nullable=True,
            comment="the resolution it holds, loaded from this or a better source",
        ),
        sa.Column(
            "load_run_id",
            sa.Integer(),
            nullable=False,
            comment="the run that last changed this row",
        ),
        sa.CheckConstraint(
            "(status in ('superseded', 'rejected')) = (reason is not null)",
            name=op.f("ck_source_document_has_reason_unless_loaded"),
        ),
        sa.CheckConstraint(
            "format in ('akoma_ntoso', 'markdown', 'word_text', 'pdf_text')",
            name=op.f("ck_source_document_format_is_known"),
        ),
        sa.CheckConstraint(
            "sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_source_document_sha256_is_hexadecimal")
        ),
        sa.CheckConstraint(
            ("status = 'rejected' or num_nulls(sha256, format, precedence, symbol, language) = 0"),
            name=op.f("ck_source_document_is_identified_unless_rejected"),
        ),
        sa.CheckConstraint(
            "status in ('loaded', 'unchanged', 'superseded', 'rejected')",
            name=op.f("ck_source_document_status_is_known"),
        ),
        sa.CheckConstraint("line > 0", name=op.f("ck_source_document_line_is_one_based")),
        sa.ForeignKeyConstraint(
            ["load_run_id"],
            ["load_run.load_run_id"],
            name="fk_source_document_load_run_id_load_run",
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_source_document_resolution_id_resolution",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("source_document_id", name="pk_source_document"),
        sa.UniqueConstraint(
            "path",
            "sha256",
            name="uq_source_document_path_sha256",
            postgresql_nulls_not_distinct=True,
        ),
        comment="One row per file read, by path and content: every file is accounted for.",
    )
    op.create_index(
        "ix_source_document_load_run_id", "source_document", ["load_run_id"], unique=False
    )
    op.create_index(
        "ix_source_document_resolution_id", "source_document", ["resolution_id"], unique=False
    )
    op.create_index(
        "ix_source_document_symbol_language",
        "source_document",
        ["symbol", "language"],
        unique=False,
    )
    op.create_index(
        "uq_source_document_resolution_id_loaded",
        "source_document",
        ["resolution_id"],
        unique=True,
        postgresql_where=sa.text("status in ('loaded', 'unchanged')"),
    )
    op.create_table(
        "parse_issue",
        sa.Column(
            "source_document_id", sa.Integer(), nullable=False, comment="the file it was found in"
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="place among the issues of the file, from 1",
        ),
        sa.Column(
            "resolution_id",
            sa.Integer(),
            nullable=True,
            comment="the resolution loaded from that file; null if it is superseded or rejected",
        ),
        sa.Column(
            "severity",
            sa.Text(),
            nullable=False,
            comment="info: repaired for certain; warning: by inference, or left; error: lost",
        ),
        sa.Column("code", sa.Text(), nullable=False, comment="kind of issue, for counting"),
        sa.Column(
            "line",
            sa.Integer(),
            nullable=True,
            comment="line in the source, 1-based; null if no single line",
        ),
        sa.Column("message", sa.Text(), nullable=False, comment="what was odd and what was done"),
        sa.CheckConstraint(
            "severity in ('info', 'warning', 'error')",
            name=op.f("ck_parse_issue_severity_is_known"),
        ),
        sa.CheckConstraint("line > 0", name=op.f("ck_parse_issue_line_is_one_based")),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_parse_issue_resolution_id_resolution",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["source_document.source_document_id"],
            name="fk_parse_issue_source_document_id_source_document",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_document_id", "position", name="pk_parse_issue"),
        comment="One row per oddity of a source that was repaired, ignored or left.",
    )
    op.create_index("ix_parse_issue_resolution_id", "parse_issue", ["resolution_id"], unique=False)

    op.execute("comment on table alembic_version is 'One row: the revision the tables are at.'")
    op.execute("comment on column alembic_version.version_num is 'the newest revision applied'")


def downgrade() -> None:
    op.drop_table("parse_issue")
    op.drop_table("source_document")
    op.drop_table("resolution")
    op.drop_table("agenda_item")
    op.drop_table("committee")
    op.drop_table("load_run")
