-- Purpose: enter a run into the ledger.
-- Grain: one row, the new run.
insert into load_run (
    started_at, outcome, program_version, parameters, counts, command, linking_rules
)
values (
    now() - make_interval(secs => :seconds_ago),
    'running',
    :program_version,
    cast(:parameters as jsonb),
    '{}',
    :command,
    :linking_rules
)
returning load_run_id
