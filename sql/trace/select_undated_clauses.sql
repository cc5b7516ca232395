-- Purpose: find the clauses that take no part in lineage: each is its own root and origin.
-- Grain: one row per clause of a resolution without a date.
select
    paragraph_id,
    char_length(text) as char_count,
    word_count
from paragraph
where adopted_on is null
