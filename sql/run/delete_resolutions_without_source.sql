-- Purpose: remove resolutions that no file holds any more, with everything that hangs on them.
-- Grain: one row per such resolution of :resolution_ids.
delete from resolution
where
    resolution_id = any(:resolution_ids)
    and not exists (
        select 1
        from source_document
        where source_document.resolution_id = resolution.resolution_id
    )
returning
    symbol,
    language
