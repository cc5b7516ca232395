-- Purpose: where a clause's wording first appears among what is loaded, and within which bounds.
-- Grain: one row per clause.
create view report.first_appearance as
with bounds as materialized (
    select
        resolution_id,
        predecessor_symbol,
        predecessor_adopted_on,
        not_loaded_symbols,
        is_complete
    from report.resolution_predecessor
)

select
    clause.paragraph_id,
    clause.address,
    resolution.symbol,
    resolution.language,
    resolution.title,
    series_member.series_id,
    clause.label,
    clause.adopted_on,
    clause.opening_phrase,
    clause.text,
    root.paragraph_id as first_paragraph_id,
    root.address as first_address,
    left(root.address, -char_length(root.label) - 1) as first_symbol,
    root.label as first_label,
    root.adopted_on as first_adopted_on,
    root.text as first_text,
    lineage.depth as generations,
    lineage.root_similarity as first_similarity,
    similar_clause.address as earliest_similar_address,
    similar_clause.adopted_on as earliest_similar_adopted_on,
    root_bounds.predecessor_symbol as lacking_symbol,
    root_bounds.predecessor_adopted_on as lacking_adopted_on,
    root_bounds.not_loaded_symbols,
    root_bounds.is_complete as is_exact
from clause_lineage as lineage
inner join paragraph as clause on lineage.paragraph_id = clause.paragraph_id
inner join resolution on clause.resolution_id = resolution.resolution_id
left join series_member on resolution.resolution_id = series_member.resolution_id
inner join paragraph as root on lineage.root_paragraph_id = root.paragraph_id
inner join paragraph as similar_clause
    on lineage.earliest_similar_paragraph_id = similar_clause.paragraph_id
inner join bounds as root_bounds on root.resolution_id = root_bounds.resolution_id;

comment on view report.first_appearance is
'One row per clause: where its wording first appears among what is loaded, and within which '
'bounds. "First seen in" is "introduced by" only where is_exact.';
comment on column report.first_appearance.paragraph_id is 'key of the clause';
comment on column report.first_appearance.address is 'symbol and label of the clause';
comment on column report.first_appearance.symbol is 'symbol of its resolution';
comment on column report.first_appearance.language is 'language of the text, ISO 639-1';
comment on column report.first_appearance.title is 'title of its resolution, which a series keeps';
comment on column report.first_appearance.series_id is 'its series, a key of table series';
comment on column report.first_appearance.label is 'label within the resolution';
comment on column report.first_appearance.adopted_on is 'day of adoption';
comment on column report.first_appearance.opening_phrase is 'words that open the clause';
comment on column report.first_appearance.text is 'the clause as printed';
comment on column report.first_appearance.first_paragraph_id is
'key of its root: the earliest ancestor along main parents, itself if it has none';
comment on column report.first_appearance.first_address is 'symbol and label of the root';
comment on column report.first_appearance.first_symbol is 'symbol of the root''s resolution';
comment on column report.first_appearance.first_label is 'label of the root';
comment on column report.first_appearance.first_adopted_on is 'adoption of the root';
comment on column report.first_appearance.first_text is 'the root as printed';
comment on column report.first_appearance.generations is 'links between the clause and its root';
comment on column report.first_appearance.first_similarity is
'how much of the root''s wording is left in the clause, 0 to 1';
comment on column report.first_appearance.earliest_similar_address is
'the earliest ancestor that the clause itself still resembles: often later than the root';
comment on column report.first_appearance.earliest_similar_adopted_on is 'its day of adoption';
comment on column report.first_appearance.lacking_symbol is
'the latest earlier resolution of the root''s series that is loaded, and lacks the wording; '
'null if none is loaded';
comment on column report.first_appearance.lacking_adopted_on is 'its day of adoption';
comment on column report.first_appearance.not_loaded_symbols is
'members of the series known to lie between lacking_symbol and first_symbol and not loaded';
comment on column report.first_appearance.is_exact is
'whether the root''s wording was introduced by first_symbol for certain, as far as its series '
'goes: the member before it is loaded and lacks it, and no other can lie between';
