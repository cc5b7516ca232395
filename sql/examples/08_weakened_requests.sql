-- Purpose: where a request to States or to others was weakened or strengthened.
-- Grain: one row per clause whose request moved on the scale of seeds/opening_phrases.csv.
select
    changed.parent_address,
    changed.old_opening_phrase,
    changed.address,
    changed.new_opening_phrase,
    changed.direction,
    left(changed.new_text, 120) as begins
from report.opening_phrase_changes as changed
inner join report.clause on changed.paragraph_id = clause.paragraph_id
where
    changed.kind = 'request'
    and changed.direction in ('weakened', 'strengthened')
order by
    changed.adopted_on,
    changed.symbol,
    clause.position;
