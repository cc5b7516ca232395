-- Purpose: parents of clauses besides the main one.
-- Grain: one row per further parent of :paragraph_ids, the best first.
select
    edge.child_paragraph_id,
    paragraph.address
from clause_edge as edge
inner join paragraph on edge.parent_paragraph_id = paragraph.paragraph_id
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where
    edge.child_paragraph_id = any(:paragraph_ids)
    and not edge.is_main
order by
    edge.child_paragraph_id,
    edge.score desc,
    resolution.symbol collate "C",
    paragraph.position
