"""Create the tables of lineage."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "clause_edge",
        sa.Column("child_paragraph_id", sa.Integer(), nullable=False, comment="the clause"),
        sa.Column(
            "parent_paragraph_id",
            sa.Integer(),
            nullable=False,
            comment="the earlier clause it carries on",
        ),
        sa.Column("child_adopted_on", sa.Date(), nullable=False, comment="adoption of the clause"),
        sa.Column("parent_adopted_on", sa.Date(), nullable=False, comment="adoption of the parent"),
        sa.Column(
            "is_main",
            sa.Boolean(),
            nullable=False,
            comment="whether this parent carries the bulk of the words; one per clause",
        ),
        sa.Column(
            "relation",
            sa.Text(),
            nullable=False,
            comment="identical, updated, reworded, split, merged",
        ),
        sa.Column(
            "is_moved",
            sa.Boolean(),
            nullable=False,
            comment="whether the wording went to another part, section or level",
        ),
        sa.Column(
            "score",
            sa.Double(),
            nullable=False,
            comment="how well the parent explains the clause, 0 to 1",
        ),
        sa.Column(
            "child_coverage",
            sa.Double(),
            nullable=False,
            comment="share of the clause's words carried over from the parent",
        ),
        sa.Column(
            "parent_coverage",
            sa.Double(),
            nullable=False,
            comment="share of the parent's words carried over to the clause",
        ),
        sa.Column(
            "margin",
            sa.Double(),
            nullable=True,
            comment="score above the runner-up's; null without one",
        ),
        sa.Column(
            "runner_up_paragraph_id",
            sa.Integer(),
            nullable=True,
            comment="the next best parent; null without one",
        ),
        sa.Column(
            "reason", sa.Text(), nullable=False, comment="why this parent and not the runner-up"
        ),
        sa.CheckConstraint(
            "relation in ('identical', 'updated', 'reworded', 'split', 'merged')",
            name=op.f("ck_clause_edge_relation_is_known"),
        ),
        sa.CheckConstraint(
            "(margin is null) = (runner_up_paragraph_id is null)",
            name=op.f("ck_clause_edge_margin_has_runner_up"),
        ),
        sa.CheckConstraint(
            "parent_adopted_on < child_adopted_on", name=op.f("ck_clause_edge_parent_is_earlier")
        ),
        sa.CheckConstraint(
            "runner_up_paragraph_id not in (child_paragraph_id, parent_paragraph_id)",
            name=op.f("ck_clause_edge_runner_up_is_another"),
        ),
        sa.CheckConstraint(
            (
                "score between 0 and 1 and child_coverage between 0 and 1 and "
                "parent_coverage between 0 and 1"
            ),
            name=op.f("ck_clause_edge_scores_are_shares"),
        ),
        sa.ForeignKeyConstraint(
            ["child_paragraph_id", "child_adopted_on"],
            ["paragraph.paragraph_id", "paragraph.adopted_on"],
            name="fk_clause_edge_child_dated_paragraph",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["parent_paragraph_id", "parent_adopted_on"],
            ["paragraph.paragraph_id", "paragraph.adopted_on"],
            name="fk_clause_edge_parent_dated_paragraph",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["runner_up_paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_clause_edge_runner_up_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("child_paragraph_id", "parent_paragraph_id", name="pk_clause_edge"),
        comment="One row per accepted parent of a clause.",
    )
    op.create_index(
        "ix_clause_edge_parent_paragraph_id", "clause_edge", ["parent_paragraph_id"], unique=False
    )
    op.create_index(
        "ix_clause_edge_runner_up_paragraph_id",
        "clause_edge",
        ["runner_up_paragraph_id"],
        unique=False,
    )
    op.create_index(
        "uq_clause_edge_one_main_parent",
        "clause_edge",
        ["child_paragraph_id"],
        unique=True,
        postgresql_where=sa.text("is_main"),
    )
    op.create_table(
        "clause_lineage",
        sa.Column("paragraph_id", sa.Integer(), nullable=False, comment="the clause"),
        sa.Column(
            "root_paragraph_id",
            sa.Integer(),
            nullable=False,
            comment="its earliest ancestor along main parents; itself if it has none",
        ),
        sa.Column(
            "depth",
            sa.Integer(),
            nullable=False,
            comment="generations between the clause and its root",
        ),
        sa.Column(
            "root_similarity",
            sa.Double(),
            nullable=False,
            comment="how much of the root's wording is left, 0 to 1",
        ),
        sa.Column(
            "earliest_similar_paragraph_id",
            sa.Integer(),
            nullable=False,
            comment="the earliest ancestor that the clause itself still resembles",
        ),
        sa.CheckConstraint(
            "(depth = 0) = (root_paragraph_id = paragraph_id)",
            name=op.f("ck_clause_lineage_root_has_depth_zero"),
        ),
        sa.CheckConstraint("depth >= 0", name=op.f("ck_clause_lineage_depth_is_not_negative")),
        sa.CheckConstraint(
            "root_similarity between 0 and 1",
            name=op.f("ck_clause_lineage_root_similarity_is_share"),
        ),
        sa.ForeignKeyConstraint(
            ["earliest_similar_paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_clause_lineage_earliest_similar_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_clause_lineage_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["root_paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_clause_lineage_root_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paragraph_id", name="pk_clause_lineage"),
        comment="One row per clause: its place in its line.",
    )
    op.create_index(
        "ix_clause_lineage_earliest_similar_paragraph_id",
        "clause_lineage",
        ["earliest_similar_paragraph_id"],
        unique=False,
    )
    op.create_index(
        "ix_clause_lineage_root_paragraph_id", "clause_lineage", ["root_paragraph_id"], unique=False
    )
    op.create_table(
        "phrase_origin",
        sa.Column("paragraph_id", sa.Integer(), nullable=False, comment="the clause"),
        sa.Column(
            "char_start",
            sa.Integer(),
            nullable=False,
            comment="where the run begins in text, in code points",
        ),
        sa.Column(
            "char_end", sa.Integer(), nullable=False, comment="where the run ends, half-open"
        ),
        sa.Column(
            "origin_paragraph_id",
            sa.Integer(),
            nullable=False,
            comment=(
                "the earliest clause the words were carried from; the clause itself where "
                "they are new"
            ),
        ),
        sa.Column(
            "word_count",
            sa.Integer(),
            nullable=False,
            comment="words in the run, counted as in paragraph",
        ),
        sa.CheckConstraint(
            "char_start >= 0 and char_start < char_end",
            name=op.f("ck_phrase_origin_run_is_not_empty"),
        ),
        sa.CheckConstraint(
            "word_count >= 0", name=op.f("ck_phrase_origin_word_count_is_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["origin_paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_phrase_origin_origin_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_phrase_origin_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paragraph_id", "char_start", name="pk_phrase_origin"),
        comment="One row per maximal run of a clause's words with one origin.",
    )
    op.create_index(
        "ix_phrase_origin_origin_paragraph_id",
        "phrase_origin",
        ["origin_paragraph_id"],
        unique=False,
    )
    op.create_table(
        "wording_change",
        sa.Column("child_paragraph_id", sa.Integer(), nullable=False, comment="the clause"),
        sa.Column(
            "parent_paragraph_id",
            sa.Integer(),
            nullable=False,
            comment="the parent it is compared with",
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="order of the changes, ascending in both texts",
        ),
        sa.Column("operation", sa.Text(), nullable=False, comment="insert, delete, replace"),
        sa.Column(
            "parent_start",
            sa.Integer(),
            nullable=False,
            comment="where the old words begin in the parent's text, in code points",
        ),
        sa.Column("parent_end", sa.Integer(), nullable=False, comment="where they end, half-open"),
        sa.Column(
            "child_start",
            sa.Integer(),
            nullable=False,
            comment="where the new words begin in the clause's text, in code points",
        ),
        sa.Column("child_end", sa.Integer(), nullable=False, comment="where they end, half-open"),
        sa.Column(
            "old_text",
            sa.Text(),
            nullable=False,
            comment="the words that went; empty for an insertion",
        ),
        sa.Column(
            "new_text",
            sa.Text(),
            nullable=False,
            comment="the words that came; empty for a deletion",
        ),
        sa.Column("change_class", sa.Text(), nullable=False, comment="what kind of change it is"),
        sa.CheckConstraint("change_class <> ''", name=op.f("ck_wording_change_is_classified")),
        sa.CheckConstraint(
            (
                "operation = case when old_text = '' then 'insert' when new_text = '' then "
                "'delete' else 'replace' end and old_text is distinct from new_text"
            ),
            name=op.f("ck_wording_change_operation_is_what_happened"),
        ),
        sa.CheckConstraint(
            (
                "char_length(old_text) = parent_end - parent_start and char_length(new_text)"
                " = child_end - child_start"
            ),
            name=op.f("ck_wording_change_texts_fill_their_offsets"),
        ),
        sa.CheckConstraint(
            (
                "parent_start >= 0 and parent_start <= parent_end and child_start >= 0 and "
                "child_start <= child_end"
            ),
            name=op.f("ck_wording_change_offsets_are_half_open"),
        ),
        sa.ForeignKeyConstraint(
            ["child_paragraph_id", "parent_paragraph_id"],
            ["clause_edge.child_paragraph_id", "clause_edge.parent_paragraph_id"],
            name="fk_wording_change_clause_edge",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "child_paragraph_id", "parent_paragraph_id", "position", name="pk_wording_change"
        ),
        comment="One row per changed run of words between a clause and a parent.",
    )
    op.create_index(
        "ix_wording_change_parent_paragraph_id",
        "wording_change",
        ["parent_paragraph_id"],
        unique=False,
    )


def downgrade() -> None:
    op.drop_table("wording_change")
    op.drop_table("phrase_origin")
    op.drop_table("clause_lineage")
    op.drop_table("clause_edge")
