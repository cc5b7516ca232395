-- Purpose: what was odd in each document, and so where to mistrust the text.
-- Grain: one row per document and kind of oddity, warnings first.
select
    resolution.symbol,
    source_document.path,
    issue.severity,
    issue.code,
    count(*) as times,
    min(issue.line) as first_line,
    (array_agg(issue.message order by issue.line))[1] as for_example
from parse_issue as issue
inner join resolution on issue.resolution_id = resolution.resolution_id
inner join source_document
    on
        resolution.resolution_id = source_document.resolution_id
        and source_document.status = 'loaded'
group by
    resolution.symbol,
    resolution.adopted_on,
    source_document.path,
    issue.severity,
    issue.code
order by
    resolution.adopted_on,
    issue.severity desc,
    issue.code;
