"""Create the tables of what runs saw and changed, and of what people decided."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "decision",
        sa.Column(
            "decision_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key",
        ),
        sa.Column(
            "language", sa.Text(), nullable=False, comment="language of the texts, ISO 639-1"
        ),
        sa.Column(
            "symbol", sa.Text(), nullable=False, comment="resolution of the clause that was judged"
        ),
        sa.Column(
            "label",
            sa.Text(),
            nullable=False,
            comment="label of that clause; as the program reads it, for a correction",
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment="main_parent, further_parent, not_parent, unsure; label, text: corrections",
        ),
        sa.Column(
            "parent_symbol",
            sa.Text(),
            nullable=True,
            comment="resolution of the earlier clause; null for a correction",
        ),
        sa.Column(
            "parent_label",
            sa.Text(),
            nullable=True,
            comment="label of the earlier clause; null for a correction",
        ),
        sa.Column(
            "correction",
            sa.Text(),
            nullable=True,
            comment=(
                "the right label or text; empty to take an earlier correction back; null for links"
            ),
        ),
        sa.Column(
            "text_sha256",
            sa.Text(),
            nullable=False,
            comment="first digits, or all, of the SHA-256 of the clause's text as judged",
        ),
        sa.Column(
            "parent_text_sha256",
            sa.Text(),
            nullable=True,
            comment="the same of the earlier clause's text; null for a correction",
        ),
        sa.Column("decided_by", sa.Text(), nullable=False, comment="who decided"),
        sa.Column(
            "decided_at", sa.DateTime(timezone=True), nullable=False, comment="when it was decided"
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="why"),
        sa.Column(
            "load_run_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="the run that took it in",
        ),
        sa.CheckConstraint(
            "(kind in ('label', 'text')) = (correction is not null)",
            name=op.f("ck_decision_correction_is_given"),
        ),
        sa.CheckConstraint(
            "decided_by <> '' and reason <> ''", name=op.f("ck_decision_says_who_and_why")
        ),
        sa.CheckConstraint(
            "kind in ('main_parent', 'further_parent', 'not_parent', 'unsure', 'label', 'text')",
            name=op.f("ck_decision_kind_is_known"),
        ),
        sa.CheckConstraint(
            (
                "num_nulls(parent_symbol, parent_label, parent_text_sha256) = case when kind in "
                "('label', 'text') then 3 else 0 end"
            ),
            name=op.f("ck_decision_link_has_parent"),
        ),
        sa.CheckConstraint(
            "text_sha256 ~ '^[0-9a-f]{12,64}$' and parent_text_sha256 ~ '^[0-9a-f]{12,64}$'",
            name=op.f("ck_decision_digests_are_hexadecimal"),
        ),
        sa.ForeignKeyConstraint(
            ["load_run_id"], ["load_run.load_run_id"], name="fk_decision_load_run_id_load_run"
        ),
        sa.PrimaryKeyConstraint("decision_id", name="pk_decision"),
        sa.UniqueConstraint(
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
        comment="One row per decision of a person, kept for ever; no rule of the program adds any.",
    )
    op.create_index("ix_decision_load_run_id", "decision", ["load_run_id"], unique=False)
    op.create_table(
        "root_change",
        sa.Column(
            "load_run_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="the run that moved it",
        ),
        sa.Column(
            "language", sa.Text(), nullable=False, comment="language of the texts, ISO 639-1"
        ),
        sa.Column("symbol", sa.Text(), nullable=False, comment="resolution of the clause"),
        sa.Column("label", sa.Text(), nullable=False, comment="label of the clause"),
        sa.Column(
            "old_root_symbol",
            sa.Text(),
            nullable=False,
            comment="resolution of the earliest clause of its line before the run",
        ),
        sa.Column("old_root_label", sa.Text(), nullable=False, comment="label of that clause"),
        sa.Column(
            "new_root_symbol",
            sa.Text(),
            nullable=False,
            comment="resolution of the earliest clause of its line since the run",
        ),
        sa.Column("new_root_label", sa.Text(), nullable=False, comment="label of that clause"),
        sa.Column(
            "cause",
            sa.Text(),
            nullable=False,
            comment="documents, decisions or rules: what the run brought that moved it",
        ),
        sa.Column(
            "cause_symbols",
            sa.ARRAY(sa.Text()),
            nullable=False,
            comment=(
                "the resolutions that the run loaded, replaced or removed and that stand in the "
                "old or new line; all that it touched where none of them does; empty if no "
                "document did it"
            ),
        ),
        sa.CheckConstraint(
            "cause in ('documents', 'decisions', 'rules')",
            name=op.f("ck_root_change_cause_is_known"),
        ),
        sa.CheckConstraint(
            "(old_root_symbol, old_root_label) <> (new_root_symbol, new_root_label)",
            name=op.f("ck_root_change_root_is_another"),
        ),
        sa.ForeignKeyConstraint(
            ["load_run_id"],
            ["load_run.load_run_id"],
            name="fk_root_change_load_run_id_load_run",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "load_run_id", "language", "symbol", "label", name="pk_root_change"
        ),
        comment="One row per clause stored before a run that got another root by it.",
    )
    op.create_index("ix_root_change_symbol_label", "root_change", ["symbol", "label"], unique=False)
    op.create_table(
        "clause_correction",
        sa.Column(
            "decision_id", sa.Integer(), autoincrement=False, nullable=False, comment="the decision"
        ),
        sa.Column(
            "paragraph_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="the clause corrected",
        ),
        sa.Column(
            "printed_label", sa.Text(), nullable=False, comment="its label as the program read it"
        ),
        sa.Column("printed_text", sa.Text(), nullable=False, comment="its text as printed"),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decision.decision_id"],
            name="fk_clause_correction_decision_id_decision",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_clause_correction_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("decision_id", "paragraph_id", name="pk_clause_correction"),
        comment="One row per correction that stands in a clause, with what its source says.",
    )
    op.create_index(
        "ix_clause_correction_paragraph_id", "clause_correction", ["paragraph_id"], unique=False
    )
    op.create_table(
        "source_location",
        sa.Column(
            "source_document_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="the file",
        ),
        sa.Column(
            "root",
            sa.Text(),
            nullable=False,
            comment="absolute path of the folder given to the run; path is relative to it",
        ),
        sa.ForeignKeyConstraint(
            ["source_document_id"],
            ["source_document.source_document_id"],
            name="fk_source_location_source_document_id_source_document",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_document_id", "root", name="pk_source_location"),
        comment="One row per folder in which a file was found: what vanished is told by it.",
    )
    op.add_column(
        "load_run",
        sa.Column(
            "command", sa.Text(), server_default="run", nullable=False, comment="run or rebuild"
        ),
    )
    op.add_column(
        "load_run",
        sa.Column(
            "linking_rules",
            sa.Text(),
            nullable=True,
            comment="digest of the code that linked and traced; null before it was kept",
        ),
    )
    op.create_check_constraint(
        op.f("ck_load_run_command_is_known"), "load_run", "command in ('run', 'rebuild')"
    )
    op.add_column(
        "source_document",
        sa.Column(
            "reading_rules",
            sa.Text(),
            nullable=True,
            comment=(
                "digest of the code and the decisions by which the file was read; null before it "
                "was kept"
            ),
        ),
    )


def downgrade() -> None:
    op.drop_column("source_document", "reading_rules")
    op.drop_constraint(op.f("ck_load_run_command_is_known"), "load_run", type_="check")
    op.drop_column("load_run", "linking_rules")
    op.drop_column("load_run", "command")
    op.drop_table("source_location")
    op.drop_index("ix_clause_correction_paragraph_id", table_name="clause_correction")
    op.drop_table("clause_correction")
    op.drop_index("ix_root_change_symbol_label", table_name="root_change")
    op.drop_table("root_change")
    op.drop_index("ix_decision_load_run_id", table_name="decision")
    op.drop_table("decision")
