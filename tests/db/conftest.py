from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine

from etl.db.engine import connect


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """An engine for a migrated database of the test's own."""
    engine = connect(database)
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    """A connection with an open transaction that is rolled back."""
    with engine.connect() as connection:
        yield connection
