-- Purpose: where some clauses stand now, by what they are known by.
-- Grain: one row per clause that is (still) loaded, of those that the three lists name together.
with named as (
    select
        language,
        symbol,
        label
    from unnest(
        cast(:languages as text[]), cast(:symbols as text[]), cast(:labels as text[])
    ) as wanted (language, symbol, label)
)

select
    named.language,
    named.symbol,
    named.label,
    md5(paragraph.text) as wording,
    root_resolution.symbol as root_symbol,
    root.label as root_label
from named
inner join resolution
    on
        named.symbol = resolution.symbol
        and named.language = resolution.language
inner join paragraph
    on
        resolution.resolution_id = paragraph.resolution_id
        and named.label = paragraph.label
left join clause_lineage on paragraph.paragraph_id = clause_lineage.paragraph_id
left join paragraph as root on clause_lineage.root_paragraph_id = root.paragraph_id
left join resolution as root_resolution on root.resolution_id = root_resolution.resolution_id
