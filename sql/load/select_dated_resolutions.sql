-- Purpose: read dated resolutions back for linking, with all they cite: some, or all (null).
-- Grain: one row per dated resolution.
with cited_in_clauses as (
    select
        paragraph.resolution_id,
        citation.cited_symbol
    from citation
    inner join paragraph on citation.paragraph_id = paragraph.paragraph_id
    where
        cast(:resolution_ids as integer[]) is null
        or paragraph.resolution_id = any(cast(:resolution_ids as integer[]))
),

cited_in_footnotes as (
    select
        footnote.resolution_id,
        citation.cited_symbol
    from citation
    inner join footnote on citation.footnote_id = footnote.footnote_id
    where
        cast(:resolution_ids as integer[]) is null
        or footnote.resolution_id = any(cast(:resolution_ids as integer[]))
),

cited as (
    select
        either.resolution_id,
        array_agg(distinct either.cited_symbol) as cited_symbols
    from (
        select
            resolution_id,
            cited_symbol
        from cited_in_clauses
        union all
        select
            resolution_id,
            cited_symbol
        from cited_in_footnotes
    ) as either
    group by either.resolution_id
)

select
    resolution.resolution_id,
    resolution.symbol,
    resolution.language,
    resolution.adopted_on,
    coalesce(resolution.title, '') as title,
    coalesce(resolution.organ, '') as organ,
    resolution.previous_symbol,
    coalesce(cited.cited_symbols, '{}') as cited_symbols
from resolution
left join cited on resolution.resolution_id = cited.resolution_id
where
    resolution.adopted_on is not null
    and (
        cast(:resolution_ids as integer[]) is null
        or resolution.resolution_id = any(cast(:resolution_ids as integer[]))
    )
order by
    resolution.adopted_on,
    resolution.symbol collate "C",
    resolution.language collate "C"
