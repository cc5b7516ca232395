-- Purpose: how clauses differ from their main parents.
-- Grain: one row per changed run of words of :paragraph_ids, in the order of the clause's text.
select
    wording_change.child_paragraph_id as child_id,
    wording_change.parent_paragraph_id as parent_id,
    wording_change.position,
    wording_change.operation,
    wording_change.parent_start,
    wording_change.parent_end,
    wording_change.child_start,
    wording_change.child_end,
    wording_change.old_text,
    wording_change.new_text,
    wording_change.change_class
from wording_change
inner join clause_edge as main_edge
    on
        wording_change.child_paragraph_id = main_edge.child_paragraph_id
        and wording_change.parent_paragraph_id = main_edge.parent_paragraph_id
        and main_edge.is_main
where wording_change.child_paragraph_id = any(:paragraph_ids)
order by
    wording_change.child_paragraph_id,
    wording_change.position
