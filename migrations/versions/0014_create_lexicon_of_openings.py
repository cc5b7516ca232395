"""Create the lexicon of opening phrases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "opening_phrase",
        sa.Column(
            "language", sa.Text(), nullable=False, comment="language of the phrase, ISO 639-1"
        ),
        sa.Column(
            "phrase",
            sa.Text(),
            nullable=False,
            comment="the phrase in small letters, without words of order such as also and further",
        ),
        sa.Column(
            "verb",
            sa.Text(),
            nullable=True,
            comment=(
                "the phrase all its forms stand for, such as urges for urging; null for a word "
                "of order"
            ),
        ),
        sa.Column(
            "kind",
            sa.Text(),
            nullable=False,
            comment=(
                "request, reception or concern: the scale that its strength belongs to; other: "
                "on none; order: a word that ties clauses together and is left out before "
                "phrases are compared"
            ),
        ),
        sa.Column(
            "strength",
            sa.Integer(),
            nullable=True,
            comment="place on its scale, the weakest lowest; null on none",
        ),
        sa.Column(
            "note",
            sa.Text(),
            nullable=False,
            comment="where its place comes from, see seeds/README.md",
        ),
        sa.CheckConstraint(
            "kind in ('request', 'reception', 'concern', 'other', 'order')",
            name=op.f("ck_opening_phrase_kind_is_known"),
        ),
        sa.CheckConstraint(
            "(strength is null) = (kind in ('other', 'order'))",
            name=op.f("ck_opening_phrase_strength_is_on_a_scale"),
        ),
        sa.CheckConstraint(
            "(verb is null) = (kind = 'order')",
            name=op.f("ck_opening_phrase_every_phrase_has_a_verb"),
        ),
        sa.CheckConstraint(
            "phrase = lower(phrase)", name=op.f("ck_opening_phrase_phrase_is_small")
        ),
        sa.PrimaryKeyConstraint("language", "phrase", name="pk_opening_phrase"),
        comment=(
            "One row per opening phrase whose form or strength is known, and per word of order."
        ),
    )


def downgrade() -> None:
    op.drop_table("opening_phrase")
