-- Purpose: what people decided, and whether it holds: the same rules as etl/decisions.py.
-- Grain: one row per decision, of every time.
create view report.decisions as
with subject as (
    select
        decision.decision_id,
        decision.language,
        decision.symbol,
        decision.label,
        decision.kind,
        decision.parent_symbol,
        decision.parent_label,
        decision.decided_at,
        case
            when decision.kind in ('label', 'text') then decision.kind
            else 'link'
        end as aspect
    from decision
),

ranked as (
    select
        subject.decision_id,
        row_number() over (
            partition by
                subject.language,
                subject.symbol,
                subject.label,
                subject.aspect,
                subject.parent_symbol,
                subject.parent_label
            order by subject.decided_at desc
        ) as place,
        case
            when subject.kind = 'main_parent'
                then
                    row_number()
                        over (
                            partition by
                                subject.language,
                                subject.symbol,
                                subject.label,
                                subject.kind
                            order by subject.decided_at desc
                        )
            else 1
        end as place_as_main
    from subject
),

clause as (
    select
        resolution.language,
        resolution.symbol,
        paragraph.label,
        encode(sha256(convert_to(paragraph.text, 'UTF8')), 'hex') as text_sha256
    from paragraph
    inner join resolution on paragraph.resolution_id = resolution.resolution_id
    where
        (resolution.symbol, paragraph.label) in (
            select
                judged.symbol,
                judged.label
            from decision as judged
            union all
            select
                judged.parent_symbol,
                judged.parent_label
            from decision as judged
        )
)

select
    decision.decision_id,
    decision.language,
    decision.symbol || '#' || decision.label as address,
    decision.kind,
    decision.parent_symbol || '#' || decision.parent_label as parent_address,
    decision.correction,
    decision.decided_by,
    decision.decided_at,
    decision.reason,
    case
        when ranked.place > 1 or ranked.place_as_main > 1 then 'superseded'
        when decision.correction = '' then 'applied'
        when
            decision.kind in ('label', 'text')
            then case
                when clause_correction.decision_id is not null then 'applied'
                when corrected.resolution_id is null then 'not loaded'
                else 'stale'
            end
        when child.text_sha256 is null or parent.text_sha256 is null then 'not loaded'
        when
            starts_with(child.text_sha256, decision.text_sha256)
            and starts_with(parent.text_sha256, decision.parent_text_sha256)
            then 'applied'
        else 'stale'
    end as status
from decision
inner join ranked on decision.decision_id = ranked.decision_id
left join clause_correction on decision.decision_id = clause_correction.decision_id
left join resolution as corrected
    on
        decision.language = corrected.language
        and decision.symbol = corrected.symbol
left join clause as child
    on
        decision.language = child.language
        and decision.symbol = child.symbol
        and decision.label = child.label
left join clause as parent
    on
        decision.language = parent.language
        and decision.parent_symbol = parent.symbol
        and decision.parent_label = parent.label;

comment on view report.decisions is 'One row per decision of a person, with whether it holds.';
comment on column report.decisions.decision_id is 'key of the decision';
comment on column report.decisions.language is 'language of the texts, ISO 639-1';
comment on column report.decisions.address is
'address of the clause judged; as the program reads it, for a correction';
comment on column report.decisions.kind is
'main_parent, further_parent, not_parent, unsure; label, text: corrections';
comment on column report.decisions.parent_address is
'address of the earlier clause; null for a correction';
comment on column report.decisions.correction is
'the right label or text; empty where an earlier correction is taken back; null for links';
comment on column report.decisions.decided_by is 'who decided';
comment on column report.decisions.decided_at is 'when it was decided';
comment on column report.decisions.reason is 'why';
comment on column report.decisions.status is
'applied; superseded by a later decision; stale: the text is another than the one judged, so it is '
'not applied; not loaded: one of the clauses of the link is not there';
