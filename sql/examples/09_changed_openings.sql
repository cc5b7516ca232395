-- Purpose: where the opening words turned into others, "also" and "further" left aside.
-- Grain: one row per clause that opens with another phrase than the one it carries on.
select
    parent_address,
    old_opening_phrase,
    address,
    new_opening_phrase,
    direction,
    left(new_text, 120) as begins
from report.opening_phrase_changes
order by
    adopted_on,
    paragraph_id;
