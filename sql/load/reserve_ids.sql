-- Purpose: reserve surrogate keys, so that rows that refer to each other can be copied in.
-- Grain: one row, the keys, ascending.
select
    array(
        select nextval(pg_get_serial_sequence(:table, :column))
        from generate_series(1, :count)
    ) as reserved_ids
