-- Purpose: which operative clauses of A/RES/78/217 have no forerunner.
-- Grain: one row per clause that carries on none that is loaded.
select
    label,
    opening_phrase,
    is_exact,
    left(text, 120) as begins
from report.first_appearance
where
    symbol = 'A/RES/78/217'
    and first_symbol = symbol
    and label like 'OP%'
order by paragraph_id;
