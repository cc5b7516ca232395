-- Purpose: how stable the series "Protection of migrants" is.
-- Grain: one row per resolution that another follows: what became of its clauses there.
select
    symbol,
    next_symbol,
    extract(year from next_adopted_on) - extract(year from adopted_on) as years,
    count(*) as clauses,
    count(*) filter (where fate in ('kept', 'moved')) as word_for_word,
    count(*) filter (where fate = 'updated') as updated,
    count(*) filter (where fate in ('reworded', 'split', 'merged')) as reworded,
    count(*) filter (where fate in ('dropped', 'brought back later')) as dropped,
    round(100.0 * count(*) filter (where fate in ('kept', 'moved', 'updated')) / count(*))
        as percent_stable
from report.clause_fate
where
    title = 'Protection of migrants'
    and fate <> 'last loaded'
group by
    symbol,
    adopted_on,
    next_symbol,
    next_adopted_on
order by adopted_on;
