-- Purpose: reserve surrogate keys, so that rows that refer to each other can be copied in.
-- Grain: one row per reserved key, ascending.
select nextval(pg_get_serial_sequence(:table, :column)) as reserved_id
from generate_series(1, :count)
