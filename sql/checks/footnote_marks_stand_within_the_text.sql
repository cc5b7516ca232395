-- Purpose: footnote marks of a clause ascend and stand within its text.
-- Grain: one row per mark of which this is not true.
with neighbours as (
    select
        footnote_reference.paragraph_id,
        footnote_reference.ordinal,
        footnote_reference.char_offset,
        char_length(paragraph.text) as char_count,
        lag(footnote_reference.char_offset, 1, 0) over (
            partition by footnote_reference.paragraph_id
            order by footnote_reference.ordinal
        ) as offset_before
    from footnote_reference
    inner join paragraph on footnote_reference.paragraph_id = paragraph.paragraph_id
)

select
    paragraph_id,
    ordinal
from neighbours
where
    char_offset > char_count
    or char_offset < offset_before
