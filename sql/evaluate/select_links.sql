-- Purpose: the links as found, by address, for comparison with reference links.
-- Grain: one row per edge of clauses in :language; symbol and label make an address.
select
    child_resolution.symbol || '#' || child.label as child,
    parent_resolution.symbol || '#' || parent.label as parent,
    edge.relation,
    edge.is_main
from clause_edge as edge
inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
inner join resolution as child_resolution
    on child.resolution_id = child_resolution.resolution_id
inner join paragraph as parent on edge.parent_paragraph_id = parent.paragraph_id
inner join resolution as parent_resolution
    on parent.resolution_id = parent_resolution.resolution_id
where child_resolution.language = :language
