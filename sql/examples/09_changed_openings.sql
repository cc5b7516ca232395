-- Purpose: where the opening words turned into others, "also" and "further" left aside.
-- Grain: one row per clause that opens with another phrase than the one it carries on.
select
    changed.parent_address,
    changed.old_opening_phrase,
    changed.address,
    changed.new_opening_phrase,
    changed.direction,
    left(changed.new_text, 120) as begins
from report.opening_phrase_changes as changed
inner join report.clause on changed.paragraph_id = clause.paragraph_id
order by
    changed.adopted_on,
    changed.symbol,
    clause.position;
