-- Purpose: a clause's line of main parents, from its root to the clause itself.
-- Grain: one row per clause of the line of :paragraph_id, the root first.
with recursive line as (
    select
        cast(:paragraph_id as integer) as paragraph_id,
        0 as steps_back
    union all
    select
        main_edge.parent_paragraph_id,
        line.steps_back + 1 as steps_back
    from line
    inner join clause_edge as main_edge
        on
            line.paragraph_id = main_edge.child_paragraph_id
            and main_edge.is_main
)

select
    line.paragraph_id,
    resolution.symbol,
    paragraph.label,
    paragraph.adopted_on,
    paragraph.text,
    main_edge.relation,
    main_edge.is_moved
from line
inner join paragraph on line.paragraph_id = paragraph.paragraph_id
inner join resolution on paragraph.resolution_id = resolution.resolution_id
left join clause_edge as main_edge
    on
        line.paragraph_id = main_edge.child_paragraph_id
        and main_edge.is_main
order by line.steps_back desc
