-- Purpose: lineage stays within one language.
-- Grain: one row per edge across languages.
select
    edge.child_paragraph_id,
    edge.parent_paragraph_id
from clause_edge as edge
inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
inner join paragraph as parent on edge.parent_paragraph_id = parent.paragraph_id
inner join resolution as later on child.resolution_id = later.resolution_id
inner join resolution as earlier on parent.resolution_id = earlier.resolution_id
where later.language <> earlier.language
