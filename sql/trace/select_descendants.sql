-- Purpose: find whose lineage rests on some clauses: they themselves and all that came of them.
-- Grain: one row per clause of :clause_ids and per descendant along any edges.
-- Offset 0 as in select_ancestry.sql: the planner would read all edges.
with recursive descendant as (
    select asked.paragraph_id
    from unnest(cast(:clause_ids as integer[])) as asked (paragraph_id)
    union
    select edge.child_paragraph_id
    from descendant
    cross join lateral (
        select clause_edge.child_paragraph_id
        from clause_edge
        where clause_edge.parent_paragraph_id = descendant.paragraph_id
        order by clause_edge.child_paragraph_id
        offset 0
    ) as edge
)

select paragraph_id
from descendant
