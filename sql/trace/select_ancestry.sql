-- Purpose: read what the lineage of some clauses rests on: they themselves and all they came of.
-- Grain: one row per clause of :clause_ids and per ancestor along any edges, by resolution.
-- The planner expects far more rows of a recursion than there are and would read whole tables:
-- offset 0 keeps it to looking each clause up.
with recursive ancestor as (
    select asked.paragraph_id
    from unnest(cast(:clause_ids as integer[])) as asked (paragraph_id)
    union
    select edge.parent_paragraph_id
    from ancestor
    cross join lateral (
        select clause_edge.parent_paragraph_id
        from clause_edge
        where clause_edge.child_paragraph_id = ancestor.paragraph_id
        order by clause_edge.parent_paragraph_id
        offset 0
    ) as edge
)

select
    paragraph.resolution_id,
    resolution.symbol,
    resolution.language,
    resolution.adopted_on,
    paragraph.paragraph_id,
    paragraph.label,
    paragraph.kind,
    paragraph.position,
    paragraph.text
from ancestor
cross join
    lateral (
        select clause.*
        from paragraph as clause
        where clause.paragraph_id = ancestor.paragraph_id
        order by clause.paragraph_id
        offset 0
    ) as paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
order by
    paragraph.resolution_id,
    paragraph.position
