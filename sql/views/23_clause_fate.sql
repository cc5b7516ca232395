-- Purpose: what became of each clause in the next loaded resolution of its series.
-- Grain: one row per clause.
create view report.clause_fate as
with next_members as (
    select distinct on (predecessor.predecessor_id)
        predecessor.predecessor_id as resolution_id,
        predecessor.resolution_id as next_resolution_id,
        predecessor.symbol as next_symbol,
        predecessor.adopted_on as next_adopted_on
    from report.resolution_predecessor as predecessor
    where predecessor.predecessor_id is not null
    order by
        predecessor.predecessor_id,
        predecessor.adopted_on,
        predecessor.symbol collate "C"
)

select
    paragraph.paragraph_id,
    resolution.symbol || '#' || paragraph.label as address,
    resolution.symbol,
    resolution.language,
    resolution.title,
    paragraph.label,
    paragraph.adopted_on,
    paragraph.text,
    next_members.next_symbol,
    next_members.next_adopted_on,
    case
        when next_members.next_resolution_id is null then 'last loaded'
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
left join next_members on paragraph.resolution_id = next_members.resolution_id
left join lateral (
    select
        edge.relation,
        edge.is_moved,
        edge.parent_coverage,
        next_members.next_symbol || '#' || child.label as address,
        array_agg(next_members.next_symbol || '#' || child.label) over in_order as addresses
    from clause_edge as edge
    inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
    where
        edge.parent_paragraph_id = paragraph.paragraph_id
        and child.resolution_id = next_members.next_resolution_id
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
        later.symbol || '#' || child.label as address,
        child.adopted_on
    from clause_edge as edge
    inner join paragraph as child on edge.child_paragraph_id = child.paragraph_id
    inner join resolution as later on child.resolution_id = later.resolution_id
    where
        successor.relation is null
        and edge.parent_paragraph_id = paragraph.paragraph_id
        and child.adopted_on > next_members.next_adopted_on
        and later.organ is not distinct from resolution.organ
        and lower(later.title) = lower(resolution.title)
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
