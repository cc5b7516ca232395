-- Purpose: tell whether clause_reader may read every table and view.
-- Grain: one row.
select
    has_schema_privilege('clause_reader', 'public', 'usage')
    and has_schema_privilege('clause_reader', 'report', 'usage')
    and not exists (
        select 1
        from pg_class
        inner join pg_namespace on pg_class.relnamespace = pg_namespace.oid
        where
            pg_namespace.nspname in ('public', 'report')
            and pg_class.relkind in ('r', 'v')
            and not has_table_privilege('clause_reader', pg_class.oid, 'select')
    ) as reader_may_read
