-- Purpose: an issue names the resolution loaded from its file, and none if the file was not loaded.
-- Grain: one row per issue of which this is not true.
select
    parse_issue.source_document_id,
    parse_issue.position
from parse_issue
inner join source_document
    on parse_issue.source_document_id = source_document.source_document_id
where
    parse_issue.resolution_id is distinct from case
        when source_document.status = 'loaded' then source_document.resolution_id
    end
