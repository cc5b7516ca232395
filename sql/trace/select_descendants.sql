-- Purpose: find whose lineage rests on some clauses: they themselves and all that came of them.
-- Grain: one row per clause of :clause_ids and per descendant along any edges.
with recursive descendant as (
    select asked.paragraph_id
    from unnest(cast(:clause_ids as integer[])) as asked (paragraph_id)
    union
    select edge.child_paragraph_id
    from descendant
    inner join clause_edge as edge on descendant.paragraph_id = edge.parent_paragraph_id
)

select paragraph_id
from descendant
