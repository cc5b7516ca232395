-- Purpose: changes of a link ascend in both texts and do not overlap, numbered from 1.
-- Grain: one row per change of which this is not true.
with neighbours as (
    select
        child_paragraph_id,
        parent_paragraph_id,
        position,
        parent_start,
        child_start,
        lag(parent_end, 1, 0) over in_order as parent_before,
        lag(child_end, 1, 0) over in_order as child_before,
        row_number() over in_order as ordinal
    from wording_change
    window in_order as (
        partition by
            child_paragraph_id,
            parent_paragraph_id
        order by position
    )
)

select
    child_paragraph_id,
    parent_paragraph_id,
    position
from neighbours
where
    parent_start < parent_before
    or child_start < child_before
    or position <> ordinal
