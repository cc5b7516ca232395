-- Purpose: create the role that may read everything and change nothing.
-- Grain: the role, which all databases of the server share.
create role clause_reader nologin
