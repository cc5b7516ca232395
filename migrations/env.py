"""How a migration runs: alone, in one transaction, and never waiting long for readers."""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, create_engine, text

from etl.db.tables import metadata

# Any number will do as long as it stays: two runs that migrate take turns.
ADVISORY_LOCK = 7_217_166_172
# A table that a long query holds fails the migration instead of queueing every reader behind it.
LOCK_TIMEOUT = "5s"


def run(connection: Connection) -> None:
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
    connection.execute(text(f"set local lock_timeout = '{LOCK_TIMEOUT}'"))
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_server_default=True,
        autogenerate_plugins=["alembic.autogenerate.*", "alembic.ext.checkconstraint_byname"],
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    # By hand, for the author of a revision: alembic -x dsn=postgresql+psycopg://… upgrade head
    with create_engine(context.get_x_argument(as_dictionary=True)["dsn"]).begin() as own:
        run(own)
