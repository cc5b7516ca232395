-- Purpose: a resolution's clauses with where each comes from.
-- Grain: one row per clause of :resolution_id, in reading order.
select
    paragraph.paragraph_id,
    paragraph.label,
    coalesce(paragraph.opening_phrase, paragraph.text) as opening,
    main_edge.relation,
    main_edge.is_moved,
    parent.address as parent,
    root.address as root
from paragraph
left join clause_edge as main_edge
    on
        paragraph.paragraph_id = main_edge.child_paragraph_id
        and main_edge.is_main
left join paragraph as parent
    on main_edge.parent_paragraph_id = parent.paragraph_id
left join clause_lineage
    on paragraph.paragraph_id = clause_lineage.paragraph_id
left join paragraph as root
    on clause_lineage.root_paragraph_id = root.paragraph_id
where paragraph.resolution_id = :resolution_id
order by paragraph.position
