-- Purpose: which resolutions to load next, so that fewer first appearances are open.
-- Grain: one row per gap: who names the missing one, and how many clauses hang on it.
select
    missing.symbol as not_loaded,
    member.symbol as named_by,
    member.predecessor_symbol as loaded_before,
    (
        select count(*)
        from report.first_appearance as clause
        where
            clause.first_symbol = member.symbol
            and clause.symbol = member.symbol
    ) as clauses_first_seen_after_the_gap
from report.resolution_predecessor as member
cross join lateral unnest(member.not_loaded_symbols) as missing (symbol)
order by member.adopted_on;
