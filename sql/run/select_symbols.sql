-- Purpose: what some resolutions are known by.
-- Grain: one row per resolution of :resolution_ids.
select
    symbol,
    language
from resolution
where resolution_id = any(:resolution_ids)
