-- Purpose: know how many words clauses have, so that not all need to be counted again.
-- Grain: one row per clause of a dated resolution.
select
    paragraph_id,
    word_count
from paragraph
where adopted_on is not null
