-- Purpose: root and depth of a clause are those of its main parent, one generation on.
-- Grain: one row per clause of which this is not true.
select
    lineage.paragraph_id,
    lineage.root_paragraph_id,
    lineage.depth,
    edge.parent_paragraph_id
from clause_lineage as lineage
left join clause_edge as edge
    on
        lineage.paragraph_id = edge.child_paragraph_id
        and edge.is_main
left join clause_lineage as parent on edge.parent_paragraph_id = parent.paragraph_id
where
    lineage.root_paragraph_id <> coalesce(parent.root_paragraph_id, lineage.paragraph_id)
    or lineage.depth <> coalesce(parent.depth + 1, 0)
