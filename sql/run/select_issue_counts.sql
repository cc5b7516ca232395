-- Purpose: what was odd in the documents that a run loaded.
-- Grain: one row per code of issue of :resolution_ids, the most frequent first.
select
    code,
    count(*) as issues
from parse_issue
where resolution_id = any(:resolution_ids)
group by code
order by
    issues desc,
    code collate "C"
