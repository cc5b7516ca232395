-- Purpose: find the clauses that decisions name.
-- Grain: one row per clause of one of the resolutions that has one of the labels.
select
    resolution.language,
    resolution.symbol,
    paragraph.label,
    paragraph.paragraph_id,
    paragraph.text
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where
    resolution.symbol = any(:symbols)
    and paragraph.label = any(:labels)
