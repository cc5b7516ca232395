-- Purpose: no superseded file is a better source than the one that was loaded.
-- Grain: one row per superseded file that is.
select
    superseded.path,
    loaded.path as loaded_path
from source_document as superseded
inner join source_document as loaded
    on
        superseded.resolution_id = loaded.resolution_id
        and loaded.status = 'loaded'
where
    superseded.status = 'superseded'
    and superseded.precedence < loaded.precedence
