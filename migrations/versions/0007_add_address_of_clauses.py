"""Keep the address of each clause, so that it is found by an index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "paragraph",
        sa.Column(
            "address",
            sa.Text(),
            nullable=True,
            comment="symbol of its resolution, # and label: A/RES/66/172#OP3(a)",
        ),
    )
    op.execute(
        "update paragraph set address = resolution.symbol || '#' || paragraph.label "
        "from resolution where paragraph.resolution_id = resolution.resolution_id"
    )
    op.alter_column("paragraph", "address", nullable=False)
    op.create_check_constraint(
        op.f("ck_paragraph_address_ends_in_its_label"),
        "paragraph",
        "right(address, char_length(label) + 1) = '#' || label",
    )
    op.create_index("ix_paragraph_address", "paragraph", ["address"])
    op.alter_column(
        "paragraph",
        "label",
        comment="PP1, OP3, OP3(a)(ii), AX1.5(b): unique within the resolution",
        existing_comment=("PP1, OP3, OP3(a)(ii), AX1.5(b): with the symbol, the clause's address"),
    )


def downgrade() -> None:
    op.drop_column("paragraph", "address")
    op.alter_column(
        "paragraph",
        "label",
        comment="PP1, OP3, OP3(a)(ii), AX1.5(b): with the symbol, the clause's address",
        existing_comment="PP1, OP3, OP3(a)(ii), AX1.5(b): unique within the resolution",
    )
