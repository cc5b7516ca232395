-- Purpose: note in which folders the files of a run were found.
-- Grain: one row per file and folder not noted before; the three lists name them together.
insert into source_location (source_document_id, root)
select
    source_document.source_document_id,
    found.root
from
    unnest(
        cast(:paths as text[]), cast(:digests as text[]), cast(:roots as text[])
    ) as found (path, digest, root)
inner join source_document
    on
        found.path = source_document.path
        and found.digest = coalesce(source_document.sha256, '')
on conflict do nothing
