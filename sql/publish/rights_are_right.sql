-- Purpose: tell whether clause_reader may read everything, and clause_loader change what it loads.
-- Grain: one row.
with every_table as (
    select
        pg_class.oid,
        pg_class.relname,
        pg_namespace.nspname = 'public' and pg_class.relname <> 'alembic_version' as is_filled,
        pg_class.relname in ('decision', 'load_run', 'root_change') as is_record
    from pg_class
    inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
    where
        pg_namespace.nspname in ('public', 'report')
        and pg_class.relkind in ('r', 'v')
)

select
    has_schema_privilege('clause_reader', 'public', 'usage')
    and has_schema_privilege('clause_reader', 'report', 'usage')
    and has_schema_privilege('clause_loader', 'public', 'usage')
    and has_schema_privilege('clause_loader', 'report', 'usage')
    and has_database_privilege('clause_loader', current_database(), 'temporary')
    and not exists (
        select 1
        from every_table
        where
            not has_table_privilege('clause_reader', oid, 'select')
            or not has_table_privilege('clause_loader', oid, 'select')
            or (is_filled and not has_table_privilege('clause_loader', oid, 'insert'))
            or (
                is_filled
                and not is_record
                and not (
                    has_table_privilege('clause_loader', oid, 'update')
                    and has_table_privilege('clause_loader', oid, 'delete')
                )
            )
            or (relname = 'decision' and has_table_privilege('clause_loader', oid, 'update'))
            or (is_record and has_table_privilege('clause_loader', oid, 'delete'))
    ) as rights_are_right
