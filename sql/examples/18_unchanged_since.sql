-- Purpose: which clauses of A/RES/78/217 read word for word as in 2011 or before.
-- Grain: one row per clause, the oldest wording on top.
select
    extract(year from first_adopted_on) as since,
    label,
    documents,
    left(text, 120) as begins
from report.clause_reach
where
    symbol = 'A/RES/78/217'
    and first_adopted_on < '2012-01-01'
order by
    first_adopted_on,
    paragraph_id;
