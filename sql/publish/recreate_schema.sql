-- Purpose: make room for the views.
-- Grain: the schema.
drop schema if exists report cascade;

create schema report
