-- Purpose: every resolution was loaded from exactly one file, which holds it.
-- Grain: one row per resolution of which this is not true.
select
    resolution.resolution_id,
    resolution.symbol,
    resolution.language,
    count(source_document.source_document_id) as loaded_sources
from resolution
left join source_document
    on
        resolution.resolution_id = source_document.resolution_id
        and source_document.status = 'loaded'
        and resolution.symbol = source_document.symbol
        and resolution.language = source_document.language
group by resolution.resolution_id
having count(source_document.source_document_id) <> 1
