"""Let a change of wording have no class but those that are known."""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

_OLD = "what kind of change it is"
_NEW = "typographic, reference, grammatical, opening_phrase, substantive"
_KNOWN = (
    "change_class in ('typographic', 'reference', 'grammatical', 'opening_phrase', 'substantive')"
)


def upgrade() -> None:
    op.create_check_constraint(
        op.f("ck_wording_change_class_is_known"),
        "wording_change",
        _KNOWN,
        postgresql_not_valid=True,
    )
    op.execute("alter table wording_change validate constraint ck_wording_change_class_is_known")
    op.drop_constraint(op.f("ck_wording_change_is_classified"), "wording_change", type_="check")
    op.alter_column("wording_change", "change_class", comment=_NEW, existing_comment=_OLD)


def downgrade() -> None:
    op.alter_column("wording_change", "change_class", comment=_OLD, existing_comment=_NEW)
    op.create_check_constraint(
        op.f("ck_wording_change_is_classified"), "wording_change", "change_class <> ''"
    )
    op.drop_constraint(op.f("ck_wording_change_class_is_known"), "wording_change", type_="check")
