-- Purpose: a citation points to the cited resolution in the same language wherever it is loaded.
-- Grain: one row per citation of which this is not true; "A-C" is the document of A, B and C.
select
    citation.citation_id,
    citation.cited_symbol
from citation
left join paragraph on citation.paragraph_id = paragraph.paragraph_id
left join footnote on citation.footnote_id = footnote.footnote_id
inner join resolution as citing
    on coalesce(paragraph.resolution_id, footnote.resolution_id) = citing.resolution_id
left join resolution as alone
    on
        citation.cited_symbol = alone.symbol
        and citing.language = alone.language
left join resolution as several
    on
        citing.language = several.language
        and several.symbol ~ ' [A-Z]-[A-Z]$'
        and left(citation.cited_symbol, -1) = left(several.symbol, -3)
        and right(citation.cited_symbol, 1)
        between (left(right(several.symbol, 3), 1) collate "C") and right(several.symbol, 1)
where citation.resolution_id is distinct from coalesce(alone.resolution_id, several.resolution_id)
