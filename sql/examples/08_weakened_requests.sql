-- Purpose: where a request to States or to others was weakened or strengthened.
-- Grain: one row per clause whose verb moved on the scale below, which is yours to change.
with scale (verb, strength) as (
    values
    ('demands', 6),
    ('urges', 5),
    ('calls upon', 4),
    ('requests', 3),
    ('encourages', 2),
    ('invites', 1)
),

verbs as (
    select
        *,
        regexp_replace(lower(old_opening_phrase), '(also|further|again|strongly) ', '', 'g')
            as old_verb,
        regexp_replace(lower(new_opening_phrase), '(also|further|again|strongly) ', '', 'g')
            as new_verb
    from report.opening_phrase_changes
)

select
    verbs.parent_address,
    verbs.old_opening_phrase,
    verbs.address,
    verbs.new_opening_phrase,
    case
        when new_scale.strength < old_scale.strength then 'weakened'
        else 'strengthened'
    end as direction,
    verbs.new_text
from verbs
inner join scale as old_scale on verbs.old_verb = old_scale.verb
inner join scale as new_scale on verbs.new_verb = new_scale.verb
where old_scale.strength <> new_scale.strength
order by
    verbs.adopted_on,
    verbs.paragraph_id;
