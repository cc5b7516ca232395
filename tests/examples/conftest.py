from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import _database
from tests.examples.questions import load_seeds


@pytest.fixture(scope="session")
def seeds(server_url: str, template: str) -> Iterator[str]:
    """URL of a database that holds the five resolutions of seeds/; leave it as it is."""
    with _database(server_url, template) as url:
        load_seeds(url)
        yield url
