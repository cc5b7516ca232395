-- Purpose: where each known file was found, and what it holds.
-- Grain: one row per file and folder in which it was found.
select
    source_location.root,
    source_document.source_document_id,
    source_document.path,
    source_document.sha256,
    source_document.symbol,
    source_document.language,
    source_document.status,
    source_document.resolution_id
from source_location
inner join source_document
    on source_location.source_document_id = source_document.source_document_id
