-- Purpose: the changes applied to the parent's text give the clause's text, to the character.
-- Grain: one row per edge of which this is not true.
with steps as (
    select
        run.child_paragraph_id,
        run.parent_paragraph_id,
        run.position,
        run.parent_end,
        substr(
            parent.text,
            lag(run.parent_end, 1, 0) over in_order + 1,
            greatest(run.parent_start - lag(run.parent_end, 1, 0) over in_order, 0)
        ) || run.new_text as made
    from wording_change as run
    inner join paragraph as parent on run.parent_paragraph_id = parent.paragraph_id
    window in_order as (
        partition by
            run.child_paragraph_id,
            run.parent_paragraph_id
        order by run.position
    )
),

results as (
    select
        child_paragraph_id,
        parent_paragraph_id,
        string_agg(made, '' order by position) as made,
        max(parent_end) as parent_end
    from steps
    group by
        child_paragraph_id,
        parent_paragraph_id
)

select
    edge.child_paragraph_id,
    edge.parent_paragraph_id
from clause_edge as edge
inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
inner join paragraph as parent on edge.parent_paragraph_id = parent.paragraph_id
left join results
    on
        edge.child_paragraph_id = results.child_paragraph_id
        and edge.parent_paragraph_id = results.parent_paragraph_id
where
    coalesce(results.made, '') || substr(parent.text, coalesce(results.parent_end, 0) + 1)
    <> child.text
