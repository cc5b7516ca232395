-- Purpose: every file that was not rejected belongs to a resolution that is loaded.
-- Grain: one row per file of which this is not true.
select
    source_document_id,
    path,
    status
from source_document
where (status <> 'rejected') <> (resolution_id is not null)
