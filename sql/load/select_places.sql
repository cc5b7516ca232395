-- Purpose: find where clauses stand that people decided about.
-- Grain: one row per clause of :clause_ids in a dated resolution.
select
    paragraph.paragraph_id,
    resolution.language,
    resolution.symbol,
    paragraph.position
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where
    paragraph.paragraph_id = any(:clause_ids)
    and resolution.adopted_on is not null
