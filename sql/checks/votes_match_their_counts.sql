-- Purpose: where States are listed with their votes, there are as many as were counted.
-- Grain: one row per adoption of which this is not true.
with listed as (
    select
        resolution_id,
        count(*) filter (where vote = 'in_favour') as in_favour,
        count(*) filter (where vote = 'against') as against,
        count(*) filter (where vote = 'abstaining') as abstaining
    from vote
    group by resolution_id
)

select
    adoption.resolution_id,
    adoption.in_favour,
    adoption.against,
    adoption.abstaining
from adoption
inner join listed on adoption.resolution_id = listed.resolution_id
where
    adoption.in_favour <> listed.in_favour
    or adoption.against <> listed.against
    or adoption.abstaining <> listed.abstaining
