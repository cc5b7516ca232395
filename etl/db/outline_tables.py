"""The table of what linking keeps of each document, to link others without reading it anew."""

from __future__ import annotations

from sqlalchemy import ARRAY, Column, Date, LargeBinary, Table, Text

from etl.db.naming import metadata, words


def _numbers(name: str, comment: str) -> Column[bytes]:
    # Stored as they are (storage external): compressing takes twice as long as writing.
    return Column(name, LargeBinary, nullable=False, comment=comment)


outline = Table(
    "outline",
    metadata,
    Column("symbol", Text, primary_key=True, comment="symbol of the resolution"),
    Column("language", Text, primary_key=True, comment="language of its text, ISO 639-1"),
    Column("adopted_on", Date, nullable=False, comment="its date of adoption"),
    words("title", "its title; empty if it has none"),
    words("organ", "the organ that adopted it; empty if unknown"),
    words("previous_symbol", "the resolution it calls its predecessor", nullable=True),
    Column("cited_symbols", ARRAY(Text), nullable=False, comment="what it cites, in order"),
    _numbers("lengths", "number of words of each clause, as little-endian 64-bit numbers"),
    _numbers("wordings", "a number for each clause that clauses of the same words share"),
    _numbers("vocabulary", "a number for each distinct word, made of its comparable form"),
    _numbers("words", "the place in vocabulary of each word, in reading order, in 16 or 32 bits"),
    _numbers("marks", "a byte for each word: 1 later word of a name, 2 reference"),
    _numbers("sought", "a bit for each word: whether all earlier documents were searched for it"),
    _numbers("open_words", "a bit for each word: whether the clause has a main parent without it"),
    _numbers(
        "least_scores",
        "for each clause the score, in ten-thousandths, with which another source outside the "
        "series could be its main parent or its runner-up, as little-endian 16-bit numbers; "
        "65535 where it has no parent",
    ),
    words("rulings", "what people decided about its clauses, as linking honours it"),
    comment="One row per dated resolution as it was linked last. For the program: what it must "
    "know of a resolution to link another one without reading its text again.",
)
