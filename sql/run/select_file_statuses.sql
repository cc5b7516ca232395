-- Purpose: where every file stands, its language, and whether an equal rival says something else.
-- Grain: one row per source document, in order of path.
select
    file.path,
    file.sha256,
    file.status,
    coalesce(file.reason, '') as reason,
    coalesce(file.line, 0) as line,
    file.language,
    coalesce(
        file.status = 'superseded'
        and file.precedence = winner.precedence
        and file.sha256 <> winner.sha256
        and coalesce(file.text_key <> winner.text_key, true),
        false
    ) as is_contradicted
from source_document as file
left join source_document as winner
    on
        file.resolution_id = winner.resolution_id
        and winner.status in ('loaded', 'unchanged')
order by
    file.path collate "C",
    file.sha256
