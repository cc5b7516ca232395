-- Purpose: what became of each clause in the next loaded resolution of its series.
-- Grain: one row per clause.
create view report.clause_fate as
select
    paragraph.paragraph_id,
    paragraph.address,
    resolution.symbol,
    resolution.language,
    resolution.title,
    own.series_id,
    paragraph.label,
    paragraph.adopted_on,
    paragraph.text,
    next_member.symbol as next_symbol,
    next_resolution.adopted_on as next_adopted_on,
    case
        when next_member.resolution_id is null then 'last loaded'
        when successor.relation is null and comeback.address is not null then 'brought back later'
        when successor.relation is null then 'dropped'
        when successor.relation = 'identical' and successor.is_moved then 'moved'
        when successor.relation = 'identical' then 'kept'
        else successor.relation
    end as fate,
    coalesce(successor.is_moved, false) as is_moved,
    successor.address as next_address,
    coalesce(successor.addresses, '{}') as next_addresses,
    successor.parent_coverage as share_kept,
    comeback.address as brought_back_address,
    comeback.adopted_on as brought_back_on
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
left join series_member as own on paragraph.resolution_id = own.resolution_id
left join series_member as next_member
    on
        own.series_id = next_member.series_id
        and own.succeeding_position = next_member.position
left join resolution as next_resolution
    on next_member.resolution_id = next_resolution.resolution_id
left join lateral (
    select
        edge.relation,
        edge.is_moved,
        edge.parent_coverage,
        child.address,
        array_agg(child.address) over in_order as addresses
    from clause_edge as edge
    inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
    where
        edge.parent_paragraph_id = paragraph.paragraph_id
        and child.resolution_id = next_member.resolution_id
    window
        in_order as (
            order by child.position rows between unbounded preceding and unbounded following
        )
    order by
        edge.is_main desc,
        edge.parent_coverage desc,
        child.position asc
    limit 1
) as successor on true
left join lateral (
    select
        child.address,
        child.adopted_on
    from clause_edge as edge
    inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
    inner join series_member as later on child.resolution_id = later.resolution_id
    where
        successor.relation is null
        and edge.parent_paragraph_id = paragraph.paragraph_id
        and child.adopted_on > next_resolution.adopted_on
        and later.series_id = own.series_id
    order by
        child.adopted_on,
        later.symbol collate "C",
        child.position
    limit 1
) as comeback on true;

comment on view report.clause_fate is
'One row per clause: what became of it in the next resolution of its series that is loaded.';
comment on column report.clause_fate.paragraph_id is 'key of the clause';
comment on column report.clause_fate.address is 'symbol and label of the clause';
comment on column report.clause_fate.symbol is 'symbol of its resolution';
comment on column report.clause_fate.language is 'language of the text, ISO 639-1';
comment on column report.clause_fate.title is 'title of its resolution, which a series keeps';
comment on column report.clause_fate.series_id is
'its series, a key of table series; null where it has no date';
comment on column report.clause_fate.label is 'label within the resolution';
comment on column report.clause_fate.adopted_on is 'day of adoption';
comment on column report.clause_fate.text is 'the clause as printed';
comment on column report.clause_fate.next_symbol is 'next resolution of the series; null if none';
comment on column report.clause_fate.next_adopted_on is 'its day of adoption';
comment on column report.clause_fate.fate is
'kept, moved (same words elsewhere), updated, reworded, split, merged, dropped, '
'brought back later, or last loaded where no later member of the series is';
comment on column report.clause_fate.is_moved is
'whether it went to another part, section or level there';
comment on column report.clause_fate.next_address is 'the clause there that carries it on most';
comment on column report.clause_fate.next_addresses is 'every clause there that carries it on';
comment on column report.clause_fate.share_kept is 'share of its words found in next_address';
comment on column report.clause_fate.brought_back_address is
'the first later clause of the series that carries on a dropped one';
comment on column report.clause_fate.brought_back_on is 'its day of adoption';
