-- Purpose: every dated resolution stands in exactly one series, among those of its language.
-- Grain: one row per resolution of which this is not true.
select
    resolution.resolution_id,
    resolution.symbol,
    resolution.language
from resolution
left join series_member
    on
        resolution.resolution_id = series_member.resolution_id
        and resolution.symbol = series_member.symbol
left join series
    on
        series_member.series_id = series.series_id
        and resolution.language = series.language
where resolution.adopted_on is not null
group by
    resolution.resolution_id,
    resolution.symbol,
    resolution.language
having count(series.series_id) <> 1
