"""The command line: the only place that prints, reads the environment and chooses exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import psycopg
from sqlalchemy.exc import DBAPIError

from etl.cli.arguments import parse
from etl.cli.commands import COMMANDS
from etl.cli.terminal import report_error, speak
from etl.errors import ProvenanceError

DONE = 0
REFUSED = 1
INTERRUPTED = 130
"""128 + SIGINT, what a shell reports of any program stopped by Ctrl-C."""
READER_LEFT = 141
"""128 + SIGPIPE, what a shell reports of any program whose reader went away."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; see ``clause-provenance --help`` for the codes."""
    try:
        arguments = parse(argv, COMMANDS)
        code: int = arguments.command(arguments)
        sys.stdout.flush()
    except ProvenanceError as error:
        report_error(error)
        return REFUSED
    except DBAPIError as error:
        report_error(_database_refused(error.orig or error))
        return REFUSED
    except psycopg.Error as error:  # from COPY, which goes past SQLAlchemy
        report_error(_database_refused(error))
        return REFUSED
    except KeyboardInterrupt:
        speak("interrupted: nothing was changed")
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more at exit; let that go nowhere instead of complaining.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    return code


def _database_refused(error: BaseException) -> ProvenanceError:
    """A lost connection, a missing right, a full disk: what the server said, without the query."""
    said = str(error).strip().splitlines() or [type(error).__name__]
    return ProvenanceError(
        f"the database refused: {said[0]}",
        hint="nothing was changed; mend what it names, then run the same command again",
    )
