-- Purpose: drop the links of resolutions whose date changes, since a link states both dates.
-- Grain: one row per edge of a clause in one of the resolutions.
delete from clause_edge
using paragraph
where
    paragraph.resolution_id = any(:resolution_ids)
    and paragraph.paragraph_id in (clause_edge.child_paragraph_id, clause_edge.parent_paragraph_id)
