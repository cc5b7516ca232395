-- Purpose: note by which rules some files were read.
-- Grain: one row per file of :source_document_ids that bore another stamp.
update source_document
set reading_rules = :reading_rules
where
    source_document_id = any(:source_document_ids)
    and reading_rules is distinct from :reading_rules
