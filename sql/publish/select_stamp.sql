-- Purpose: tell which views schema report holds.
-- Grain: one row, the schema's comment, or none.
select obj_description(oid, 'pg_namespace') as stamp
from pg_namespace
where nspname = 'report'
