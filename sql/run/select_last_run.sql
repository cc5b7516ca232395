-- Purpose: by which version, rules and parameters the stored links were made.
-- Grain: one row, the last run that was not refused; none in an empty database.
select
    program_version,
    parameters,
    linking_rules
from load_run
where outcome in ('done', 'done_with_rejections')
order by load_run_id desc
limit 1
