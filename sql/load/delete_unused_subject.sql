-- Purpose: forget each subject that no resolution names any more.
-- Grain: one row per unused subject.
delete from subject
where
    not exists (
        select 1
        from resolution_subject
        where resolution_subject.subject_id = subject.subject_id
    )
