"""Let lineages and phrase origins name stored clauses only, checked once per statement.

A foreign key is checked row by row, and there are 900,000 references to check when the General
Assembly's resolutions of seven sessions are traced: more work than writing the rows. Triggers check
what one statement wrote with one join, and remove what named a clause when the clause goes.
"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_REFERENCES = (
    ("clause_lineage", "paragraph_id"),
    ("clause_lineage", "root_paragraph_id"),
    ("clause_lineage", "earliest_similar_paragraph_id"),
    ("phrase_origin", "paragraph_id"),
    ("phrase_origin", "origin_paragraph_id"),
)

_REFUSE_LINEAGES = """
create function public.refuse_lineages_of_unknown_clauses() returns trigger
language plpgsql as $$
declare
    unknown integer;
begin
    select named.paragraph_id
    into unknown
    from (
        select paragraph_id from written
        union
        select root_paragraph_id from written
        union
        select earliest_similar_paragraph_id from written
    ) as named
    where not exists (
        select 1 from public.paragraph where paragraph.paragraph_id = named.paragraph_id
    )
    limit 1;
    if found then
        raise foreign_key_violation using
            message = format('clause_lineage names clause %s, which is not stored', unknown),
            table = 'clause_lineage',
            constraint = 'clause_lineage_names_stored_clauses';
    end if;
    return null;
end
$$
"""

_REFUSE_ORIGINS = """
create function public.refuse_origins_in_unknown_clauses() returns trigger
language plpgsql as $$
declare
    unknown integer;
begin
    select named.paragraph_id
    into unknown
    from (
        select paragraph_id from written
        union
        select origin_paragraph_id from written
    ) as named
    where not exists (
        select 1 from public.paragraph where paragraph.paragraph_id = named.paragraph_id
    )
    limit 1;
    if found then
        raise foreign_key_violation using
            message = format('phrase_origin names clause %s, which is not stored', unknown),
            table = 'phrase_origin',
            constraint = 'phrase_origin_names_stored_clauses';
    end if;
    return null;
end
$$
"""

_FORGET = """
create function public.forget_lineage_of_gone_clauses() returns trigger
language plpgsql as $$
begin
    delete from public.clause_lineage
    using gone
    where clause_lineage.paragraph_id = gone.paragraph_id;
    delete from public.clause_lineage
    using gone
    where clause_lineage.root_paragraph_id = gone.paragraph_id;
    delete from public.clause_lineage
    using gone
    where clause_lineage.earliest_similar_paragraph_id = gone.paragraph_id;
    delete from public.phrase_origin
    using gone
    where phrase_origin.paragraph_id = gone.paragraph_id;
    delete from public.phrase_origin
    using gone
    where phrase_origin.origin_paragraph_id = gone.paragraph_id;
    return null;
end
$$
"""


def upgrade() -> None:
    for table, column in _REFERENCES:
        op.drop_constraint(f"fk_{table}_{column}_paragraph", table, type_="foreignkey")
    for function in (_REFUSE_LINEAGES, _REFUSE_ORIGINS, _FORGET):
        op.execute(function)
    op.execute(
        "create trigger names_stored_clauses after insert on clause_lineage "
        "referencing new table as written for each statement "
        "execute function refuse_lineages_of_unknown_clauses()"
    )
    op.execute(
        "create trigger still_names_stored_clauses after update on clause_lineage "
        "referencing new table as written for each statement "
        "execute function refuse_lineages_of_unknown_clauses()"
    )
    op.execute(
        "create trigger names_stored_clauses after insert on phrase_origin "
        "referencing new table as written for each statement "
        "execute function refuse_origins_in_unknown_clauses()"
    )
    op.execute(
        "create trigger still_names_stored_clauses after update on phrase_origin "
        "referencing new table as written for each statement "
        "execute function refuse_origins_in_unknown_clauses()"
    )
    op.execute(
        "create trigger forgets_lineage after delete on paragraph "
        "referencing old table as gone for each statement "
        "execute function forget_lineage_of_gone_clauses()"
    )


def downgrade() -> None:
    op.execute("drop trigger forgets_lineage on paragraph")
    for table in ("clause_lineage", "phrase_origin"):
        op.execute(f"drop trigger names_stored_clauses on {table}")
        op.execute(f"drop trigger still_names_stored_clauses on {table}")
    op.execute("drop function forget_lineage_of_gone_clauses()")
    op.execute("drop function refuse_origins_in_unknown_clauses()")
    op.execute("drop function refuse_lineages_of_unknown_clauses()")
    for table, column in _REFERENCES:
        op.create_foreign_key(
            f"fk_{table}_{column}_paragraph",
            table,
            "paragraph",
            [column],
            ["paragraph_id"],
            ondelete="CASCADE",
        )
