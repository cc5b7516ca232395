-- Purpose: tell boilerplate apart: how far the exact wording of a clause has spread.
-- Grain: one row per clause.
create view report.clause_reach as
select
    paragraph.paragraph_id,
    paragraph.address,
    resolution.symbol,
    resolution.language,
    resolution.title,
    paragraph.label,
    paragraph.adopted_on,
    paragraph.text,
    spread.clauses,
    spread.documents,
    spread.series,
    spread.organs,
    spread.first_adopted_on,
    spread.last_adopted_on
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
cross join lateral (
    select
        count(*) as clauses,
        count(distinct carrier.resolution_id) as documents,
        -- A series bears the key of its first member; a resolution in none counts as one.
        count(distinct coalesce(member.series_id, carrier.resolution_id)) as series,
        count(distinct carrier.organ) as organs,
        min(carrier.adopted_on) as first_adopted_on,
        max(carrier.adopted_on) as last_adopted_on
    from paragraph as twin
    inner join resolution as carrier on twin.resolution_id = carrier.resolution_id
    left join series_member as member on carrier.resolution_id = member.resolution_id
    where
        twin.wording_key = paragraph.wording_key
        and carrier.language = resolution.language
) as spread;

comment on view report.clause_reach is
'One row per clause: how many documents, series and organs carry its exact wording, '
'whatever case, punctuation and spacing.';
comment on column report.clause_reach.paragraph_id is 'key of the clause';
comment on column report.clause_reach.address is 'symbol and label of the clause';
comment on column report.clause_reach.symbol is 'symbol of its resolution';
comment on column report.clause_reach.language is 'language of the text, ISO 639-1';
comment on column report.clause_reach.title is 'title of its resolution, which a series keeps';
comment on column report.clause_reach.label is 'label within the resolution';
comment on column report.clause_reach.adopted_on is 'day of adoption';
comment on column report.clause_reach.text is 'the clause as printed';
comment on column report.clause_reach.clauses is 'clauses with this wording, itself included';
comment on column report.clause_reach.documents is 'resolutions that carry it';
comment on column report.clause_reach.series is
'series that carry it; a resolution in none counts as one';
comment on column report.clause_reach.organs is 'organs that carry it';
comment on column report.clause_reach.first_adopted_on is 'earliest adoption of this wording';
comment on column report.clause_reach.last_adopted_on is 'latest adoption of this wording';
