-- Purpose: who first said "regardless of their migration status", and who has said it since.
-- Grain: one row per resolution that has the phrase, the first user on top.
select
    symbol,
    adopted_on,
    count(*) as clauses,
    string_agg(label, ', ' order by position) as labels
from report.clause
where text ilike '%regardless of their migration status%'
group by
    symbol,
    adopted_on
order by
    adopted_on,
    symbol;
