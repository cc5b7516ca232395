-- Purpose: a citation points to the cited resolution in the same language wherever it is loaded.
-- Grain: one row per citation of which this is not true.
select
    citation.citation_id,
    citation.cited_symbol
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
