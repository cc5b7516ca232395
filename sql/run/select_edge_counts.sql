-- Purpose: links by relation, in the whole database.
-- Grain: one row per relation, the most frequent first.
select
    relation,
    count(*) as edges
from clause_edge
group by relation
order by
    edges desc,
    relation collate "C"
