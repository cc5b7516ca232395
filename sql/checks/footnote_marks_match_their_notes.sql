-- Purpose: a mark leads to a note of the same resolution that bears the mark.
-- Grain: one row per mark of which this is not true.
select
    footnote_reference.paragraph_id,
    footnote_reference.ordinal
from footnote_reference
inner join paragraph on footnote_reference.paragraph_id = paragraph.paragraph_id
inner join footnote on footnote_reference.footnote_id = footnote.footnote_id
where
    footnote.resolution_id <> paragraph.resolution_id
    or footnote.mark <> footnote_reference.mark
