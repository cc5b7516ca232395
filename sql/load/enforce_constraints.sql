-- Purpose: check now what was deferred while documents were replaced.
-- Grain: the transaction.
set constraints all immediate
