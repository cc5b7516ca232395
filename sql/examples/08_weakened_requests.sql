-- Purpose: where a request to States or to others was weakened or strengthened.
-- Grain: one row per clause whose request moved on the scale of seeds/opening_phrases.csv.
select
    parent_address,
    old_opening_phrase,
    address,
    new_opening_phrase,
    direction,
    left(new_text, 120) as begins
from report.opening_phrase_changes
where
    kind = 'request'
    and direction in ('weakened', 'strengthened')
order by
    adopted_on,
    paragraph_id;
