-- Purpose: tell whether the three roles exist: who migrates, who loads, who reads.
-- Grain: one row.
select count(*) = 3 as roles_exist
from pg_roles
where rolname in ('clause_owner', 'clause_loader', 'clause_reader')
