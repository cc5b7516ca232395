-- Purpose: read stored edges back, with the words they carry over.
-- Grain: one row per edge whose child is among :clause_ids, the main one of each child first.
select
    child_paragraph_id,
    parent_paragraph_id,
    is_main,
    relation,
    is_moved,
    score,
    child_coverage,
    parent_coverage,
    margin,
    runner_up_paragraph_id,
    reason,
    spans
from clause_edge
where child_paragraph_id = any(:clause_ids)
order by
    child_paragraph_id,
    is_main desc,
    spans,
    parent_paragraph_id
