-- Purpose: tell whether the role that may only read exists.
-- Grain: one row.
select exists(
    select 1
    from pg_roles
    where rolname = 'clause_reader'
) as reader_exists
