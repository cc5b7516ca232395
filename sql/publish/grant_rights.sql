-- Purpose: let clause_reader read, and clause_loader load; it may not undo the record of runs.
-- Grain: the two schemas with all their tables.
grant usage on schema public, report to clause_reader, clause_loader;

grant select on all tables in schema public, report to clause_reader, clause_loader;

grant insert, update, delete on all tables in schema public to clause_loader;

revoke insert, update, delete on alembic_version from clause_loader;

revoke update, delete on decision, root_change from clause_loader;

revoke delete on load_run from clause_loader;

grant usage on all sequences in schema public to clause_loader;

do $$
begin
    execute format('grant temporary on database %I to clause_loader', current_database());
    -- From version 17 on the planner's statistics are a right of their own.
    if current_setting('server_version_num')::integer >= 170000 then
        execute 'grant maintain on all tables in schema public to clause_loader';
    end if;
end
$$
