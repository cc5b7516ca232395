-- Purpose: how many links came, went, or are of another kind than those kept before.
-- Grain: one row.
select
    count(*) filter (where before.child_paragraph_id is null) as added,
    count(*) filter (where clause_edge.child_paragraph_id is null) as removed,
    count(*) filter (
        where (before.is_main, before.relation) <> (clause_edge.is_main, clause_edge.relation)
    ) as changed
from clause_edge
full join edge_before as before
    on
        clause_edge.child_paragraph_id = before.child_paragraph_id
        and clause_edge.parent_paragraph_id = before.parent_paragraph_id
