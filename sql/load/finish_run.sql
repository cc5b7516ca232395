-- Purpose: close a run in the ledger.
-- Grain: one row, the run.
update load_run
set
    finished_at = clock_timestamp(),
    outcome = :outcome,
    counts = cast(:counts as jsonb),
    message = :message
where load_run_id = :load_run_id
