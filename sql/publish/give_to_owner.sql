-- Purpose: give tables, views and schema report to clause_owner, so that its members migrate them.
-- Grain: one table or view that belongs to this login or to a role of its.
do $$
declare
    found record;
begin
    alter schema report owner to clause_owner;
    for found in
        select
            pg_namespace.nspname,
            pg_class.relname,
            pg_class.relkind
        from pg_class
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where
            pg_namespace.nspname in ('public', 'report')
            and pg_class.relkind in ('r', 'v')
            and pg_get_userbyid(pg_class.relowner) <> 'clause_owner'
            and pg_has_role(current_user, pg_class.relowner, 'usage')
    loop
        execute format(
            'alter %s %I.%I owner to clause_owner',
            case found.relkind when 'v' then 'view' else 'table' end,
            found.nspname,
            found.relname
        );
    end loop;
end
$$
