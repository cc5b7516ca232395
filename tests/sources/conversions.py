"""What the tests of other conversions share: notes, and lines that end a page."""

from __future__ import annotations

from etl.model import Resolution
from etl.parse import parse
from etl.sources import read_document

NOTES = (
    "Official Records, 2006, Supplement No. 3 (E/2006/23), chap. II.",
    "Resolution 217 A (III).",
)
PAGES = """\
2|- 2 -|– 2 –|Page 2|Page 2 of 3|PAGE 2|2/3|2 / 3|p. 2|[2]|[Page 2]|=== Page 2 ===|--- Page 2 ---|…/2\
|/...|A/RES/62/901 Page 2|A/RES/62/901 Protection of migrants|Protection of migrants A/RES/62/901\
|2/3 07-46783""".split("|")


def read(text: str) -> Resolution:
    return parse(read_document(text.encode(), "text"))


RESOLUTION_HEAD = """\
Resolution adopted by the General Assembly on 22 December 2023
[on the report of the Third Committee (A/78/478, para. 33)]
78/234. {title}

The General Assembly,
Recalling all its previous resolutions on the comprehensive follow-up to the World Conference,

"""
CLOSING = "\n50th plenary meeting\n22 December 2023\n"


def labels(resolution: Resolution) -> list[str]:
    return [clause.label for clause in resolution.clauses]


def text_of(resolution: Resolution, label: str) -> str:
    return next(clause.text for clause in resolution.clauses if clause.label == label)


def body(text: str, title: str = "A global call", closing: str = CLOSING) -> Resolution:
    return read(RESOLUTION_HEAD.format(title=title) + text + closing)
