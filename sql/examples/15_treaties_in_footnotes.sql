-- Purpose: which treaties the footnotes of A/RES/78/217 cite, and for which clauses.
-- Grain: one row per treaty; clauses are those that bear the mark of the footnote.
select
    citation.cited_symbol,
    footnote.mark,
    string_agg(distinct paragraph.label, ', ') as clauses,
    footnote.text_expanded as note
from citation
inner join footnote on citation.footnote_id = footnote.footnote_id
inner join resolution on footnote.resolution_id = resolution.resolution_id
left join footnote_reference on footnote.footnote_id = footnote_reference.footnote_id
left join paragraph on footnote_reference.paragraph_id = paragraph.paragraph_id
where
    resolution.symbol = 'A/RES/78/217'
    and citation.cited_symbol like 'UNTS %'
group by
    citation.cited_symbol,
    footnote.footnote_id
order by
    footnote.position,
    citation.cited_symbol collate "C";
