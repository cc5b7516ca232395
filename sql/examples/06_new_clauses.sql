-- Purpose: which operative clauses of A/RES/78/217 have no forerunner.
-- Grain: one row per clause that carries on none that is loaded.
select
    first.label,
    first.opening_phrase,
    first.is_exact,
    left(first.text, 120) as begins
from report.first_appearance as first
inner join report.clause on first.paragraph_id = clause.paragraph_id
where
    first.symbol = 'A/RES/78/217'
    and first.first_symbol = first.symbol
    and first.label like 'OP%'
order by clause.position;
