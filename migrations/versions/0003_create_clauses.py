"""Create the tables of clauses, their notes and citations."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "paragraph",
        sa.Column(
            "paragraph_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key, kept as long as label and text stay",
        ),
        sa.Column(
            "resolution_id", sa.Integer(), nullable=False, comment="the resolution it stands in"
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="reading order within the resolution, from 1 without gaps",
        ),
        sa.Column(
            "label",
            sa.Text(),
            nullable=False,
            comment="PP1, OP3, OP3(a)(ii), AX1.5(b): with the symbol, the clause's address",
        ),
        sa.Column("kind", sa.Text(), nullable=False, comment="preambular, operative or annex"),
        sa.Column(
            "number",
            sa.Text(),
            nullable=True,
            comment="number or letter as printed; null if it bears none",
        ),
        sa.Column(
            "parent_paragraph_id",
            sa.Integer(),
            nullable=True,
            comment="chapeau it stands under; null at the top",
        ),
        sa.Column(
            "opening_phrase",
            sa.Text(),
            nullable=True,
            comment=(
                'words that open it and name what the organ does, such as "Calls upon"; null'
                " if none"
            ),
        ),
        sa.Column(
            "text",
            sa.Text(),
            nullable=False,
            comment="the clause as printed, without marks, numbers and breaks",
        ),
        sa.Column(
            "word_count",
            sa.Integer(),
            nullable=False,
            comment="words by the rules of Unicode; by character in unspaced scripts",
        ),
        sa.Column(
            "adopted_on",
            sa.Date(),
            nullable=True,
            comment="adoption of its resolution, repeated for lineage keys",
        ),
        sa.Column(
            "wording_key",
            sa.Uuid(),
            nullable=False,
            comment=(
                "digest of its words, whatever case, punctuation and spacing: clauses of one"
                " language with equal keys have the same wording"
            ),
        ),
        sa.CheckConstraint(
            "kind in ('preambular', 'operative', 'annex')", name=op.f("ck_paragraph_kind_is_known")
        ),
        sa.CheckConstraint("label <> ''", name=op.f("ck_paragraph_is_labelled")),
        sa.CheckConstraint(
            "parent_paragraph_id <> paragraph_id", name=op.f("ck_paragraph_is_not_its_own_chapeau")
        ),
        sa.CheckConstraint("position > 0", name=op.f("ck_paragraph_position_is_one_based")),
        sa.CheckConstraint("word_count >= 0", name=op.f("ck_paragraph_word_count_is_not_negative")),
        sa.ForeignKeyConstraint(
            ["resolution_id", "adopted_on"],
            ["resolution.resolution_id", "resolution.adopted_on"],
            name="fk_paragraph_resolution_id_adopted_on_resolution",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id", "parent_paragraph_id"],
            ["paragraph.resolution_id", "paragraph.paragraph_id"],
            name="fk_paragraph_parent_stands_in_same_resolution",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_paragraph_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paragraph_id", name="pk_paragraph"),
        sa.UniqueConstraint(
            "paragraph_id", "adopted_on", name="uq_paragraph_paragraph_id_adopted_on"
        ),
        sa.UniqueConstraint(
            "resolution_id", "label", deferrable=True, name="uq_paragraph_resolution_id_label"
        ),
        sa.UniqueConstraint(
            "resolution_id", "paragraph_id", name="uq_paragraph_resolution_id_paragraph_id"
        ),
        sa.UniqueConstraint(
            "resolution_id", "position", deferrable=True, name="uq_paragraph_resolution_id_position"
        ),
        comment="One row per clause of a resolution; a chapeau is a clause of its own.",
    )
    op.create_index("ix_paragraph_wording_key", "paragraph", ["wording_key"], unique=False)
    op.create_table(
        "heading",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution"),
        sa.Column(
            "ordinal", sa.Integer(), nullable=False, comment="order among the headings, from 1"
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="position of the clause it stands before; one more than the last at the end",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="the heading as printed"),
        sa.CheckConstraint("position > 0", name=op.f("ck_heading_position_is_one_based")),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_heading_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resolution_id", "ordinal", name="pk_heading"),
        comment="One row per heading between clauses.",
    )
    op.create_table(
        "footnote",
        sa.Column(
            "footnote_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key, kept as long as mark and text stay",
        ),
        sa.Column(
            "resolution_id", sa.Integer(), nullable=False, comment="the resolution it stands in"
        ),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="order within the resolution, from 1"
        ),
        sa.Column("mark", sa.Text(), nullable=False, comment="the mark it is printed under"),
        sa.Column("text", sa.Text(), nullable=False, comment="the note as printed"),
        sa.Column(
            "text_expanded",
            sa.Text(),
            nullable=False,
            comment='the note with "Ibid." and "See …" written out',
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_footnote_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("footnote_id", name="pk_footnote"),
        sa.UniqueConstraint(
            "resolution_id", "position", deferrable=True, name="uq_footnote_resolution_id_position"
        ),
        comment="One row per footnote of a resolution.",
    )
    op.create_table(
        "footnote_reference",
        sa.Column("paragraph_id", sa.Integer(), nullable=False, comment="the clause"),
        sa.Column(
            "ordinal", sa.Integer(), nullable=False, comment="order within the clause, from 1"
        ),
        sa.Column("mark", sa.Text(), nullable=False, comment="the mark as printed"),
        sa.Column(
            "char_offset",
            sa.Integer(),
            nullable=False,
            comment="code points of text before the mark",
        ),
        sa.Column(
            "footnote_id",
            sa.Integer(),
            nullable=True,
            comment="the note; null where the source lost it or several bear the mark",
        ),
        sa.CheckConstraint(
            "char_offset >= 0", name=op.f("ck_footnote_reference_offset_is_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["footnote_id"],
            ["footnote.footnote_id"],
            name="fk_footnote_reference_footnote_id_footnote",
            deferrable=True,
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_footnote_reference_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("paragraph_id", "ordinal", name="pk_footnote_reference"),
        comment="One row per footnote mark in a clause.",
    )
    op.create_index(
        "ix_footnote_reference_footnote_id", "footnote_reference", ["footnote_id"], unique=False
    )
    op.create_table(
        "citation",
        sa.Column(
            "citation_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key, new whenever its document is replaced",
        ),
        sa.Column(
            "paragraph_id",
            sa.Integer(),
            nullable=True,
            comment="the clause that cites; null if a footnote does",
        ),
        sa.Column(
            "footnote_id",
            sa.Integer(),
            nullable=True,
            comment="the footnote that cites; null if a clause does",
        ),
        sa.Column(
            "cited_symbol",
            sa.Text(),
            nullable=False,
            comment="what is cited, in the form symbols are stored in",
        ),
        sa.Column("cited_text", sa.Text(), nullable=False, comment="the words that cite"),
        sa.Column(
            "resolution_id",
            sa.Integer(),
            nullable=True,
            comment="the cited resolution in the same language; null where it is not loaded",
        ),
        sa.CheckConstraint(
            "num_nonnulls(paragraph_id, footnote_id) = 1",
            name=op.f("ck_citation_stands_in_clause_or_footnote"),
        ),
        sa.ForeignKeyConstraint(
            ["footnote_id"],
            ["footnote.footnote_id"],
            name="fk_citation_footnote_id_footnote",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["paragraph.paragraph_id"],
            name="fk_citation_paragraph_id_paragraph",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_citation_resolution_id_resolution",
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("citation_id", name="pk_citation"),
        comment="One row per document or treaty named in a clause or footnote.",
    )
    op.create_index("ix_citation_cited_symbol", "citation", ["cited_symbol"], unique=False)
    op.create_index("ix_citation_footnote_id", "citation", ["footnote_id"], unique=False)
    op.create_index("ix_citation_paragraph_id", "citation", ["paragraph_id"], unique=False)
    op.create_index("ix_citation_resolution_id", "citation", ["resolution_id"], unique=False)


def downgrade() -> None:
    op.drop_table("citation")
    op.drop_table("footnote_reference")
    op.drop_table("footnote")
    op.drop_table("heading")
    op.drop_table("paragraph")
