"""How tables are named and written down: one convention, for the tables of every subject."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Identity, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)
"""Every table of the schema; checks are named for the fact they state."""


def key(name: str, comment: str) -> Column[int]:
    """A surrogate key that a reload keeps for what did not change."""
    return Column(name, Integer, Identity(), primary_key=True, comment=comment)


def reference(
    name: str,
    target: str,
    comment: str,
    *,
    nullable: bool = False,
    primary_key: bool = False,
    ondelete: str | None = "CASCADE",
    deferrable: bool | None = None,
) -> Column[int]:
    """A column that refers to the key ``target`` and goes with the row it refers to."""
    return Column(
        name,
        Integer,
        ForeignKey(target, ondelete=ondelete, deferrable=deferrable),
        nullable=nullable,
        primary_key=primary_key,
        autoincrement=False,
        comment=comment,
    )


def words(name: str, comment: str, *, nullable: bool = False) -> Column[str]:
    """A column of text."""
    return Column(name, Text, nullable=nullable, comment=comment)


def number(
    name: str, comment: str, *, nullable: bool = False, primary_key: bool = False
) -> Column[int]:
    """A column of whole numbers."""
    return Column(
        name,
        Integer,
        nullable=nullable,
        primary_key=primary_key,
        autoincrement=False,
        comment=comment,
    )


def one_of(column: str, *values: str) -> str:
    """The condition that ``column`` holds one of ``values``."""
    return f"{column} in ({', '.join(repr(value) for value in values)})"
