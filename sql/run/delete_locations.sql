-- Purpose: forget that some files were found in some folders; the two lists name both together.
-- Grain: one row per file and folder.
delete from source_location
using
    unnest(
        cast(:source_document_ids as integer[]), cast(:roots as text[])
    ) as gone (source_document_id, root)
where
    source_location.source_document_id = gone.source_document_id
    and source_location.root = gone.root
