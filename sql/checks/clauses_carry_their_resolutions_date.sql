-- Purpose: the date repeated in a clause is that of its resolution.
-- Grain: one row per clause with another.
select paragraph.paragraph_id
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where paragraph.adopted_on is distinct from resolution.adopted_on
