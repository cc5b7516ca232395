-- Purpose: tell which files are known, so that only new and changed ones are read.
-- Grain: one row per source document.
select
    path,
    sha256,
    symbol,
    language,
    status
from source_document
