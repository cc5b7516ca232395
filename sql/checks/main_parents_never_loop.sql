-- Purpose: following main parents ends at a clause without one: no loop.
-- Grain: one row per clause on a loop, or led into one.
with recursive reached as (
    select paragraph.paragraph_id
    from paragraph
    where
        not exists (
            select 1
            from clause_edge
            where
                clause_edge.child_paragraph_id = paragraph.paragraph_id
                and clause_edge.is_main
        )
    union all
    select clause_edge.child_paragraph_id
    from reached
    inner join clause_edge on reached.paragraph_id = clause_edge.parent_paragraph_id
    where clause_edge.is_main
)

select paragraph.paragraph_id
from paragraph
left join reached on paragraph.paragraph_id = reached.paragraph_id
where reached.paragraph_id is null
