-- Purpose: keep links and roots as they are, to be compared with those derived anew.
-- Grain: one row per link; one row per clause. Both go with the transaction.
create temporary table edge_before on commit drop as
select
    child_paragraph_id,
    parent_paragraph_id,
    is_main,
    relation
from clause_edge;

create temporary table root_before on commit drop as
select
    paragraph_id,
    root_paragraph_id
from clause_lineage
