-- Purpose: a chapeau stands before its sub-paragraphs, in the same part of the resolution.
-- Grain: one row per clause of which this is not true.
select
    paragraph.paragraph_id,
    paragraph.parent_paragraph_id
from paragraph
inner join paragraph as chapeau on paragraph.parent_paragraph_id = chapeau.paragraph_id
where
    chapeau.position >= paragraph.position
    or chapeau.kind <> paragraph.kind
