-- Purpose: the resolution before one in its series.
-- Grain: one row: of the resolution :resolution_id.
select
    predecessor_symbol,
    not_loaded_symbols
from report.resolution_predecessor
where resolution_id = :resolution_id
