-- Purpose: the resolution before each in its series: the declared one, else the latest namesake.
-- Grain: one row per resolution.
create view report.resolution_predecessor as
with days_of_namesakes as (
    select
        language,
        organ,
        lower(title) as subject,
        adopted_on,
        max(symbol collate "C") as symbol,
        lag(adopted_on) over namesakes as earlier_on,
        lag(max(symbol collate "C")) over namesakes as earlier_symbol
    from resolution
    where
        title is not null
        and adopted_on is not null
    group by
        language,
        organ,
        lower(title),
        adopted_on
    window namesakes as (
        partition by
            language,
            organ,
            lower(title)
        order by adopted_on
    )
)

select
    resolution.resolution_id,
    resolution.symbol,
    resolution.language,
    resolution.adopted_on,
    resolution.previous_symbol as declared_symbol,
    coalesce(declared.resolution_id, namesake.resolution_id) as predecessor_id,
    coalesce(declared.symbol, namesake.symbol) as predecessor_symbol,
    coalesce(declared.adopted_on, namesake.adopted_on) as predecessor_adopted_on,
    case
        when declared.resolution_id is not null then 'declared'
        when namesake.resolution_id is not null then 'same title'
    end as known_by,
    case
        when resolution.previous_symbol is null or declared.resolution_id is not null
            then array_remove(array[''], '')
        else array[resolution.previous_symbol]
    end as not_loaded_symbols
from resolution
left join resolution as declared
    on
        resolution.previous_symbol = declared.symbol
        and resolution.language = declared.language
        and resolution.adopted_on > declared.adopted_on
left join days_of_namesakes
    on
        resolution.language = days_of_namesakes.language
        and resolution.organ is not distinct from days_of_namesakes.organ
        and lower(resolution.title) = days_of_namesakes.subject
        and resolution.adopted_on = days_of_namesakes.adopted_on
left join resolution as namesake
    on
        days_of_namesakes.earlier_symbol = namesake.symbol
        and resolution.language = namesake.language;

comment on view report.resolution_predecessor is
'One row per resolution with the one before it in its series, as far as both are loaded.';
comment on column report.resolution_predecessor.resolution_id is 'key of the resolution';
comment on column report.resolution_predecessor.symbol is 'symbol of the resolution';
comment on column report.resolution_predecessor.language is 'language of the text, ISO 639-1';
comment on column report.resolution_predecessor.adopted_on is 'day of adoption';
comment on column report.resolution_predecessor.declared_symbol is
'the one it calls "the most recent of which is …", loaded or not';
comment on column report.resolution_predecessor.predecessor_id is
'key of the one before it that is loaded; null if there is none';
comment on column report.resolution_predecessor.predecessor_symbol is 'its symbol';
comment on column report.resolution_predecessor.predecessor_adopted_on is 'its day of adoption';
comment on column report.resolution_predecessor.known_by is
'declared, or same title where the declared one is not loaded or none is declared';
comment on column report.resolution_predecessor.not_loaded_symbols is
'members of the series known to lie between the two and not loaded';
