-- Purpose: a clause with the words of its parent has them from where the parent has them.
-- Grain: one row per clause of which this is not true.
with origins as (
    select
        paragraph_id,
        array_agg(origin_paragraph_id order by char_start) as origin_ids,
        sum(word_count) as word_count
    from phrase_origin
    group by paragraph_id
)

select
    edge.child_paragraph_id,
    edge.parent_paragraph_id
from clause_edge as edge
inner join origins as own on edge.child_paragraph_id = own.paragraph_id
inner join origins as parent on edge.parent_paragraph_id = parent.paragraph_id
where
    edge.is_main
    and edge.relation = 'identical'
    -- "health-care" and "healthcare" are the same wording, yet two words and one.
    and own.word_count = parent.word_count
    and own.origin_ids <> parent.origin_ids
