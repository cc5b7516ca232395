-- Purpose: the clauses of some resolutions.
-- Grain: one row per clause of :resolution_ids.
select paragraph_id
from paragraph
where resolution_id = any(:resolution_ids)
