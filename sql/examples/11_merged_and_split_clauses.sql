-- Purpose: which clauses were joined into one, and which were taken apart.
-- Grain: one row per link of such a clause; shares are of the words carried over.
select
    edge.relation,
    parent.address as old_clause,
    child.address as new_clause,
    edge.is_main,
    round(cast(edge.parent_coverage as numeric), 2) as share_of_old,
    round(cast(edge.child_coverage as numeric), 2) as share_of_new
from clause_edge as edge
inner join report.clause as child on edge.child_paragraph_id = child.paragraph_id
inner join report.clause as parent on edge.parent_paragraph_id = parent.paragraph_id
where edge.relation in ('merged', 'split')
order by
    edge.relation,
    child.adopted_on,
    child.position,
    edge.is_main desc;
