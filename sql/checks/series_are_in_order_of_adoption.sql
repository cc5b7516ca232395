-- Purpose: the members of a series are numbered from 1 without gaps, in order of adoption.
-- Grain: one row per member of which this is not true.
select
    member.series_id,
    member.symbol,
    member.position
from (
    select
        series_member.series_id,
        series_member.symbol,
        series_member.position,
        resolution.adopted_on,
        row_number() over (
            partition by series_member.series_id
            order by series_member.position
        ) as place,
        max(resolution.adopted_on) over (
            partition by series_member.series_id
            order by series_member.position
        ) as latest_so_far
    from series_member
    left join resolution on series_member.resolution_id = resolution.resolution_id
) as member
where
    member.position <> member.place
    or member.adopted_on < member.latest_so_far
