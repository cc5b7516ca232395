-- Purpose: point citations at the resolutions they name, whichever was loaded first.
-- Grain: one row per citation whose resolution was not known or was another.
with naming as (
    select
        symbol,
        language,
        resolution_id,
        true as is_exact
    from resolution
    union all
    -- "A/RES/79/252 A-C" is one document; each of its resolutions is cited under its own letter.
    select
        left(symbol, -3) || chr(letter) as symbol,
        language,
        resolution_id,
        false as is_exact
    from
        resolution,
        generate_series(ascii(left(right(symbol, 3), 1)), ascii(right(symbol, 1))) as letter
    where symbol ~ ' [A-Z]-[A-Z]$'
),

named as (
    select distinct on (symbol, language)
        symbol,
        language,
        resolution_id
    from naming
    order by
        symbol,
        language,
        is_exact desc,
        resolution_id
),

-- A document never changes its language: what a citation points at is right while it bears the
-- name. Only for the others is the document looked up that cites; most name what is not loaded.
doubtful as materialized (
    select
        citation.citation_id,
        citation.cited_symbol,
        citation.resolution_id,
        coalesce(
            (
                select paragraph.resolution_id
                from paragraph
                where paragraph.paragraph_id = citation.paragraph_id
            ),
            (
                select footnote.resolution_id
                from footnote
                where footnote.footnote_id = citation.footnote_id
            )
        ) as citing_id
    from citation
    where
        (
            citation.resolution_id is not null
            or citation.cited_symbol in (select named.symbol from named)
        )
        and not exists (
            select 1
            from named
            where
                named.symbol = citation.cited_symbol
                and named.resolution_id = citation.resolution_id
        )
),

cited as (
    select
        doubtful.citation_id,
        named.resolution_id
    from doubtful
    inner join resolution as citing on doubtful.citing_id = citing.resolution_id
    left join named
        on
            doubtful.cited_symbol = named.symbol
            and citing.language = named.language
    where doubtful.resolution_id is distinct from named.resolution_id
)

update citation
set resolution_id = cited.resolution_id
from cited
where citation.citation_id = cited.citation_id
