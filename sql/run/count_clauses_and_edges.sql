-- Purpose: how many clauses and links there are.
-- Grain: one row, the numbers.
select
    (
        select count(*)
        from paragraph
    ) as clauses,
    (
        select count(*)
        from clause_edge
    ) as edges
