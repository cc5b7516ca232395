-- Purpose: what became of a resolution's clauses in the next one of its series.
-- Grain: one row per clause of the resolution :symbol in :language.
select
    paragraph_id,
    fate,
    next_symbol,
    next_address
from report.clause_fate
where
    symbol = :symbol
    and language = :language
