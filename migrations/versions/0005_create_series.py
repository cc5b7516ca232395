"""Create the tables of series."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "series",
        sa.Column(
            "series_id",
            sa.Integer(),
            autoincrement=False,
            nullable=False,
            comment="key: the earliest member that is loaded and dated",
        ),
        sa.Column(
            "language", sa.Text(), nullable=False, comment="language of the texts, ISO 639-1"
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="title of the latest member"),
        sa.Column(
            "organ", sa.Text(), nullable=True, comment="organ that adopted the latest member"
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["resolution.resolution_id"],
            name="fk_series_series_id_resolution",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("series_id", name="pk_series"),
        comment="One row per recurring subject in one language: the resolutions that continue it.",
    )
    op.create_table(
        "series_member",
        sa.Column(
            "series_id", sa.Integer(), autoincrement=False, nullable=False, comment="the series"
        ),
        sa.Column(
            "symbol", sa.Text(), nullable=False, comment="symbol of the member, loaded or not"
        ),
        sa.Column(
            "position",
            sa.Integer(),
            nullable=False,
            comment="order of adoption, from 1; one only named stands before who names it",
        ),
        sa.Column(
            "resolution_id",
            sa.Integer(),
            nullable=True,
            comment="key of the member; null for one that is named but not loaded",
        ),
        sa.Column(
            "reason",
            sa.Text(),
            nullable=False,
            comment=(
                "how it is known to belong here: declared predecessor (it names a member), part "
                "of declared predecessor (told by a part letter), same title (as an earlier "
                "member), named as predecessor (by a later member), first of its title"
            ),
        ),
        sa.CheckConstraint(
            "reason in ('declared predecessor', 'part of declared predecessor', 'same title', "
            "'named as predecessor', 'first of its title')",
            name=op.f("ck_series_member_reason_is_known"),
        ),
        sa.CheckConstraint("position > 0", name=op.f("ck_series_member_position_is_positive")),
        sa.CheckConstraint(
            "resolution_id is not null or reason = 'named as predecessor'",
            name=op.f("ck_series_member_what_is_not_loaded_is_named"),
        ),
        sa.ForeignKeyConstraint(
            ["resolution_id"],
            ["resolution.resolution_id"],
            name="fk_series_member_resolution_id_resolution",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["series_id"],
            ["series.series_id"],
            name="fk_series_member_series_id_series",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("series_id", "symbol", name="pk_series_member"),
        sa.UniqueConstraint("resolution_id", name="uq_series_member_resolution_id"),
        sa.UniqueConstraint("series_id", "position", name="uq_series_member_series_id_position"),
        comment="One row per member of a series, loaded or only named by another.",
    )


def downgrade() -> None:
    op.drop_table("series_member")
    op.drop_table("series")
