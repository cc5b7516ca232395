-- Purpose: which resolutions continue "Protection of migrants", loaded or only named.
-- Grain: one row per member of the series, in order of adoption.
select
    member.position,
    member.symbol,
    resolution.adopted_on,
    resolution.resolution_id is not null as is_loaded,
    member.reason
from series
inner join series_member as member on series.series_id = member.series_id
left join resolution on member.resolution_id = resolution.resolution_id
where series.title = 'Protection of migrants'
order by
    series.series_id,
    member.position
