-- Purpose: discard every clause's place in its line.
-- Grain: one row per clause.
delete from clause_lineage
