-- Purpose: tell whether everything belongs to clause_owner, or this login may not change that.
-- Grain: one row.
select
    not pg_has_role(current_user, 'clause_owner', 'member')
    or not exists (
        select 1
        from pg_class
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where
            pg_namespace.nspname in ('public', 'report')
            and pg_class.relkind in ('r', 'v')
            and pg_get_userbyid(pg_class.relowner) <> 'clause_owner'
            and pg_has_role(current_user, pg_class.relowner, 'usage')
    ) as owner_owns
