"""Keep the distinct words of each outline once, and the places of its words among them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_WORDS = "a number for each word, in reading order, made of its comparable form"
_PLACES = "the place in vocabulary of each word, in reading order, in 16 or 32 bits"


def upgrade() -> None:
    # Outlines are made anew with the next run, since other rules made these.
    op.execute("delete from outline")
    op.add_column(
        "outline",
        sa.Column(
            "vocabulary",
            sa.LargeBinary(),
            nullable=False,
            comment="a number for each distinct word, made of its comparable form",
        ),
    )
    op.alter_column("outline", "words", comment=_PLACES, existing_comment=_WORDS)


def downgrade() -> None:
    op.execute("delete from outline")
    op.alter_column("outline", "words", comment=_WORDS, existing_comment=_PLACES)
    op.drop_column("outline", "vocabulary")
