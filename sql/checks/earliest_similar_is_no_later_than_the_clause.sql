-- Purpose: the earliest ancestor that a clause resembles is the clause itself or adopted earlier.
-- Grain: one row per clause of which this is not true.
select lineage.paragraph_id
from clause_lineage as lineage
inner join paragraph as clause on lineage.paragraph_id = clause.paragraph_id
inner join paragraph as similar_clause
    on lineage.earliest_similar_paragraph_id = similar_clause.paragraph_id
where
    clause.paragraph_id <> similar_clause.paragraph_id
    and (similar_clause.adopted_on < clause.adopted_on) is not true
