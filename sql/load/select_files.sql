-- Purpose: tell which files are known, so that only new and changed ones are read.
-- Grain: one row per source document.
select
    path,
    sha256,
    symbol,
    language,
    status,
    extract_sha256
from source_document
