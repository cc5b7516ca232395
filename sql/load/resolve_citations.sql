-- Purpose: point citations at the resolutions they name, whichever was loaded first.
-- Grain: one row per citation whose resolution was not known or was another.
with cited as (
    select
        citation.citation_id,
        named.resolution_id
    from citation
    left join paragraph on citation.paragraph_id = paragraph.paragraph_id
    left join footnote on citation.footnote_id = footnote.footnote_id
    inner join resolution as citing
        on coalesce(paragraph.resolution_id, footnote.resolution_id) = citing.resolution_id
    left join resolution as named
        on
            citation.cited_symbol = named.symbol
            and citing.language = named.language
    where citation.resolution_id is distinct from named.resolution_id
)

update citation
set resolution_id = cited.resolution_id
from cited
where citation.citation_id = cited.citation_id
