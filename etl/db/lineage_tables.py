"""Tables of lineage: what was read off the explanation of each clause's words, and series."""

from __future__ import annotations

from sqlalchemy import (
    ARRAY,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Double,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from etl.db.naming import metadata, number, one_of, reference, words


def _share(name: str, comment: str, *, nullable: bool = False) -> Column[float]:
    return Column(name, Double, nullable=nullable, comment=comment)


# The clauses and links that these four tables name are checked by triggers, once per statement: a
# foreign key would be checked row by row, which takes longer than writing the rows. As with a
# foreign key, only stored clauses and links can be named, what names one goes with it, and the days
# that a link states follow those of its clauses.

clause_edge = Table(
    "clause_edge",
    metadata,
    number("child_paragraph_id", "the clause", primary_key=True),
    number("parent_paragraph_id", "the earlier clause it carries on", primary_key=True),
    Column("child_adopted_on", Date, nullable=False, comment="adoption of the clause"),
    Column("parent_adopted_on", Date, nullable=False, comment="adoption of the parent"),
    Column(
        "is_main",
        Boolean,
        nullable=False,
        comment="whether this parent carries the bulk of the words; one per clause",
    ),
    words("relation", "identical, updated, reworded, split, merged"),
    Column(
        "is_moved",
        Boolean,
        nullable=False,
        comment="whether the wording went to another part, section or level",
    ),
    _share("score", "how well the parent explains the clause, 0 to 1"),
    _share("child_coverage", "share of the clause's words carried over from the parent"),
    _share("parent_coverage", "share of the parent's words carried over to the clause"),
    _share("margin", "score above the runner-up's; null without one", nullable=True),
    number("runner_up_paragraph_id", "the next best parent; null without one", nullable=True),
    words("reason", "why this parent and not the runner-up"),
    Column(
        "spans",
        ARRAY(Integer),
        nullable=False,
        comment="which words are carried over: per run, ascending in the clause, where it begins "
        "and ends in the clause's text and in the parent's, half-open, in code points",
    ),
    CheckConstraint("parent_adopted_on < child_adopted_on", name="parent_is_earlier"),
    CheckConstraint(
        one_of("relation", "identical", "updated", "reworded", "split", "merged"),
        name="relation_is_known",
    ),
    CheckConstraint(
        "score between 0 and 1 and child_coverage between 0 and 1 "
        "and parent_coverage between 0 and 1",
        name="scores_are_shares",
    ),
    CheckConstraint(
        "(margin is null) = (runner_up_paragraph_id is null)", name="margin_has_runner_up"
    ),
    CheckConstraint(
        "runner_up_paragraph_id not in (child_paragraph_id, parent_paragraph_id)",
        name="runner_up_is_another",
    ),
    CheckConstraint(
        "cardinality(spans) % 4 = 0 and array_position(spans, null) is null",
        name="spans_are_whole",
    ),
    Index(
        "uq_clause_edge_one_main_parent",
        "child_paragraph_id",
        unique=True,
        postgresql_where=text("is_main"),
    ),
    Index(None, "parent_paragraph_id"),
    Index(None, "runner_up_paragraph_id"),
    comment="One row per accepted parent of a clause.",
)

clause_lineage = Table(
    "clause_lineage",
    metadata,
    number("paragraph_id", "the clause", primary_key=True),
    number(
        "root_paragraph_id",
        "its earliest ancestor along main parents; itself if it has none",
    ),
    number("depth", "generations between the clause and its root"),
    _share("root_similarity", "how much of the root's wording is left, 0 to 1"),
    number(
        "earliest_similar_paragraph_id",
        "the earliest ancestor that the clause itself still resembles",
    ),
    CheckConstraint("depth >= 0", name="depth_is_not_negative"),
    CheckConstraint("(depth = 0) = (root_paragraph_id = paragraph_id)", name="root_has_depth_zero"),
    CheckConstraint("root_similarity between 0 and 1", name="root_similarity_is_share"),
    Index(None, "root_paragraph_id"),
    Index(None, "earliest_similar_paragraph_id"),
    comment="One row per clause: its place in its line.",
)

phrase_origin = Table(
    "phrase_origin",
    metadata,
    number("paragraph_id", "the clause", primary_key=True),
    number("char_start", "where the run begins in text, in code points", primary_key=True),
    number("char_end", "where the run ends, half-open"),
    number(
        "origin_paragraph_id",
        "the earliest clause the words were carried from; the clause itself where they are new",
    ),
    number("word_count", "words in the run, counted as in paragraph"),
    CheckConstraint("char_start >= 0 and char_start < char_end", name="run_is_not_empty"),
    CheckConstraint("word_count >= 0", name="word_count_is_not_negative"),
    Index(None, "origin_paragraph_id"),
    comment="One row per maximal run of a clause's words with one origin.",
)

wording_change = Table(
    "wording_change",
    metadata,
    number("child_paragraph_id", "the clause", primary_key=True),
    number("parent_paragraph_id", "the parent it is compared with", primary_key=True),
    number("position", "order of the changes, ascending in both texts", primary_key=True),
    words("operation", "insert, delete, replace"),
    number("parent_start", "where the old words begin in the parent's text, in code points"),
    number("parent_end", "where they end, half-open"),
    number("child_start", "where the new words begin in the clause's text, in code points"),
    number("child_end", "where they end, half-open"),
    words("old_text", "the words that went; empty for an insertion"),
    words("new_text", "the words that came; empty for a deletion"),
    words("change_class", "typographic, reference, grammatical, opening_phrase, substantive"),
    CheckConstraint(
        "parent_start >= 0 and parent_start <= parent_end "
        "and child_start >= 0 and child_start <= child_end",
        name="offsets_are_half_open",
    ),
    CheckConstraint(
        "char_length(old_text) = parent_end - parent_start "
        "and char_length(new_text) = child_end - child_start",
        name="texts_fill_their_offsets",
    ),
    CheckConstraint(
        "operation = case when old_text = '' then 'insert' when new_text = '' then 'delete' "
        "else 'replace' end and old_text is distinct from new_text",
        name="operation_is_what_happened",
    ),
    CheckConstraint(
        one_of(
            "change_class",
            "typographic",
            "reference",
            "grammatical",
            "opening_phrase",
            "substantive",
        ),
        name="class_is_known",
    ),
    Index(None, "parent_paragraph_id"),
    comment="One row per changed run of words between a clause and a parent.",
)

series = Table(
    "series",
    metadata,
    reference(
        "series_id",
        "resolution.resolution_id",
        "key: the earliest member that is loaded and dated",
        primary_key=True,
    ),
    words("language", "language of the texts, ISO 639-1"),
    words("title", "title of the latest member", nullable=True),
    words("organ", "organ that adopted the latest member", nullable=True),
    comment="One row per recurring subject in one language: the resolutions that continue it.",
)

series_member = Table(
    "series_member",
    metadata,
    reference("series_id", "series.series_id", "the series", primary_key=True),
    Column("symbol", Text, primary_key=True, comment="symbol of the member, loaded or not"),
    number("position", "order of adoption, from 1; one only named stands before who names it"),
    number(
        "preceding_position",
        "position of the latest loaded member of an earlier day; null if there is none",
        nullable=True,
    ),
    number(
        "succeeding_position",
        "position of the first loaded member of a later day; null if there is none",
        nullable=True,
    ),
    reference(
        "resolution_id",
        "resolution.resolution_id",
        "key of the member; null for one that is named but not loaded",
        nullable=True,
    ),
    words(
        "reason",
        "how it is known to belong here: declared predecessor (it names a member), part of "
        "declared predecessor (told by a part letter), same title (as an earlier member), named "
        "as predecessor (by a later member), first of its title",
    ),
    CheckConstraint("position > 0", name="position_is_positive"),
    CheckConstraint(
        "preceding_position < position and position < succeeding_position",
        name="neighbours_stand_around_it",
    ),
    CheckConstraint(
        one_of(
            "reason",
            "declared predecessor",
            "part of declared predecessor",
            "same title",
            "named as predecessor",
            "first of its title",
        ),
        name="reason_is_known",
    ),
    CheckConstraint(
        "resolution_id is not null or reason = 'named as predecessor'",
        name="what_is_not_loaded_is_named",
    ),
    UniqueConstraint("series_id", "position"),
    UniqueConstraint("resolution_id"),
    comment="One row per member of a series, loaded or only named by another.",
)
