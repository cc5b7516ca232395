-- Purpose: tell whether clause_owner may make tables and schemas in this database.
-- Grain: one row.
select
    has_database_privilege('clause_owner', current_database(), 'create')
    and has_schema_privilege('clause_owner', 'public', 'create') as owner_may_create
