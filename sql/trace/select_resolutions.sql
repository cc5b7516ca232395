-- Purpose: know every loaded resolution by its symbol, for the members of series.
-- Grain: one row per resolution, dated or not.
select
    resolution_id,
    symbol,
    language
from resolution
