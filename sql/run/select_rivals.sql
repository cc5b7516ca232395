-- Purpose: the sources of some resolutions besides some files.
-- Grain: one row per file that holds one of the resolutions and is none of the files.
select
    source_document_id,
    path,
    sha256,
    resolution_id
from source_document
where
    resolution_id = any(:resolution_ids)
    and source_document_id <> all(:source_document_ids)
