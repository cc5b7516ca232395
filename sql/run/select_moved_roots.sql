-- Purpose: which clauses have another root than the one kept before.
-- Grain: one row per such clause.
select
    clause_lineage.paragraph_id,
    before.root_paragraph_id as old_root_paragraph_id,
    clause_lineage.root_paragraph_id as new_root_paragraph_id
from clause_lineage
inner join root_before as before on clause_lineage.paragraph_id = before.paragraph_id
where before.root_paragraph_id <> clause_lineage.root_paragraph_id
