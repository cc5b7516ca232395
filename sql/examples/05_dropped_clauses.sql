-- Purpose: which clauses of A/RES/76/172 were dropped in the next resolution.
-- Grain: one row per clause of which A/RES/78/217 carries nothing on.
select
    label,
    next_symbol,
    left(text, 120) as begins
from report.clause_fate
where
    symbol = 'A/RES/76/172'
    and fate = 'dropped'
order by paragraph_id;
