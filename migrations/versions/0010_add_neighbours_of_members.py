"""Keep which loaded members stand around each member of a series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Members stored before have none until series are found anew, as every new version does.
    op.add_column(
        "series_member",
        sa.Column(
            "preceding_position",
            sa.Integer(),
            nullable=True,
            comment="position of the latest loaded member of an earlier day; null if there is none",
        ),
    )
    op.add_column(
        "series_member",
        sa.Column(
            "succeeding_position",
            sa.Integer(),
            nullable=True,
            comment="position of the first loaded member of a later day; null if there is none",
        ),
    )
    op.create_check_constraint(
        op.f("ck_series_member_neighbours_stand_around_it"),
        "series_member",
        "preceding_position < position and position < succeeding_position",
    )


def downgrade() -> None:
    op.drop_column("series_member", "preceding_position")
    op.drop_column("series_member", "succeeding_position")
