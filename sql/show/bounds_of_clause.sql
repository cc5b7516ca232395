-- Purpose: within which bounds a clause's line begins.
-- Grain: at most one row: of the clause :paragraph_id.
select
    first_address,
    lacking_symbol,
    not_loaded_symbols,
    is_exact
from report.first_appearance
where paragraph_id = :paragraph_id
