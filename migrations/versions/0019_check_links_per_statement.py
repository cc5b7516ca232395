"""Let links name stored clauses of their days only, checked once per statement like lineage.

Three foreign keys, checked row by row, took twice as long as writing the links. As before, what
names a clause goes with it, and the days that a link states follow those of its clauses. A clause
keeps its key for as long as it stands; now the table itself sees to that.
"""

from __future__ import annotations

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_REFUSE = """
create function public.refuse_links_of_unknown_clauses() returns trigger
language plpgsql as $$
declare
    unknown integer;
begin
    select min(named.paragraph_id)
    into unknown
    from (
        select child_paragraph_id as paragraph_id, child_adopted_on as adopted_on from written
        union all
        select parent_paragraph_id, parent_adopted_on from written
    ) as named
    where not exists (
        select 1
        from public.paragraph
        where
            paragraph.paragraph_id = named.paragraph_id
            and paragraph.adopted_on = named.adopted_on
    );
    if unknown is null then
        select min(written.runner_up_paragraph_id)
        into unknown
        from written
        where
            written.runner_up_paragraph_id is not null
            and not exists (
                select 1
                from public.paragraph
                where paragraph.paragraph_id = written.runner_up_paragraph_id
            );
    end if;
    if unknown is not null then
        raise foreign_key_violation using
            message = format(
                'clause_edge names clause %s, which is not stored or of another day', unknown
            ),
            table = 'clause_edge',
            constraint = 'clause_edge_names_stored_clauses';
    end if;
    return null;
end
$$
"""

_FORGET = """
create function public.forget_links_of_gone_clauses() returns trigger
language plpgsql as $$
begin
    delete from public.clause_edge
    using gone
    where clause_edge.child_paragraph_id = gone.paragraph_id;
    delete from public.clause_edge
    using gone
    where clause_edge.parent_paragraph_id = gone.paragraph_id;
    delete from public.clause_edge
    using gone
    where clause_edge.runner_up_paragraph_id = gone.paragraph_id;
    return null;
end
$$
"""

# Both days at once, since the link may be between two clauses whose days change together.
_REDATE = """
create function public.carry_day_to_links() returns trigger
language plpgsql as $$
begin
    update public.clause_edge
    set child_adopted_on = child.adopted_on, parent_adopted_on = parent.adopted_on
    from public.paragraph as child, public.paragraph as parent
    where
        new.paragraph_id in (clause_edge.child_paragraph_id, clause_edge.parent_paragraph_id)
        and child.paragraph_id = clause_edge.child_paragraph_id
        and parent.paragraph_id = clause_edge.parent_paragraph_id;
    return null;
end
$$
"""

_KEEP_KEYS = """
create function public.refuse_new_keys_of_clauses() returns trigger
language plpgsql as $$
begin
    raise integrity_constraint_violation using
        message = format('clause %s keeps its key for as long as it stands', old.paragraph_id),
        table = 'paragraph',
        constraint = 'paragraph_keeps_its_key';
end
$$
"""

_FORGET_ALL = """
create function public.forget_all_lineage() returns trigger
language plpgsql as $$
begin
    truncate
        public.clause_edge, public.clause_lineage, public.phrase_origin, public.wording_change;
    return null;
end
$$
"""


def upgrade() -> None:
    for name in (
        "fk_clause_edge_child_dated_paragraph",
        "fk_clause_edge_parent_dated_paragraph",
        "fk_clause_edge_runner_up_paragraph_id_paragraph",
    ):
        op.drop_constraint(name, "clause_edge", type_="foreignkey")
    for function in (_REFUSE, _FORGET, _FORGET_ALL, _REDATE, _KEEP_KEYS):
        op.execute(function)
    op.execute(
        "create trigger names_stored_clauses after insert on clause_edge "
        "referencing new table as written for each statement "
        "execute function refuse_links_of_unknown_clauses()"
    )
    op.execute(
        "create trigger still_names_stored_clauses after update on clause_edge "
        "referencing new table as written for each statement "
        "execute function refuse_links_of_unknown_clauses()"
    )
    op.execute(
        "create trigger forgets_links after delete on paragraph "
        "referencing old table as gone for each statement "
        "execute function forget_links_of_gone_clauses()"
    )
    op.execute(
        "create trigger forgets_all_lineage after truncate on paragraph "
        "for each statement execute function forget_all_lineage()"
    )
    op.execute(
        "create trigger carries_day_to_links after update on paragraph for each row "
        "when (old.adopted_on is distinct from new.adopted_on) "
        "execute function carry_day_to_links()"
    )
    op.execute(
        "create trigger keeps_its_key before update on paragraph for each row "
        "when (old.paragraph_id <> new.paragraph_id) "
        "execute function refuse_new_keys_of_clauses()"
    )


def downgrade() -> None:
    for trigger in (
        "keeps_its_key",
        "carries_day_to_links",
        "forgets_all_lineage",
        "forgets_links",
    ):
        op.execute(f"drop trigger {trigger} on paragraph")
    for trigger in ("names_stored_clauses", "still_names_stored_clauses"):
        op.execute(f"drop trigger {trigger} on clause_edge")
    for function in (
        "refuse_new_keys_of_clauses",
        "carry_day_to_links",
        "forget_all_lineage",
        "forget_links_of_gone_clauses",
        "refuse_links_of_unknown_clauses",
    ):
        op.execute(f"drop function {function}()")
    for side in ("child", "parent"):
        op.create_foreign_key(
            f"fk_clause_edge_{side}_dated_paragraph",
            "clause_edge",
            "paragraph",
            [f"{side}_paragraph_id", f"{side}_adopted_on"],
            ["paragraph_id", "adopted_on"],
            onupdate="CASCADE",
            ondelete="CASCADE",
        )
    op.create_foreign_key(
        "fk_clause_edge_runner_up_paragraph_id_paragraph",
        "clause_edge",
        "paragraph",
        ["runner_up_paragraph_id"],
        ["paragraph_id"],
        ondelete="CASCADE",
    )
