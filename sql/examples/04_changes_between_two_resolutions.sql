-- Purpose: what A/RES/78/217 changed in the operative clauses it took over from A/RES/76/172.
-- Grain: one row per clause changed in more than dates and symbols, most changed words first.
select
    label,
    parent_label,
    relation,
    words_removed,
    words_added,
    marked_text
from report.wording_changes
where
    symbol = 'A/RES/78/217'
    and parent_symbol = 'A/RES/76/172'
    and label like 'OP%'
    and changed_words > 0
    and not only_references_changed
order by
    changed_words desc,
    label collate "C";
