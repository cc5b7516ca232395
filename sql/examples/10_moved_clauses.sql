-- Purpose: which wording of A/RES/76/172 and A/RES/78/217 stood in another place before.
-- Grain: one row per link across parts (preamble, operative part), sections or levels.
select
    parent.address as stood_at,
    child.address as stands_at,
    parent.kind as old_part,
    child.kind as new_part,
    edge.relation,
    left(child.text, 120) as begins
from clause_edge as edge
inner join report.clause as child on edge.child_paragraph_id = child.paragraph_id
inner join report.clause as parent on edge.parent_paragraph_id = parent.paragraph_id
where
    edge.is_moved
    and child.symbol in ('A/RES/76/172', 'A/RES/78/217')
order by
    child.adopted_on,
    child.position,
    parent.position;
