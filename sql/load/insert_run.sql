-- Purpose: enter a run into the ledger.
-- Grain: one row, the new run.
insert into load_run (outcome, program_version, parameters, counts)
values ('running', :program_version, cast(:parameters as jsonb), '{}')
returning load_run_id
