-- Purpose: every clause has its place in a line.
-- Grain: one row per clause without one.
select paragraph.paragraph_id
from paragraph
left join clause_lineage on paragraph.paragraph_id = clause_lineage.paragraph_id
where clause_lineage.paragraph_id is null
