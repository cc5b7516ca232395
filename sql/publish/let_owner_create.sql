-- Purpose: let clause_owner make tables and schemas in this database.
-- Grain: the database and its schema public.
do $$
begin
    execute format('grant create on database %I to clause_owner', current_database());
    grant usage, create on schema public to clause_owner;
end
$$
