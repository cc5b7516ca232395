"""Whether a document was read to its end: half a resolution is never loaded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from etl.errors import DocumentRejected
from etl.model import Clause, ClauseKind, Document, SourceFormat

_ENDED = re.compile(r"[.!?][”\"’'»)\]]*$|[”\"»\])]$")


def require_whole(document: Document, clauses: Sequence[Clause]) -> None:
    """Refuse a document without clauses or one that breaks off.

    A text breaks off if its last clause has no full stop and no closing lines (meeting and date)
    follow. Akoma Ntoso is exempt: XML that is cut off is not well-formed.

    Raises:
        DocumentRejected: with the line of the last words.
    """
    if not clauses:
        raise DocumentRejected(
            "the resolution has no clause after its formula",
            line=document.blocks[-1].line if document.blocks else 1,
            hint="check that the conversion kept the text after the first page",
        )
    if document.source_format is SourceFormat.AKOMA_NTOSO:
        return
    body = [clause for clause in clauses if clause.kind is not ClauseKind.ANNEX]
    last = body[-1] if body else clauses[-1]
    if _ENDED.search(last.text) or document.metadata.plenary_meeting is not None:
        return
    raise DocumentRejected(
        f"the text breaks off in {last.label}: it ends with “…{last.text[-40:]}”",
        line=last.line,
        hint="convert the document again; half a resolution is not loaded",
    )
