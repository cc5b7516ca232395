-- Purpose: whose earliest ancestor became another one, when, and by which documents.
-- Grain: one row per run and clause loaded before it whose root it moved.
create view report.rewritten_history as
select
    root_change.load_run_id,
    load_run.finished_at as changed_at,
    root_change.language,
    root_change.symbol,
    root_change.label,
    root_change.symbol || '#' || root_change.label as address,
    root_change.old_root_symbol || '#' || root_change.old_root_label as old_root_address,
    root_change.new_root_symbol || '#' || root_change.new_root_label as new_root_address,
    root_change.cause,
    root_change.cause_symbols
from root_change
inner join load_run on root_change.load_run_id = load_run.load_run_id;

comment on view report.rewritten_history is
'One row per run and clause loaded before it that got another earliest ancestor by it.';
comment on column report.rewritten_history.load_run_id is 'the run: see load_history';
comment on column report.rewritten_history.changed_at is 'when the run ended';
comment on column report.rewritten_history.language is 'language of the texts, ISO 639-1';
comment on column report.rewritten_history.symbol is 'resolution of the clause';
comment on column report.rewritten_history.label is 'label of the clause';
comment on column report.rewritten_history.address is 'address of the clause';
comment on column report.rewritten_history.old_root_address is
'address of its earliest ancestor before the run';
comment on column report.rewritten_history.new_root_address is
'address of its earliest ancestor since the run';
comment on column report.rewritten_history.cause is
'documents, decisions or rules: what the run brought that moved it';
comment on column report.rewritten_history.cause_symbols is
'the resolutions loaded, replaced or removed that moved it; empty if no document did';
