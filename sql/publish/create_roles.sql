-- Purpose: create the roles that migrate, load and read; logins are made members of them.
-- Grain: the roles, which all databases of the server share; those that exist stay as they are.
do $$
declare
    missing text;
begin
    for missing in
        select wanted
        from unnest(array['clause_owner', 'clause_loader', 'clause_reader']) as wanted
        where not exists (select 1 from pg_roles where rolname = wanted)
    loop
        execute format('create role %I nologin', missing);
    end loop;
end
$$
