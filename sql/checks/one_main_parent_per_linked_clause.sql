-- Purpose: a clause with parents has exactly one main parent.
-- Grain: one row per clause with none or several.
select
    clause_edge.child_paragraph_id,
    count(*) filter (where clause_edge.is_main) as main_parents
from clause_edge
group by clause_edge.child_paragraph_id
having count(*) filter (where clause_edge.is_main) <> 1
