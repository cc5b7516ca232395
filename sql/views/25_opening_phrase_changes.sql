-- Purpose: where the opening of a clause, and so the strength of the request, changed.
-- Grain: one row per clause that opens with another phrase than its main parent.
create view report.opening_phrase_changes as
with word_of_order as (
    -- The longest first, so that "once again" goes as a whole; commas around them go with them.
    select
        language,
        '[ ,]*\m(' || string_agg(phrase, '|' order by length(phrase) desc, phrase) || ')\M[ ,]*'
            as pattern
    from opening_phrase
    where kind = 'order'
    group by language
)

select
    clause.paragraph_id,
    clause.address,
    clause.symbol,
    clause.language,
    clause.title,
    clause.label,
    clause.adopted_on,
    parent.address as parent_address,
    parent.adopted_on as parent_adopted_on,
    parent.opening_phrase as old_opening_phrase,
    clause.opening_phrase as new_opening_phrase,
    case
        when old_entry.kind <> new_entry.kind then 'other'
        when new_entry.strength > old_entry.strength then 'strengthened'
        when new_entry.strength < old_entry.strength then 'weakened'
        when new_entry.strength = old_entry.strength then 'same strength'
        else 'other'
    end as direction,
    case
        when old_entry.kind = new_entry.kind and new_entry.strength is not null
            then new_entry.kind
    end as kind,
    old_entry.strength as old_strength,
    new_entry.strength as new_strength,
    edge.relation,
    parent.text as old_text,
    clause.text as new_text
from clause_edge as edge
inner join report.clause as clause on edge.child_paragraph_id = clause.paragraph_id
inner join report.clause as parent on edge.parent_paragraph_id = parent.paragraph_id
left join word_of_order on clause.language = word_of_order.language
left join lateral (  -- noqa: ST05
    select
        trim(regexp_replace(
            lower(parent.opening_phrase), coalesce(word_of_order.pattern, '^$'), ' ', 'g'
        )) as old_phrase,
        trim(regexp_replace(
            lower(clause.opening_phrase), coalesce(word_of_order.pattern, '^$'), ' ', 'g'
        )) as new_phrase
) as plain on true
left join opening_phrase as old_entry
    on clause.language = old_entry.language and plain.old_phrase = old_entry.phrase
left join opening_phrase as new_entry
    on clause.language = new_entry.language and plain.new_phrase = new_entry.phrase
where
    edge.is_main
    and lower(clause.opening_phrase) <> lower(parent.opening_phrase)
    and coalesce(new_entry.verb, plain.new_phrase) <> coalesce(old_entry.verb, plain.old_phrase);

comment on view report.opening_phrase_changes is
'One row per clause that opens with another phrase than its main parent, '
'words of order (also, further) and grammatical form (Urging, Urges) aside.';
comment on column report.opening_phrase_changes.paragraph_id is 'key of the clause';
comment on column report.opening_phrase_changes.address is 'symbol and label of the clause';
comment on column report.opening_phrase_changes.symbol is 'symbol of its resolution';
comment on column report.opening_phrase_changes.language is 'language of both texts, ISO 639-1';
comment on column report.opening_phrase_changes.title is
'title of its resolution, which a series keeps';
comment on column report.opening_phrase_changes.label is 'label within the resolution';
comment on column report.opening_phrase_changes.adopted_on is 'day of adoption';
comment on column report.opening_phrase_changes.parent_address is 'its main parent';
comment on column report.opening_phrase_changes.parent_adopted_on is 'adoption of the parent';
comment on column report.opening_phrase_changes.old_opening_phrase is 'words that open the parent';
comment on column report.opening_phrase_changes.new_opening_phrase is 'words that open the clause';
comment on column report.opening_phrase_changes.direction is
'strengthened or weakened on one scale of opening_phrase, same strength there, or other: '
'the phrases are on different scales or on none';
comment on column report.opening_phrase_changes.kind is
'the scale: request, reception or concern; null for other';
comment on column report.opening_phrase_changes.old_strength is
'place of the old phrase on its scale, the weakest lowest; null on none';
comment on column report.opening_phrase_changes.new_strength is
'place of the new phrase on its scale';
comment on column report.opening_phrase_changes.relation is 'how the clause carries on its parent';
comment on column report.opening_phrase_changes.old_text is 'the parent as printed';
comment on column report.opening_phrase_changes.new_text is 'the clause as printed';
