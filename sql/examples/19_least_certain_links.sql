-- Purpose: which links a person should look at first.
-- Grain: one row per link that had a runner-up, the narrowest decision on top.
select
    address,
    parent_address,
    runner_up_address,
    round(cast(similarity as numeric), 2) as score,
    round(cast(margin as numeric), 2) as margin,
    reason
from report.wording_changes
where margin is not null
order by
    margin,
    address collate "C"
limit 10;
