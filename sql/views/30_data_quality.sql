-- Purpose: what was read, what was lost, what had to be repaired, what is missing.
-- Grain: one row per measure and detail.
create view report.data_quality as
select
    'documents' as measure,
    status as detail,
    count(*) as number
from source_document
group by status
union all
select
    'resolutions' as measure,
    language as detail,
    count(*) as number
from resolution
group by language
union all
select
    'resolutions without a date' as measure,
    language as detail,
    count(*) as number
from resolution
where adopted_on is null
group by language
union all
select
    'clauses' as measure,
    kind as detail,
    count(*) as number
from paragraph
group by kind
union all
select
    'footnotes' as measure,
    'all' as detail,
    count(*) as number
from footnote
union all
select
    'footnote marks without their note' as measure,
    resolution.symbol as detail,
    count(*) as number
from footnote_reference
inner join paragraph on footnote_reference.paragraph_id = paragraph.paragraph_id
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where footnote_reference.footnote_id is null
group by resolution.symbol
union all
select
    'votes counted but not listed by State' as measure,
    resolution.symbol as detail,
    adoption.in_favour + adoption.against + adoption.abstaining - count(vote.state_id) as number
from adoption
inner join resolution on adoption.resolution_id = resolution.resolution_id
left join vote on adoption.resolution_id = vote.resolution_id
group by
    resolution.symbol,
    adoption.resolution_id
having count(vote.state_id) <> adoption.in_favour + adoption.against + adoption.abstaining
union all
select
    'issues' as measure,
    code as detail,
    count(*) as number
from parse_issue
group by code
union all
select
    'rejected files' as measure,
    path || ': ' || reason as detail,
    1 as number
from source_document
where status = 'rejected'
union all
select
    'cited predecessors not loaded' as measure,
    missing.symbol as detail,
    count(*) as number
from report.resolution_predecessor
cross join lateral unnest(not_loaded_symbols) as missing (symbol)
group by missing.symbol;

comment on view report.data_quality is
'One row per measure and detail: what was read, lost, repaired, and is missing.';
comment on column report.data_quality.measure is 'what is counted';
comment on column report.data_quality.detail is 'status, language, kind, code, symbol or path';
comment on column report.data_quality.number is 'how many';
