-- Purpose: find the revision that the tables are at.
-- Grain: one row, the revision; none if every revision was taken back.
select version_num
from alembic_version
