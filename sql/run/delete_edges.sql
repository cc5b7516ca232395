-- Purpose: discard every link, and with it the wording changes that hang on it.
-- Grain: one row per link.
delete from clause_edge
