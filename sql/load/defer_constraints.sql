-- Purpose: let clauses of a replaced document change places before order and chapeaux are checked.
-- Grain: the transaction.
set constraints all deferred
