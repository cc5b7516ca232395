-- Purpose: forget what linking keeps of some resolutions.
-- Grain: none; parameters are a language and symbols.
delete from outline
where language = :language and symbol = any(:symbols)
