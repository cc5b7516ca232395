-- Purpose: forget each state that no resolution names any more.
-- Grain: one row per unused state.
delete from state
where
    not exists (
        select 1
        from sponsor
        where sponsor.state_id = state.state_id
    )
    and not exists (
        select 1
        from vote
        where vote.state_id = state.state_id
    )
