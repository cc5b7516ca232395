"""${message}.

Rules for a revision, where its author meets them:
- Name the file NNNN_verb_object.py and the revision NNNN. Once released it is frozen.
- It imports neither etl nor anything under sql/: tables.py changes later, this must not.
- Every constraint, index, table and column is written with the name and comment of tables.py;
  `alembic check` compares them, but of checks the names only: test an important check by
  violating it. Names of checks stand in op.f(), or the convention is applied twice.
- Views are not touched: schema report is dropped before and rebuilt after a migration.
- downgrade undoes upgrade exactly; the suite goes up, down and up again.
- On a table with rows: add a constraint as not valid, validate it in a statement of its own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
${imports if imports else ""}

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
