-- Purpose: every resolution by name, to find the one asked for or names near to it.
-- Grain: one row per resolution and language, in order of symbol.
select
    resolution_id,
    symbol,
    language,
    title,
    adopted_on
from resolution
order by
    symbol collate "C",
    language collate "C"
