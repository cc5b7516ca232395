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

cited as (
    select
        citation.citation_id,
        named.resolution_id
    from citation
    left join paragraph on citation.paragraph_id = paragraph.paragraph_id
    left join footnote on citation.footnote_id = footnote.footnote_id
    inner join resolution as citing
        on coalesce(paragraph.resolution_id, footnote.resolution_id) = citing.resolution_id
    left join named
        on
            citation.cited_symbol = named.symbol
            and citing.language = named.language
    where citation.resolution_id is distinct from named.resolution_id
)

update citation
set resolution_id = cited.resolution_id
from cited
where citation.citation_id = cited.citation_id
