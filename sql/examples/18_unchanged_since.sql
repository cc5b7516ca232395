-- Purpose: which clauses of A/RES/78/217 read word for word as in 2011 or before.
-- Grain: one row per clause, the oldest wording on top.
select
    extract(year from reach.first_adopted_on) as since,
    reach.label,
    reach.documents,
    left(reach.text, 120) as begins
from report.clause_reach as reach
inner join report.clause on reach.paragraph_id = clause.paragraph_id
where
    reach.symbol = 'A/RES/78/217'
    and reach.first_adopted_on < '2012-01-01'
order by
    reach.first_adopted_on,
    clause.position;
