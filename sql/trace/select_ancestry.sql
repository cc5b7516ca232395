-- Purpose: read what the lineage of some clauses rests on: they themselves and all they came of.
-- Grain: one row per clause of :clause_ids and per ancestor along any edges, by resolution.
with recursive ancestor as (
    select asked.paragraph_id
    from unnest(cast(:clause_ids as integer[])) as asked (paragraph_id)
    union
    select edge.parent_paragraph_id
    from ancestor
    inner join clause_edge as edge on ancestor.paragraph_id = edge.child_paragraph_id
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
inner join paragraph on ancestor.paragraph_id = paragraph.paragraph_id
inner join resolution on paragraph.resolution_id = resolution.resolution_id
order by
    paragraph.resolution_id,
    paragraph.position
