-- Purpose: the runs of a clause cover its text from end to end, without gap or overlap.
-- Grain: one row per clause of which this is not true.
with runs as (
    select
        paragraph_id,
        char_start,
        char_end,
        lag(char_end, 1, 0) over (
            partition by paragraph_id
            order by char_start
        ) as char_before,
        word_count
    from phrase_origin
),

tiles as (
    select
        paragraph_id,
        bool_and(char_start = char_before) as adjoins,
        max(char_end) as char_end,
        sum(word_count) as word_count
    from runs
    group by paragraph_id
)

select
    paragraph.paragraph_id,
    tiles.adjoins,
    tiles.char_end,
    tiles.word_count
from paragraph
left join tiles on paragraph.paragraph_id = tiles.paragraph_id
where
    not coalesce(tiles.adjoins, true)
    or coalesce(tiles.char_end, 0) <> char_length(paragraph.text)
    or coalesce(tiles.word_count, 0) <> paragraph.word_count
