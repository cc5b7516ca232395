-- Purpose: a phrase comes from the clause itself or from one adopted earlier.
-- Grain: one row per run of which this is not true.
select
    run.paragraph_id,
    run.char_start,
    run.origin_paragraph_id
from phrase_origin as run
inner join paragraph as clause on run.paragraph_id = clause.paragraph_id
inner join paragraph as origin on run.origin_paragraph_id = origin.paragraph_id
where
    run.paragraph_id <> run.origin_paragraph_id
    and (origin.adopted_on < clause.adopted_on) is not true
