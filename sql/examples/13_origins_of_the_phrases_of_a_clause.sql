-- Purpose: where each phrase of A/RES/78/217#OP1 comes from.
-- Grain: one row per run of words with one origin, in reading order.
select
    cast(extract(year from origin.adopted_on) as integer) as year,
    origin.address as origin,
    substr(clause.text, run.char_start + 1, run.char_end - run.char_start) as words
from report.clause as clause
inner join phrase_origin as run on clause.paragraph_id = run.paragraph_id
inner join report.clause as origin on run.origin_paragraph_id = origin.paragraph_id
where
    clause.symbol = 'A/RES/78/217'
    and clause.label = 'OP1'
order by run.char_start;
