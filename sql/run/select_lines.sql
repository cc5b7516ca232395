-- Purpose: which resolutions the lines of some clauses run through, along main parents.
-- Grain: one row per clause the three lists name together and resolution on its line, its own too.
with recursive line as (
    select
        resolution.language,
        resolution.symbol,
        paragraph.label,
        paragraph.paragraph_id as ancestor_id
    from
        unnest(
            cast(:languages as text[]), cast(:symbols as text[]), cast(:labels as text[])
        ) as named (language, symbol, label)
    inner join resolution
        on
            named.symbol = resolution.symbol
            and named.language = resolution.language
    inner join paragraph
        on
            resolution.resolution_id = paragraph.resolution_id
            and named.label = paragraph.label
    union
    select
        line.language,
        line.symbol,
        line.label,
        clause_edge.parent_paragraph_id as ancestor_id
    from line
    inner join clause_edge
        on
            line.ancestor_id = clause_edge.child_paragraph_id
            and clause_edge.is_main
)

select distinct
    line.language,
    line.symbol,
    line.label,
    resolution.symbol as line_symbol
from line
inner join paragraph on line.ancestor_id = paragraph.paragraph_id
inner join resolution on paragraph.resolution_id = resolution.resolution_id
