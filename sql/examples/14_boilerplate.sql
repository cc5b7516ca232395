-- Purpose: which clauses are boilerplate: the same words, resolution after resolution.
-- Grain: one row per wording that four or more resolutions have.
select
    reach.documents,
    reach.series,
    reach.first_adopted_on as since,
    string_agg(reach.address, ', ' order by reach.adopted_on, reach.paragraph_id) as addresses,
    min(reach.text collate "C") as text
from report.clause_reach as reach
inner join paragraph on reach.paragraph_id = paragraph.paragraph_id
where reach.documents >= 4
group by
    paragraph.wording_key,
    reach.language,
    reach.documents,
    reach.series,
    reach.first_adopted_on
order by
    reach.documents desc,
    since,
    addresses;
