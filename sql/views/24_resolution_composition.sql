-- Purpose: from which earlier resolutions the words and clauses of each stem.
-- Grain: one row per resolution and resolution of origin, itself included.
create view report.resolution_composition as
with contributions as (
    -- Each half names its resolution itself, so that asking for one resolution reads only its rows.
    select
        resolution.resolution_id,
        resolution.symbol,
        resolution.language,
        resolution.title,
        resolution.adopted_on,
        origin.resolution_id as origin_resolution_id,
        run.word_count as words,
        0 as clauses
    from resolution
    inner join paragraph as clause on resolution.resolution_id = clause.resolution_id
    inner join phrase_origin as run on clause.paragraph_id = run.paragraph_id
    inner join paragraph as origin on run.origin_paragraph_id = origin.paragraph_id
    union all
    select
        resolution.resolution_id,
        resolution.symbol,
        resolution.language,
        resolution.title,
        resolution.adopted_on,
        root.resolution_id as origin_resolution_id,
        0 as words,
        1 as clauses
    from resolution
    inner join paragraph as clause on resolution.resolution_id = clause.resolution_id
    inner join clause_lineage as lineage on clause.paragraph_id = lineage.paragraph_id
    inner join paragraph as root on lineage.root_paragraph_id = root.paragraph_id
)

select
    contributions.resolution_id,
    contributions.symbol,
    contributions.language,
    contributions.title,
    contributions.adopted_on,
    origin.symbol as origin_symbol,
    origin.adopted_on as origin_adopted_on,
    cast(extract(year from origin.adopted_on) as integer) as origin_year,
    (contributions.resolution_id = origin.resolution_id) as is_own,
    sum(contributions.words) as words,
    round(
        sum(contributions.words)
        / nullif(sum(sum(contributions.words)) over whole, 0),
        4
    ) as share_of_words,
    sum(contributions.clauses) as clauses
from contributions
inner join resolution as origin on contributions.origin_resolution_id = origin.resolution_id
group by
    contributions.resolution_id,
    contributions.symbol,
    contributions.language,
    contributions.title,
    contributions.adopted_on,
    origin.resolution_id,
    origin.symbol,
    origin.adopted_on
window whole as (
    partition by
        contributions.resolution_id,
        contributions.symbol,
        contributions.language,
        contributions.title,
        contributions.adopted_on
);

comment on view report.resolution_composition is
'One row per resolution and resolution of origin: how much of the one stems from the other.';
comment on column report.resolution_composition.resolution_id is 'key of the resolution';
comment on column report.resolution_composition.symbol is 'symbol of the resolution';
comment on column report.resolution_composition.language is 'language of the text, ISO 639-1';
comment on column report.resolution_composition.title is
'title of its resolution, which a series keeps';
comment on column report.resolution_composition.adopted_on is 'day of adoption';
comment on column report.resolution_composition.origin_symbol is
'where the words were first seen; its own symbol for what is new in it';
comment on column report.resolution_composition.origin_adopted_on is 'adoption of the origin';
comment on column report.resolution_composition.origin_year is 'year of that adoption';
comment on column report.resolution_composition.is_own is 'whether this row counts what is new';
comment on column report.resolution_composition.words is 'words of the resolution first seen there';
comment on column report.resolution_composition.share_of_words is 'share of all its words';
comment on column report.resolution_composition.clauses is 'clauses whose root stands there';
