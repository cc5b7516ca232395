-- Purpose: hand the stamp to the statement that writes it, which takes no parameters.
-- Grain: one row, the stamp.
select set_config('clause_provenance.stamp', :stamp, true) as stamp
