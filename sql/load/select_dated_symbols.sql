-- Purpose: tell which resolutions take part in lineage.
-- Grain: one row per dated resolution.
select
    resolution_id,
    symbol,
    language,
    adopted_on
from resolution
where adopted_on is not null
