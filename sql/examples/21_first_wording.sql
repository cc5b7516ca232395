-- Purpose: since when the paragraphs under OP6 of A/RES/78/217 have read exactly as they do.
-- Grain: one row per clause; these very words came in after lacking_symbol.
select
    wording.label,
    wording.first_address as same_words_since,
    wording.first_adopted_on as since,
    wording.lacking_symbol,
    wording.not_loaded_symbols,
    wording.is_exact
from report.first_wording as wording
inner join paragraph on wording.paragraph_id = paragraph.paragraph_id
where
    wording.symbol = 'A/RES/78/217'
    and wording.label like 'OP6(%'
order by paragraph.position
