-- Purpose: tell the planner what the tables hold now; without it views over much data are slow.
-- Grain: no rows.
analyze
