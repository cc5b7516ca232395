-- Purpose: by which rules each file was read.
-- Grain: one row per file.
select
    source_document_id,
    path,
    sha256,
    symbol,
    language,
    status,
    reading_rules
from source_document
