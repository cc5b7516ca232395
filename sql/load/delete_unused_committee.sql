-- Purpose: forget each committee that no resolution names any more.
-- Grain: one row per unused committee.
delete from committee
where
    not exists (
        select 1
        from resolution
        where resolution.committee_id = committee.committee_id
    )
