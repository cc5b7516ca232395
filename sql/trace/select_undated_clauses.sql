-- Purpose: find the clauses that take no part in lineage: each is its own root and origin.
-- Grain: one row per clause of a resolution without a date.
select
    paragraph.paragraph_id,
    char_length(paragraph.text) as char_count,
    paragraph.word_count
from resolution
inner join paragraph on resolution.resolution_id = paragraph.resolution_id
where resolution.adopted_on is null
