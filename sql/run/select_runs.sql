-- Purpose: the ledger, latest first.
-- Grain: one row per run, at most :at_most; the one with key :run_id alone unless that is null.
select
    load_run_id,
    command,
    started_at,
    finished_at,
    outcome,
    program_version,
    message,
    counts
from load_run
where
    cast(:run_id as integer) is null
    or load_run_id = :run_id
order by load_run_id desc
limit :at_most
