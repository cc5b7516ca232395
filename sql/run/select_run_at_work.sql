-- Purpose: who holds the lock that lets one run at a time change the database.
-- Grain: one row per server process that holds it, at most one; the time is null if kept secret.
select
    pg_locks.pid,
    pg_stat_activity.xact_start
from pg_locks
left join pg_stat_activity on pg_locks.pid = pg_stat_activity.pid
where
    pg_locks.locktype = 'advisory'
    and pg_locks.granted
    and pg_locks.database = (
        select pg_database.oid
        from pg_database
        where pg_database.datname = current_database()
    )
    and ((cast(pg_locks.classid as bigint) << 32) | cast(pg_locks.objid as bigint))
    = hashtextextended('clause-provenance run', 0)
