-- Purpose: a clause called identical to its parent has the same words.
-- Grain: one row per edge whose two texts differ in their words.
select
    edge.child_paragraph_id,
    edge.parent_paragraph_id
from clause_edge as edge
inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
inner join paragraph as parent on edge.parent_paragraph_id = parent.paragraph_id
where
    edge.relation = 'identical'
    and child.wording_key <> parent.wording_key
