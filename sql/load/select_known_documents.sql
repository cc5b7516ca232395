-- Purpose: find what is known of the files of a batch and of their rival sources.
-- Grain: one row per source document with one of the paths, or of one of the resolutions.
select
    source_document_id,
    path,
    sha256,
    format,
    precedence,
    symbol,
    language,
    status,
    reason,
    line,
    text_key,
    extract_sha256
from source_document
where
    path = any(:paths)
    or symbol = any(:symbols)
order by source_document_id
