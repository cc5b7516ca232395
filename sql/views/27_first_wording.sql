-- Purpose: where exactly the words of a clause first appear among what is loaded, with the bounds.
-- Grain: one row per clause.
create view report.first_wording as
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
    paragraph.paragraph_id,
    paragraph.address,
    resolution.symbol,
    resolution.language,
    resolution.title,
    series_member.series_id,
    paragraph.label,
    paragraph.adopted_on,
    paragraph.text,
    earliest.paragraph_id as first_paragraph_id,
    earliest.address as first_address,
    earliest.adopted_on as first_adopted_on,
    bounds.predecessor_symbol as lacking_symbol,
    bounds.predecessor_adopted_on as lacking_adopted_on,
    bounds.not_loaded_symbols,
    bounds.is_complete as is_exact
from paragraph
-- Every clause has its resolution. Joined so, clauses are not taken resolution by resolution, and
-- the earliest is looked for once for all clauses of the same words.
left join resolution on paragraph.resolution_id = resolution.resolution_id
left join series_member on resolution.resolution_id = series_member.resolution_id
cross join
    lateral (
        select
            twin.paragraph_id,
            twin.resolution_id,
            twin.address,
            twin.adopted_on
        from paragraph as twin
        inner join resolution as carrier on twin.resolution_id = carrier.resolution_id
        where
            twin.wording_key = paragraph.wording_key
            and carrier.language = resolution.language
        order by
            twin.adopted_on asc,
            carrier.symbol collate "C" asc,
            twin.position asc
        limit 1
    ) as earliest
inner join bounds on earliest.resolution_id = bounds.resolution_id;

comment on view report.first_wording is
'One row per clause: the earliest loaded clause with exactly its words, and within which bounds '
'they appeared. first_appearance goes back further, through every change of wording.';
comment on column report.first_wording.paragraph_id is 'key of the clause';
comment on column report.first_wording.address is 'symbol and label of the clause';
comment on column report.first_wording.symbol is 'symbol of its resolution';
comment on column report.first_wording.language is 'language of the text, ISO 639-1';
comment on column report.first_wording.title is 'title of its resolution, which a series keeps';
comment on column report.first_wording.series_id is
'its series, a key of table series; null where it has no date';
comment on column report.first_wording.label is 'label within the resolution';
comment on column report.first_wording.adopted_on is 'day of adoption; null where unknown';
comment on column report.first_wording.text is 'the clause as printed';
comment on column report.first_wording.first_paragraph_id is
'key of the earliest clause with the same words, in whatever series; itself if they are new';
comment on column report.first_wording.first_address is 'its symbol and label';
comment on column report.first_wording.first_adopted_on is 'its day of adoption';
comment on column report.first_wording.lacking_symbol is
'the latest earlier resolution of its series that is loaded, and lacks these words; null if none';
comment on column report.first_wording.lacking_adopted_on is 'its day of adoption';
comment on column report.first_wording.not_loaded_symbols is
'members of that series known to lie between the two and not loaded';
comment on column report.first_wording.is_exact is
'whether the words were introduced there for certain, as far as its series goes: the member '
'before it is loaded and lacks them, and no other can lie between';
