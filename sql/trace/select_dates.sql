-- Purpose: know when the parents of clauses were adopted, which edges repeat.
-- Grain: one row per clause of :clause_ids.
select
    paragraph_id,
    adopted_on
from paragraph
where paragraph_id = any(:clause_ids)
