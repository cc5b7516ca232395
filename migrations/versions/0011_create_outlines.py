"""Create the table of what linking keeps of each document."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def _bytes(name: str, comment: str) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(), nullable=False, comment=comment)


def upgrade() -> None:
    op.create_table(
        "outline",
        sa.Column("symbol", sa.Text(), nullable=False, comment="symbol of the resolution"),
        sa.Column("language", sa.Text(), nullable=False, comment="language of its text, ISO 639-1"),
        sa.Column("adopted_on", sa.Date(), nullable=False, comment="its date of adoption"),
        sa.Column("title", sa.Text(), nullable=False, comment="its title; empty if it has none"),
        sa.Column(
            "organ",
            sa.Text(),
            nullable=False,
            comment="the organ that adopted it; empty if unknown",
        ),
        sa.Column(
            "previous_symbol",
            sa.Text(),
            nullable=True,
            comment="the resolution it calls its predecessor",
        ),
        sa.Column(
            "cited_symbols", sa.ARRAY(sa.Text()), nullable=False, comment="what it cites, in order"
        ),
        _bytes("lengths", "number of words of each clause, as little-endian 64-bit numbers"),
        _bytes("wordings", "a number for each clause that clauses of the same words share"),
        _bytes("words", "a number for each word, in reading order, made of its comparable form"),
        _bytes("marks", "a byte for each word: 1 later word of a name, 2 reference"),
        _bytes("sought", "a bit for each word: whether all earlier documents were searched for it"),
        sa.Column(
            "rulings",
            sa.Text(),
            nullable=False,
            comment="what people decided about its clauses, as linking honours it",
        ),
        sa.PrimaryKeyConstraint("symbol", "language", name="pk_outline"),
        comment="One row per dated resolution as it was linked last. For the program: what it must "
        "know of a resolution to link another one without reading its text again.",
    )


def downgrade() -> None:
    op.drop_table("outline")
