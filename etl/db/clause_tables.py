"""Tables of clauses with their notes and citations."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Table,
    UniqueConstraint,
    Uuid,
)

from etl.db.naming import key, metadata, number, one_of, reference, words

paragraph = Table(
    "paragraph",
    metadata,
    key("paragraph_id", "surrogate key, kept as long as label and text stay"),
    reference("resolution_id", "resolution.resolution_id", "the resolution it stands in"),
    number("position", "reading order within the resolution, from 1 without gaps"),
    words("label", "PP1, OP3, OP3(a)(ii), AX1.5(b): unique within the resolution"),
    words("address", "symbol of its resolution, # and label: A/RES/66/172#OP3(a)"),
    words("kind", "preambular, operative or annex"),
    words("number", "number or letter as printed; null if it bears none", nullable=True),
    number("parent_paragraph_id", "chapeau it stands under; null at the top", nullable=True),
    words(
        "opening_phrase",
        'words that open it and name what the organ does, such as "Calls upon"; null if none',
        nullable=True,
    ),
    words("text", "the clause as printed, without marks, numbers and breaks"),
    number("word_count", "words by the rules of Unicode; by character in unspaced scripts"),
    Column("adopted_on", Date, comment="adoption of its resolution, repeated for lineage keys"),
    Column(
        "wording_key",
        Uuid,
        nullable=False,
        comment="digest of its words, whatever case, punctuation and spacing: "
        "clauses of one language with equal keys have the same wording",
    ),
    ForeignKeyConstraint(
        ["resolution_id", "adopted_on"],
        ["resolution.resolution_id", "resolution.adopted_on"],
        onupdate="CASCADE",
        ondelete="CASCADE",
    ),
    ForeignKeyConstraint(
        ["resolution_id", "parent_paragraph_id"],
        ["paragraph.resolution_id", "paragraph.paragraph_id"],
        name="fk_paragraph_parent_stands_in_same_resolution",
        deferrable=True,
    ),
    UniqueConstraint("resolution_id", "paragraph_id"),
    UniqueConstraint("paragraph_id", "adopted_on"),
    UniqueConstraint("resolution_id", "label", deferrable=True),
    UniqueConstraint("resolution_id", "position", deferrable=True),
    CheckConstraint(one_of("kind", "preambular", "operative", "annex"), name="kind_is_known"),
    CheckConstraint("label <> ''", name="is_labelled"),
    CheckConstraint(
        "right(address, char_length(label) + 1) = '#' || label", name="address_ends_in_its_label"
    ),
    CheckConstraint("position > 0", name="position_is_one_based"),
    CheckConstraint("word_count >= 0", name="word_count_is_not_negative"),
    CheckConstraint("parent_paragraph_id <> paragraph_id", name="is_not_its_own_chapeau"),
    Index("ix_paragraph_wording_key_adopted_on", "wording_key", "adopted_on"),
    Index(None, "address"),
    comment="One row per clause of a resolution; a chapeau is a clause of its own.",
)

heading = Table(
    "heading",
    metadata,
    reference("resolution_id", "resolution.resolution_id", "the resolution", primary_key=True),
    number("ordinal", "order among the headings, from 1", primary_key=True),
    number(
        "position", "position of the clause it stands before; one more than the last at the end"
    ),
    words("text", "the heading as printed"),
    CheckConstraint("position > 0", name="position_is_one_based"),
    comment="One row per heading between clauses.",
)

footnote = Table(
    "footnote",
    metadata,
    key("footnote_id", "surrogate key, kept as long as mark and text stay"),
    reference("resolution_id", "resolution.resolution_id", "the resolution it stands in"),
    number("position", "order within the resolution, from 1"),
    words("mark", "the mark it is printed under"),
    words("text", "the note as printed"),
    words("text_expanded", 'the note with "Ibid." and "See …" written out'),
    UniqueConstraint("resolution_id", "position", deferrable=True),
    comment="One row per footnote of a resolution.",
)

footnote_reference = Table(
    "footnote_reference",
    metadata,
    reference("paragraph_id", "paragraph.paragraph_id", "the clause", primary_key=True),
    number("ordinal", "order within the clause, from 1", primary_key=True),
    words("mark", "the mark as printed"),
    number("char_offset", "code points of text before the mark"),
    reference(
        "footnote_id",
        "footnote.footnote_id",
        "the note; null where the source lost it or several bear the mark",
        nullable=True,
        ondelete=None,
        deferrable=True,
    ),
    CheckConstraint("char_offset >= 0", name="offset_is_not_negative"),
    Index(None, "footnote_id"),
    comment="One row per footnote mark in a clause.",
)

citation = Table(
    "citation",
    metadata,
    key("citation_id", "surrogate key, new whenever its document is replaced"),
    reference(
        "paragraph_id",
        "paragraph.paragraph_id",
        "the clause that cites; null if a footnote does",
        nullable=True,
    ),
    reference(
        "footnote_id",
        "footnote.footnote_id",
        "the footnote that cites; null if a clause does",
        nullable=True,
    ),
    words("cited_symbol", "what is cited, in the form symbols are stored in"),
    words("cited_text", "the words that cite"),
    reference(
        "resolution_id",
        "resolution.resolution_id",
        "the cited resolution in the same language; null where it is not loaded",
        nullable=True,
        ondelete="SET NULL",
    ),
    CheckConstraint(
        "num_nonnulls(paragraph_id, footnote_id) = 1", name="stands_in_clause_or_footnote"
    ),
    Index(None, "paragraph_id"),
    Index(None, "footnote_id"),
    Index(None, "resolution_id"),
    Index(None, "cited_symbol"),
    comment="One row per document or treaty named in a clause or footnote.",
)
