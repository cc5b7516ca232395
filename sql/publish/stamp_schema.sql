-- Purpose: note in the schema's comment which views it holds.
-- Grain: the schema.
do $$
begin
    execute format(
        'comment on schema report is %L',
        current_setting('clause_provenance.stamp')
    );
end
$$
