-- Purpose: how A/RES/78/217#OP29 came to read as it does.
-- Grain: one row per forerunner, oldest first, with its changes: [-taken out-] and {+put in+}.
select
    history.address,
    history.adopted_on,
    history.relation,
    coalesce(changes.marked_text, history.text) as marked_text
from report.clause_history as history
left join report.wording_changes as changes on history.paragraph_id = changes.paragraph_id
where
    history.root_paragraph_id = (
        select latest.root_paragraph_id
        from report.clause_history as latest
        where
            latest.symbol = 'A/RES/78/217'
            and latest.label = 'OP29'
    )
order by
    history.adopted_on,
    history.position;
