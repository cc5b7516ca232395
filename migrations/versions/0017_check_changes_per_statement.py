"""Let wording changes name stored links only, checked once per statement like lineage and origins.

Checking them row by row took twice as long as writing them. The checks of lineage and origins no
longer look for what is named twice, which took longer than looking it up twice.
"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_REFUSE_LINEAGES = """
create or replace function public.refuse_lineages_of_unknown_clauses() returns trigger
language plpgsql as $$
declare
    unknown integer;
begin
    select min(named.paragraph_id)
    into unknown
    from (
        select paragraph_id from written
        union all
        select root_paragraph_id from written
        union all
        select earliest_similar_paragraph_id from written
    ) as named
    where not exists (
        select 1 from public.paragraph where paragraph.paragraph_id = named.paragraph_id
    );
    if unknown is not null then
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
create or replace function public.refuse_origins_in_unknown_clauses() returns trigger
language plpgsql as $$
declare
    unknown integer;
begin
    select min(named.paragraph_id)
    into unknown
    from (
        select paragraph_id from written
        union all
        select origin_paragraph_id from written
    ) as named
    where not exists (
        select 1 from public.paragraph where paragraph.paragraph_id = named.paragraph_id
    );
    if unknown is not null then
        raise foreign_key_violation using
            message = format('phrase_origin names clause %s, which is not stored', unknown),
            table = 'phrase_origin',
            constraint = 'phrase_origin_names_stored_clauses';
    end if;
    return null;
end
$$
"""

_REFUSE_CHANGES = """
create function public.refuse_changes_of_unknown_links() returns trigger
language plpgsql as $$
declare
    unknown integer;
begin
    select min(written.child_paragraph_id)
    into unknown
    from written
    where not exists (
        select 1
        from public.clause_edge
        where
            clause_edge.child_paragraph_id = written.child_paragraph_id
            and clause_edge.parent_paragraph_id = written.parent_paragraph_id
    );
    if unknown is not null then
        raise foreign_key_violation using
            message =
                format('wording_change names a link of clause %s that is not stored', unknown),
            table = 'wording_change',
            constraint = 'wording_change_names_stored_links';
    end if;
    return null;
end
$$
"""

_FORGET = """
create function public.forget_changes_of_gone_links() returns trigger
language plpgsql as $$
begin
    delete from public.wording_change
    using gone
    where
        wording_change.child_paragraph_id = gone.child_paragraph_id
        and wording_change.parent_paragraph_id = gone.parent_paragraph_id;
    return null;
end
$$
"""


def upgrade() -> None:
    op.drop_constraint("fk_wording_change_clause_edge", "wording_change", type_="foreignkey")
    for function in (_REFUSE_LINEAGES, _REFUSE_ORIGINS, _REFUSE_CHANGES, _FORGET):
        op.execute(function)
    op.execute(
        "create trigger names_stored_links after insert on wording_change "
        "referencing new table as written for each statement "
        "execute function refuse_changes_of_unknown_links()"
    )
    op.execute(
        "create trigger still_names_stored_links after update on wording_change "
        "referencing new table as written for each statement "
        "execute function refuse_changes_of_unknown_links()"
    )
    op.execute(
        "create trigger forgets_changes after delete on clause_edge "
        "referencing old table as gone for each statement "
        "execute function forget_changes_of_gone_links()"
    )


def downgrade() -> None:
    # The other two functions stay, since they refuse what they refused before.
    op.execute("drop trigger forgets_changes on clause_edge")
    op.execute("drop trigger names_stored_links on wording_change")
    op.execute("drop trigger still_names_stored_links on wording_change")
    op.execute("drop function forget_changes_of_gone_links()")
    op.execute("drop function refuse_changes_of_unknown_links()")
    op.create_foreign_key(
        "fk_wording_change_clause_edge",
        "wording_change",
        "clause_edge",
        ["child_paragraph_id", "parent_paragraph_id"],
        ["child_paragraph_id", "parent_paragraph_id"],
        ondelete="CASCADE",
    )
