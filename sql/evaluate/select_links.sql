-- Purpose: the links as found, by address, for comparison with reference links.
-- Grain: one row per parent of every clause in :language, or one without parent if it has none.
select
    child_resolution.symbol || '#' || child.label as child,
    parent_resolution.symbol || '#' || parent.label as parent,
    edge.relation,
    edge.is_main
from paragraph as child
inner join resolution as child_resolution
    on child.resolution_id = child_resolution.resolution_id
left join clause_edge as edge
    on child.paragraph_id = edge.child_paragraph_id
left join paragraph as parent
    on edge.parent_paragraph_id = parent.paragraph_id
left join resolution as parent_resolution
    on parent.resolution_id = parent_resolution.resolution_id
where child_resolution.language = :language
