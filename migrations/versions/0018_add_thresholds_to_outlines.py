"""Keep with each outline what another source must have to change how its document is explained."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_OPEN_WORDS = "a bit for each word: whether the clause has a main parent without it"
_LEAST_SCORES = (
    "for each clause the score, in ten-thousandths, with which another source outside the series "
    "could be its main parent or its runner-up, as little-endian 16-bit numbers; "
    "65535 where it has no parent"
)


def upgrade() -> None:
    # Outlines are made anew with the next run, since other rules made these.
    op.execute("delete from outline")
    for name, comment in (("open_words", _OPEN_WORDS), ("least_scores", _LEAST_SCORES)):
        op.add_column("outline", sa.Column(name, sa.LargeBinary(), nullable=False, comment=comment))


def downgrade() -> None:
    op.drop_column("outline", "least_scores")
    op.drop_column("outline", "open_words")
