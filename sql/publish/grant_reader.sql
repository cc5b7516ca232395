-- Purpose: let clause_reader read every table and view.
-- Grain: the two schemas.
grant usage on schema public, report to clause_reader;

grant select on all tables in schema public, report to clause_reader
