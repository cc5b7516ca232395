"""Create the tables of what led to a resolution: drafts, sponsors, subjects, votes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "draft",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution adopted"),
        sa.Column(
            "symbol",
            sa.Text(),
            nullable=False,
            comment="symbol of the draft, such as A/C.3/77/L.14/Rev.1",
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_draft_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resolution_id", name="pk_draft"),
        comment="One row per resolution whose draft is known.",
    )
    op.create_table(
        "procedural_step",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution"),
        sa.Column("position", sa.Integer(), nullable=False, comment="order of the steps, from 1"),
        sa.Column(
            "outcome",
            sa.Text(),
            nullable=False,
            comment="what the step was: draft, additional sponsors, report, adoption",
        ),
        sa.Column(
            "document_symbol",
            sa.Text(),
            nullable=True,
            comment="symbol of the step's document; null if none",
        ),
        sa.Column(
            "taken_on",
            sa.Date(),
            nullable=True,
            comment="day of the step; null where the source does not say",
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_procedural_step_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resolution_id", "position", name="pk_procedural_step"),
        comment="One row per step on a resolution's way to adoption.",
    )
    op.create_table(
        "state",
        sa.Column(
            "state_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key",
        ),
        sa.Column(
            "name",
            sa.Text(),
            nullable=False,
            comment="the State, group or body as the source names it",
        ),
        sa.PrimaryKeyConstraint("state_id", name="pk_state"),
        sa.UniqueConstraint("name", name="uq_state_name"),
        comment="One row per State, group or body that sponsored or voted.",
    )
    op.create_table(
        "sponsor",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution"),
        sa.Column(
            "step_position", sa.Integer(), nullable=False, comment="the step in which it sponsored"
        ),
        sa.Column(
            "position", sa.Integer(), nullable=False, comment="order within the step, from 1"
        ),
        sa.Column("state_id", sa.Integer(), nullable=False, comment="who sponsored"),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_sponsor_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.state_id"], name="fk_sponsor_state_id_state"),
        sa.PrimaryKeyConstraint("resolution_id", "step_position", "position", name="pk_sponsor"),
        comment=(
            "One row per sponsor of a step; procedural_step.outcome tells first sponsors"
            " from additional ones."
        ),
    )
    op.create_index("ix_sponsor_state_id", "sponsor", ["state_id"], unique=False)
    op.create_table(
        "subject",
        sa.Column(
            "subject_id",
            sa.Integer(),
            sa.Identity(always=False),
            nullable=False,
            comment="surrogate key",
        ),
        sa.Column(
            "vocabulary",
            sa.Text(),
            nullable=False,
            comment="where the term is from: UNBIS, SDGO, EuroVoc, …",
        ),
        sa.Column("term", sa.Text(), nullable=False, comment="the subject heading"),
        sa.Column(
            "reference",
            sa.Text(),
            nullable=False,
            comment="address of the term in its vocabulary; empty if none is given",
        ),
        sa.PrimaryKeyConstraint("subject_id", name="pk_subject"),
        sa.UniqueConstraint(
            "vocabulary", "term", "reference", name="uq_subject_vocabulary_term_reference"
        ),
        comment="One row per subject heading.",
    )
    op.create_table(
        "resolution_subject",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution"),
        sa.Column("subject_id", sa.Integer(), nullable=False, comment="its subject"),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_resolution_subject_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.subject_id"], name="fk_resolution_subject_subject_id_subject"
        ),
        sa.PrimaryKeyConstraint("resolution_id", "subject_id", name="pk_resolution_subject"),
        comment="One row per subject of a resolution.",
    )
    op.create_index(
        "ix_resolution_subject_subject_id", "resolution_subject", ["subject_id"], unique=False
    )
    op.create_table(
        "adoption",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution"),
        sa.Column(
            "method",
            sa.Text(),
            nullable=False,
            comment="how it was adopted: without a vote, by recorded vote, …",
        ),
        sa.Column(
            "in_favour",
            sa.Integer(),
            nullable=True,
            comment="votes in favour; null where not given",
        ),
        sa.Column(
            "against", sa.Integer(), nullable=True, comment="votes against; null where not given"
        ),
        sa.Column(
            "abstaining", sa.Integer(), nullable=True, comment="abstentions; null where not given"
        ),
        sa.CheckConstraint(
            "in_favour >= 0 and against >= 0 and abstaining >= 0",
            name=op.f("ck_adoption_counts_are_not_negative"),
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_adoption_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("resolution_id", name="pk_adoption"),
        comment="One row per resolution whose adoption is described.",
    )
    op.create_table(
        "vote",
        sa.Column("resolution_id", sa.Integer(), nullable=False, comment="the resolution"),
        sa.Column("state_id", sa.Integer(), nullable=False, comment="who voted"),
        sa.Column("vote", sa.Text(), nullable=False, comment="in_favour, against or abstaining"),
        sa.CheckConstraint(
            "vote in ('in_favour', 'against', 'abstaining')", name=op.f("ck_vote_vote_is_known")
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["adoption.resolution_id"],
            name="fk_vote_resolution_id_adoption",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["state_id"], ["state.state_id"], name="fk_vote_state_id_state"),
        sa.PrimaryKeyConstraint("resolution_id", "state_id", name="pk_vote"),
        comment="One row per State that voted on a resolution.",
    )
    op.create_index("ix_vote_state_id", "vote", ["state_id"], unique=False)


def downgrade() -> None:
    op.drop_table("vote")
    op.drop_table("adoption")
    op.drop_table("resolution_subject")
    op.drop_table("subject")
    op.drop_table("sponsor")
    op.drop_table("state")
    op.drop_table("procedural_step")
    op.drop_table("draft")
