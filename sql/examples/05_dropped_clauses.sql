-- Purpose: which clauses of A/RES/76/172 were dropped in the next resolution.
-- Grain: one row per clause of which A/RES/78/217 carries nothing on.
select
    fate.label,
    fate.next_symbol,
    left(fate.text, 120) as begins
from report.clause_fate as fate
inner join report.clause on fate.paragraph_id = clause.paragraph_id
where
    fate.symbol = 'A/RES/76/172'
    and fate.fate = 'dropped'
order by clause.position;
