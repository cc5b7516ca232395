-- Purpose: let one run at a time change the database; the lock ends with the transaction.
-- Grain: one row, empty.
select pg_advisory_xact_lock(hashtextextended('clause-provenance run', 0))
