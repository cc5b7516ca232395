-- Purpose: what share of A/RES/78/217 stems from which year.
-- Grain: one row per year in which its words were first seen among what is loaded.
select
    origin_year,
    origin_symbol,
    words,
    round(100 * share_of_words, 1) as percent_of_words,
    clauses
from report.resolution_composition
where symbol = 'A/RES/78/217'
order by origin_year;
