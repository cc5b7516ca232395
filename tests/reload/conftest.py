"""The command line as a scheduler calls it, time after time, on a database of the test's own."""

from __future__ import annotations

import pytest

from etl.cli import main
from tests.cli.samples import Call, Called


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """Calls the command line within this process, one process at a time."""

    def called(*words: object) -> Called:
        capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Called(code, captured.out, captured.err)

    return called
