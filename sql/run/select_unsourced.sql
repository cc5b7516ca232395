-- Purpose: resolutions that were loaded from a file which is rejected now, or holds another one.
-- Grain: one row per resolution without a loaded source, and other file that holds it (null: none).
select
    resolution.resolution_id,
    resolution.symbol,
    source_document.source_document_id,
    source_document.path,
    source_document.sha256
from resolution
left join source_document on resolution.resolution_id = source_document.resolution_id
where
    not exists (
        select 1
        from source_document as loaded
        where
            loaded.resolution_id = resolution.resolution_id
            and loaded.status = 'loaded'
    )
order by
    resolution.symbol,
    resolution.language,
    source_document.path,
    source_document.sha256
