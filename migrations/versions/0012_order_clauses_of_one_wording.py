"""Order the clauses of one wording by date, so that the earliest is found at once."""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_paragraph_wording_key", "paragraph")
    op.create_index(
        "ix_paragraph_wording_key_adopted_on", "paragraph", ["wording_key", "adopted_on"]
    )


def downgrade() -> None:
    op.drop_index("ix_paragraph_wording_key_adopted_on", "paragraph")
    op.create_index("ix_paragraph_wording_key", "paragraph", ["wording_key"])
