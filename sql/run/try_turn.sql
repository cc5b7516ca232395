-- Purpose: let one run at a time change the database; the lock ends with the transaction.
-- Grain: one row, whether it is our turn.
select pg_try_advisory_xact_lock(hashtextextended('clause-provenance run', 0)) as is_ours
