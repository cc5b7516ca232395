-- Purpose: what came of a clause: every later clause that follows from it along main parents.
-- Grain: one row per descendant of :paragraph_id, in order of adoption.
with recursive descendant as (
    select child_paragraph_id as paragraph_id
    from clause_edge
    where
        parent_paragraph_id = :paragraph_id
        and is_main
    union all
    select main_edge.child_paragraph_id
    from descendant
    inner join clause_edge as main_edge
        on
            descendant.paragraph_id = main_edge.parent_paragraph_id
            and main_edge.is_main
)

select
    descendant.paragraph_id,
    resolution.symbol,
    paragraph.label,
    paragraph.adopted_on,
    paragraph.text,
    main_edge.relation,
    main_edge.is_moved
from descendant
inner join paragraph on descendant.paragraph_id = paragraph.paragraph_id
inner join resolution on paragraph.resolution_id = resolution.resolution_id
inner join clause_edge as main_edge
    on
        descendant.paragraph_id = main_edge.child_paragraph_id
        and main_edge.is_main
order by
    paragraph.adopted_on,
    resolution.symbol collate "C",
    paragraph.position
