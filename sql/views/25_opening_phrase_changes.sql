-- Purpose: where the opening of a clause, and so the strength of the request, changed.
-- Grain: one row per clause whose opening phrase is another than its main parent's.
create view report.opening_phrase_changes as
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
    edge.relation,
    parent.text as old_text,
    clause.text as new_text
from clause_edge as edge
inner join report.clause as clause on edge.child_paragraph_id = clause.paragraph_id
inner join report.clause as parent on edge.parent_paragraph_id = parent.paragraph_id
where
    edge.is_main
    and lower(clause.opening_phrase) <> lower(parent.opening_phrase);

comment on view report.opening_phrase_changes is
'One row per clause whose opening phrase is another than its main parent''s.';
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
comment on column report.opening_phrase_changes.relation is 'how the clause carries on its parent';
comment on column report.opening_phrase_changes.old_text is 'the parent as printed';
comment on column report.opening_phrase_changes.new_text is 'the clause as printed';
