-- Purpose: clauses that are the earliest of their line.
-- Grain: one row, the number.
select count(*) as roots
from clause_lineage
where root_paragraph_id = paragraph_id
