"""Which resolutions belong to one recurring subject: evidence for where to look first."""

from __future__ import annotations

import re

from etl.link.words import forms
from etl.model import LinkDocument

_ADOPTION_LINE = re.compile(r"^Resolution adopted by .*? on \d{1,2} \w+ \d{4}\s*")


def kinship(child: LinkDocument, earlier: LinkDocument) -> int:
    """Return 2 for a member of the child's series, 1 for a document it cites, 0 otherwise."""
    if child.previous_symbol == earlier.symbol or subject(child.title) == subject(earlier.title):
        return 2
    return int(earlier.symbol in child.cited_symbols)


def subject(title: str) -> str:
    """Return the title as a recurring subject: without its adoption line, numbers and case."""
    words = forms(_ADOPTION_LINE.sub("", title))
    return " ".join(word for word in words if not any(map(str.isdigit, word)))
