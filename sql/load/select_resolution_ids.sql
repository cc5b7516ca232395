-- Purpose: find the resolutions that are loaded already.
-- Grain: one row per resolution with one of the symbols, in any language.
select
    symbol,
    language,
    resolution_id
from resolution
where symbol = any(:symbols)
