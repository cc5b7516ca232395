-- Purpose: read dated clauses back for linking: of some resolutions, or of all (null).
-- Grain: one row per clause of a dated resolution, in reading order within each.
select
    paragraph.resolution_id,
    paragraph.paragraph_id,
    paragraph.label,
    paragraph.kind,
    paragraph.position,
    paragraph.text,
    chapeau.label as parent_label
from paragraph
left join paragraph as chapeau on paragraph.parent_paragraph_id = chapeau.paragraph_id
where
    paragraph.adopted_on is not null
    and (
        cast(:resolution_ids as integer[]) is null
        or paragraph.resolution_id = any(cast(:resolution_ids as integer[]))
    )
order by
    paragraph.resolution_id,
    paragraph.position
