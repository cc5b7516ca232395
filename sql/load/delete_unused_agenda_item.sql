-- Purpose: forget each agenda item that no resolution names any more.
-- Grain: one row per unused agenda item.
delete from agenda_item
where
    not exists (
        select 1
        from resolution
        where resolution.agenda_item_id = agenda_item.agenda_item_id
    )
