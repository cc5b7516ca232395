-- Purpose: read back what linking keeps of each resolution.
-- Grain: one row per resolution that was linked.
select
    symbol,
    language,
    adopted_on,
    title,
    organ,
    previous_symbol,
    cited_symbols,
    lengths,
    wordings,
    vocabulary,
    words,
    marks,
    sought,
    open_words,
    least_scores,
    rulings
from outline
