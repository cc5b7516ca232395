-- Purpose: the ledger of runs, for dashboards.
-- Grain: one row per run.
create view report.load_history as
select
    load_run_id,
    started_at,
    finished_at,
    extract(epoch from finished_at - started_at) as seconds,
    outcome,
    program_version,
    counts,
    parameters,
    message
from load_run;

comment on view report.load_history is 'One row per run of the main job.';
comment on column report.load_history.load_run_id is 'key of the run, ascending with time';
comment on column report.load_history.started_at is 'when it began';
comment on column report.load_history.finished_at is 'when it ended; null while it goes on';
comment on column report.load_history.seconds is 'how long it took';
comment on column report.load_history.outcome is
'running, done, done_with_rejections, refused (nothing changed)';
comment on column report.load_history.program_version is 'version of the program that ran';
comment on column report.load_history.counts is 'what was read and what changed, by name';
comment on column report.load_history.parameters is 'what decided the result, by name';
comment on column report.load_history.message is 'why it was refused; null otherwise';
