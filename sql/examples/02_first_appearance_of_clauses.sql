-- Purpose: when the paragraphs under OP6 of A/RES/78/217 were first seen, and how sure that is.
-- Grain: one row per clause; it came in after lacking_symbol, exactly then only where is_exact.
select
    label,
    first_address,
    extract(year from first_adopted_on) as first_year,
    round(cast(first_similarity as numeric), 2) as wording_left,
    lacking_symbol,
    not_loaded_symbols,
    is_exact
from report.first_appearance
where
    symbol = 'A/RES/78/217'
    and label like 'OP6(%'
order by label collate "C";
