-- Purpose: clauses of a resolution are numbered from 1 without gaps.
-- Grain: one row per resolution of which this is not true.
select
    resolution_id,
    count(*) as clauses,
    min(position) as first_position,
    max(position) as last_position
from paragraph
group by resolution_id
having
    min(position) <> 1
    or max(position) <> count(*)
