-- Purpose: wait for locks no longer than :patience, such as 5s; 0 waits without end.
-- Grain: one row, the setting, which ends with the transaction.
select set_config('lock_timeout', :patience, true) as patience
