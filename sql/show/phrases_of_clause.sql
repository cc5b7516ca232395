-- Purpose: where each phrase of a clause was first seen.
-- Grain: one row per run of words of :paragraph_id with one origin, in the order of the text.
select
    run.char_start,
    run.char_end,
    origin.address as origin,
    origin.adopted_on
from phrase_origin as run
inner join paragraph as origin on run.origin_paragraph_id = origin.paragraph_id
where run.paragraph_id = :paragraph_id
order by run.char_start
