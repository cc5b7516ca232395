-- Purpose: the ledger of runs, for dashboards.
-- Grain: one row per run.
create view report.load_history as
select
    load_run_id,
    command,
    started_at,
    finished_at,
    extract(epoch from finished_at - started_at) as seconds,
    outcome,
    program_version,
    cast(counts #>> '{documents, loaded}' as integer) as documents_loaded,
    cast(counts #>> '{documents, unchanged}' as integer) as documents_unchanged,
    cast(counts #>> '{documents, superseded}' as integer) as documents_superseded,
    cast(counts #>> '{documents, rejected}' as integer) as documents_rejected,
    cast(counts ->> 'files_vanished' as integer) as files_vanished,
    cast(counts ->> 'files_removed' as integer) as files_removed,
    cast(counts #>> '{changes, clauses, added}' as integer) as clauses_added,
    cast(counts #>> '{changes, clauses, removed}' as integer) as clauses_removed,
    cast(counts #>> '{changes, clauses, changed}' as integer) as clauses_changed,
    cast(counts #>> '{changes, edges, added}' as integer) as edges_added,
    cast(counts #>> '{changes, edges, removed}' as integer) as edges_removed,
    cast(counts #>> '{changes, edges, changed}' as integer) as edges_changed,
    cast(counts #>> '{changes, roots_moved}' as integer) as roots_moved,
    counts,
    parameters,
    linking_rules,
    message
from load_run;

comment on view report.load_history is 'One row per run of the main job.';
comment on column report.load_history.load_run_id is 'key of the run, ascending with time';
comment on column report.load_history.command is 'run or rebuild';
comment on column report.load_history.started_at is 'when it began';
comment on column report.load_history.finished_at is 'when it ended; null while it goes on';
comment on column report.load_history.seconds is 'how long it took';
comment on column report.load_history.outcome is
'running, done, done_with_rejections, refused (nothing changed)';
comment on column report.load_history.program_version is 'version of the program that ran';
comment on column report.load_history.documents_loaded is
'files read and loaded; like all counts null for a run that was refused';
comment on column report.load_history.documents_unchanged is 'files found as they were';
comment on column report.load_history.documents_superseded is 'files that a better source beats';
comment on column report.load_history.documents_rejected is 'files that could not be loaded';
comment on column report.load_history.files_vanished is
'files not found any more where they were, and kept';
comment on column report.load_history.files_removed is
'files not found any more where they were, and removed with what hung on them';
comment on column report.load_history.clauses_added is 'clauses that were not there before';
comment on column report.load_history.clauses_removed is 'clauses that are there no more';
comment on column report.load_history.clauses_changed is
'clauses with other words under the same label';
comment on column report.load_history.edges_added is 'links that were not there before';
comment on column report.load_history.edges_removed is 'links that are there no more';
comment on column report.load_history.edges_changed is
'links with another relation, score or place among the parents';
comment on column report.load_history.roots_moved is
'clauses loaded before that have another root since: see rewritten_history';
comment on column report.load_history.counts is 'what was read and what changed, by name';
comment on column report.load_history.parameters is 'what decided the result, by name';
comment on column report.load_history.linking_rules is 'digest of the code that linked';
comment on column report.load_history.message is 'why it was refused; null otherwise';
