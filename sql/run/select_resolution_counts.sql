-- Purpose: every resolution in figures, for the summary of a run.
-- Grain: one row per resolution and language, in order of adoption, undated ones first.
with clauses as (
    select
        paragraph.resolution_id,
        count(*) as clauses,
        count(*) filter (where main_edge.relation is null) as new,
        count(*) filter (where main_edge.is_moved) as moved,
        count(*) filter (where main_edge.relation = 'identical') as identical,
        count(*) filter (where main_edge.relation = 'updated') as updated,
        count(*) filter (where main_edge.relation = 'reworded') as reworded,
        count(*) filter (where main_edge.relation = 'split') as split,
        count(*) filter (where main_edge.relation = 'merged') as merged
    from paragraph
    left join clause_edge as main_edge
        on
            paragraph.paragraph_id = main_edge.child_paragraph_id
            and main_edge.is_main
    group by paragraph.resolution_id
),

notes as (
    select
        resolution_id,
        count(*) as footnotes
    from footnote
    group by resolution_id
),

oddities as (
    select
        resolution_id,
        count(*) as issues
    from parse_issue
    group by resolution_id
)

select
    resolution.symbol,
    resolution.language,
    resolution.session,
    resolution.adopted_on,
    coalesce(clauses.clauses, 0) as clauses,
    coalesce(notes.footnotes, 0) as footnotes,
    coalesce(oddities.issues, 0) as issues,
    coalesce(clauses.moved, 0) as moved,
    coalesce(clauses.new, 0) as new,
    coalesce(clauses.identical, 0) as identical,
    coalesce(clauses.updated, 0) as updated,
    coalesce(clauses.reworded, 0) as reworded,
    coalesce(clauses.split, 0) as split,
    coalesce(clauses.merged, 0) as merged
from resolution
left join clauses on resolution.resolution_id = clauses.resolution_id
left join notes on resolution.resolution_id = notes.resolution_id
left join oddities on resolution.resolution_id = oddities.resolution_id
order by
    resolution.adopted_on nulls first,
    resolution.symbol collate "C",
    resolution.language collate "C"
