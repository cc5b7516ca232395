"""Keep what a source's text says as a digest, and which data extract completed it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "source_document",
        sa.Column(
            "text_key",
            sa.Uuid(),
            nullable=True,
            comment=(
                "the same for all files whose clauses, headings and notes have the same words; "
                "null for a rejected file, and for one read before it was kept"
            ),
        ),
    )
    op.add_column(
        "source_document",
        sa.Column(
            "extract_sha256",
            sa.Text(),
            nullable=True,
            comment=(
                "digest of the data extract that completed the resolution, hexadecimal; null "
                "where none did, and for a file that is not loaded"
            ),
        ),
    )
    op.create_check_constraint(
        op.f("ck_source_document_extract_sha256_is_hexadecimal"),
        "source_document",
        "extract_sha256 ~ '^[0-9a-f]{64}$'",
    )


def downgrade() -> None:
    op.drop_column("source_document", "extract_sha256")
    op.drop_column("source_document", "text_key")
