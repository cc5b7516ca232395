-- Purpose: the address repeated in a clause is its resolution's symbol and its label.
-- Grain: one row per clause with another.
select
    paragraph.paragraph_id,
    paragraph.address
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
where paragraph.address <> resolution.symbol || '#' || paragraph.label
