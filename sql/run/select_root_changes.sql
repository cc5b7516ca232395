-- Purpose: which clauses a run gave another root, and what did it.
-- Grain: one row per such clause of run :run_id.
select
    language,
    symbol || '#' || label as address,
    old_root_symbol || '#' || old_root_label as old_root,
    new_root_symbol || '#' || new_root_label as new_root,
    cause,
    cause_symbols
from root_change
where load_run_id = :run_id
order by
    language collate "C",
    symbol collate "C",
    label collate "C"
