-- Purpose: where the opening words turned into others, "also" and "further" left aside.
-- Grain: one row per clause that opens with another word than the one it carries on.
select
    parent_address,
    old_opening_phrase,
    address,
    new_opening_phrase,
    left(new_text, 120) as begins
from report.opening_phrase_changes
where
    regexp_replace(lower(old_opening_phrase), ' ?(also|further|again) ?', '')
    <> regexp_replace(lower(new_opening_phrase), ' ?(also|further|again) ?', '')
order by
    adopted_on,
    paragraph_id;
