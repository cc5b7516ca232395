-- Purpose: tell whether the database was ever migrated.
-- Grain: one row, the answer.
select to_regclass('alembic_version') is not null as has_revision
