"""Keep which words an edge carries over, so that lineage can be traced without aligning again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Edges stored before have none until they are derived anew, as every new version does.
    op.add_column(
        "clause_edge",
        sa.Column(
            "spans",
            sa.ARRAY(sa.Integer()),
            nullable=False,
            server_default="{}",
            comment=(
                "which words are carried over: per run, ascending in the clause, where it begins "
                "and ends in the clause's text and in the parent's, half-open, in code points"
            ),
        ),
    )
    op.alter_column("clause_edge", "spans", server_default=None)
    op.create_check_constraint(
        op.f("ck_clause_edge_spans_are_whole"),
        "clause_edge",
        "cardinality(spans) % 4 = 0 and array_position(spans, null) is null",
    )


def downgrade() -> None:
    op.drop_column("clause_edge", "spans")
