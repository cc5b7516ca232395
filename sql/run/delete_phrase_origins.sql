-- Purpose: discard the origin of every phrase.
-- Grain: one row per run of words.
delete from phrase_origin
