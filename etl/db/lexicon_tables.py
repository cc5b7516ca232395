"""Table of the lexicon of opening phrases, which is kept equal to ``seeds/opening_phrases.csv``."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Table, Text

from etl.db.naming import metadata, number, one_of, words

opening_phrase = Table(
    "opening_phrase",
    metadata,
    Column("language", Text, primary_key=True, comment="language of the phrase, ISO 639-1"),
    Column(
        "phrase",
        Text,
        primary_key=True,
        comment="the phrase in small letters, without words of order such as also and further",
    ),
    words(
        "verb",
        "the phrase all its forms stand for, such as urges for urging; null for a word of order",
        nullable=True,
    ),
    words(
        "kind",
        "request, reception or concern: the scale that its strength belongs to; other: on none; "
        "order: a word that ties clauses together and is left out before phrases are compared",
    ),
    number("strength", "place on its scale, the weakest lowest; null on none", nullable=True),
    words("note", "where its place comes from, see seeds/README.md"),
    CheckConstraint(
        one_of("kind", "request", "reception", "concern", "other", "order"), name="kind_is_known"
    ),
    CheckConstraint(
        "(strength is null) = (kind in ('other', 'order'))", name="strength_is_on_a_scale"
    ),
    CheckConstraint("(verb is null) = (kind = 'order')", name="every_phrase_has_a_verb"),
    CheckConstraint("phrase = lower(phrase)", name="phrase_is_small"),
    comment="One row per opening phrase whose form or strength is known, and per word of order.",
)
