-- Purpose: what some clauses are known by.
-- Grain: one row per clause of :paragraph_ids.
select
    paragraph.paragraph_id,
    resolution.language,
    resolution.symbol,
    paragraph.label
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where paragraph.paragraph_id = any(:paragraph_ids)
