-- Purpose: the resolution before each in its series, and what is known to be missing between.
-- Grain: one row per resolution.
create view report.resolution_predecessor as
with gaps as (
    select
        series_id,
        coalesce(preceding_position, 0) as preceding_position,
        array_agg(symbol order by position) as not_loaded_symbols
    from series_member
    where resolution_id is null
    group by
        series_id,
        coalesce(preceding_position, 0)
)

select
    resolution.resolution_id,
    resolution.symbol,
    resolution.language,
    resolution.title,
    member.series_id,
    resolution.adopted_on,
    resolution.previous_symbol as declared_symbol,
    predecessor.resolution_id as predecessor_id,
    predecessor.symbol as predecessor_symbol,
    predecessor.adopted_on as predecessor_adopted_on,
    case when predecessor.resolution_id is not null then member.reason end as known_by,
    coalesce(gaps.not_loaded_symbols, '{}') as not_loaded_symbols,
    coalesce(
        predecessor.resolution_id is not null
        and gaps.series_id is null
        and (
            member.reason in ('declared predecessor', 'part of declared predecessor')
            or predecessor.session = resolution.session
            or case
                when concat(predecessor.session, resolution.session) ~ '^[0-9]+$'
                    then
                        cast(resolution.session as numeric)
                        - cast(predecessor.session as numeric) = 1
            end
        ),
        false
    ) as is_complete
from resolution
left join series_member as member on resolution.resolution_id = member.resolution_id
left join series_member as before
    on
        member.series_id = before.series_id
        and member.preceding_position = before.position
left join resolution as predecessor on before.resolution_id = predecessor.resolution_id
left join gaps
    on
        member.series_id = gaps.series_id
        and coalesce(member.preceding_position, 0) = gaps.preceding_position;

comment on view report.resolution_predecessor is
'One row per resolution with the one before it in its series, as far as both are loaded.';
comment on column report.resolution_predecessor.resolution_id is 'key of the resolution';
comment on column report.resolution_predecessor.symbol is 'symbol of the resolution';
comment on column report.resolution_predecessor.language is 'language of the text, ISO 639-1';
comment on column report.resolution_predecessor.title is 'title, which a series keeps';
comment on column report.resolution_predecessor.series_id is
'its series, a key of table series; null where it has no date';
comment on column report.resolution_predecessor.adopted_on is 'day of adoption';
comment on column report.resolution_predecessor.declared_symbol is
'the one it calls "the most recent of which is …", loaded or not';
comment on column report.resolution_predecessor.predecessor_id is
'key of the latest earlier member of the series that is loaded; null if there is none';
comment on column report.resolution_predecessor.predecessor_symbol is 'its symbol';
comment on column report.resolution_predecessor.predecessor_adopted_on is 'its day of adoption';
comment on column report.resolution_predecessor.known_by is
'how the resolution is known to belong to the series: declared predecessor, part of declared '
'predecessor, same title, named as predecessor; null without a predecessor';
comment on column report.resolution_predecessor.not_loaded_symbols is
'members of the series known to lie between the two, or before it where none is loaded before';
comment on column report.resolution_predecessor.is_complete is
'whether nothing can lie between the two, as far as their series goes: no member is known to, and '
'the resolution declares its predecessor or both are of one session or of two that adjoin';
