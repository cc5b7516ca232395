"""What can go wrong, in words a person can act on.

Every exception's docstring is its message template's meaning; the instance carries the sentence
that is printed: what happened, where, and (in ``hint``) what to do next.
"""

from __future__ import annotations


class ProvenanceError(Exception):
    """The run was refused and nothing was changed; printed as ``error: …`` with exit code 1."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class DocumentRejected(ProvenanceError):
    """One document cannot be loaded whole; it is recorded as rejected and the rest goes on.

    Attributes:
        path: the document as the user named it.
        line: 1-based line in the source, 0 where no single line is at fault.
    """

    def __init__(self, message: str, *, path: str = "", line: int = 0, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.path = path
        self.line = line


class NoDocuments(ProvenanceError):
    """The given paths hold no file that could be a resolution."""


class DatabaseUnavailable(ProvenanceError):
    """The server cannot be reached, refuses the login, or could not be started."""


class SchemaMismatch(ProvenanceError):
    """The database was migrated by a newer version of this program."""


class AnotherRun(ProvenanceError):
    """Another run is at work on the database and did not end in time; exit code 5."""


class DecisionRefused(ProvenanceError):
    """A line of a file of decisions cannot be taken; none of the file is."""


class NotAllowed(ProvenanceError):
    """The login lacks a right that this step needs."""


class ProcessLost(ProvenanceError):
    """One of the processes that share the work of a run was killed."""


def why_unreadable(error: OSError | UnicodeDecodeError) -> str:
    """Return why a file of text cannot be read, in the system's words where it has any."""
    return getattr(error, "strerror", None) or "it is not UTF-8"
