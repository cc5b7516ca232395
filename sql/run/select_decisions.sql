-- Purpose: what people decided, of every time.
-- Grain: one row per decision, earliest first.
select
    decision_id,
    language,
    symbol,
    label,
    kind,
    parent_symbol,
    parent_label,
    correction,
    text_sha256,
    parent_text_sha256,
    decided_by,
    decided_at,
    reason
from decision
order by
    decided_at,
    decision_id
