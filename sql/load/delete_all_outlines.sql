-- Purpose: forget what linking keeps of resolutions, before all are linked anew.
-- Grain: none; deletes every outline.
delete from outline
