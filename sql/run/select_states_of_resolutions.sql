-- Purpose: where the clauses of some resolutions stand, and all that are rooted in them.
-- Grain: one row per clause of, or with its root in, one of :resolution_ids.
select
    resolution.language,
    resolution.symbol,
    paragraph.label,
    md5(paragraph.text) as wording,
    root_resolution.symbol as root_symbol,
    root.label as root_label,
    resolution.resolution_id = any(:resolution_ids) as is_theirs
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
left join clause_lineage on paragraph.paragraph_id = clause_lineage.paragraph_id
left join paragraph as root on clause_lineage.root_paragraph_id = root.paragraph_id
left join resolution as root_resolution on root.resolution_id = root_resolution.resolution_id
where
    paragraph.paragraph_id in (
        select theirs.paragraph_id
        from paragraph as theirs
        where theirs.resolution_id = any(:resolution_ids)
        union all
        select rooted.paragraph_id
        from clause_lineage as rooted
        inner join paragraph as head on rooted.root_paragraph_id = head.paragraph_id
        where head.resolution_id = any(:resolution_ids)
    )
