-- Purpose: around each member of a series stand the loaded ones of the nearest other days.
-- Grain: one row per member of which this is not true.
select
    member.series_id,
    member.symbol,
    member.preceding_position,
    member.succeeding_position
from series_member as member
left join resolution on member.resolution_id = resolution.resolution_id
cross join
    lateral (
        select
            max(other.position) filter (
                where
                other.position < member.position
                and coalesce(dated.adopted_on < resolution.adopted_on, true)
            ) as preceding_position,
            min(other.position) filter (
                where
                other.position > member.position
                and coalesce(dated.adopted_on > resolution.adopted_on, true)
            ) as succeeding_position
        from series_member as other
        inner join resolution as dated on other.resolution_id = dated.resolution_id
        where
            other.series_id = member.series_id
            and dated.adopted_on is not null
    ) as nearest
where
    member.preceding_position is distinct from nearest.preceding_position
    or member.succeeding_position is distinct from nearest.succeeding_position
