-- Purpose: let issues name the resolution that was loaded from their file, and no other.
-- Grain: one row per issue of one of the files that named another resolution, or none.
update parse_issue
set resolution_id = loaded.resolution_id
from (
    select
        source_document_id,
        case status when 'loaded' then resolution_id end as resolution_id
    from source_document
    where source_document_id = any(:source_document_ids)
) as loaded
where
    parse_issue.source_document_id = loaded.source_document_id
    and parse_issue.resolution_id is distinct from loaded.resolution_id
