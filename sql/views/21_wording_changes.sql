-- Purpose: how each clause differs from its main parent, with the changes marked.
-- Grain: one row per clause that has a parent.
create view report.wording_changes as
select
    clause.paragraph_id,
    clause.address,
    clause.symbol,
    clause.language,
    clause.title,
    clause.series_id,
    clause.label,
    clause.adopted_on,
    parent.paragraph_id as parent_paragraph_id,
    parent.address as parent_address,
    parent.symbol as parent_symbol,
    parent.label as parent_label,
    parent.adopted_on as parent_adopted_on,
    edge.relation,
    edge.is_moved,
    edge.score as similarity,
    edge.child_coverage,
    edge.parent_coverage,
    edge.reason,
    runner_up.address as runner_up_address,
    edge.margin,
    coalesce(marked.words_removed, 0) as words_removed,
    coalesce(marked.words_added, 0) as words_added,
    coalesce(marked.words_removed, 0) + coalesce(marked.words_added, 0) as changed_words,
    marked.change_class,
    coalesce(marked.only_references_changed, false) as only_references_changed,
    coalesce(
        lower(clause.opening_phrase) is distinct from lower(parent.opening_phrase), false
    ) as opening_phrase_changed,
    parent.opening_phrase as old_opening_phrase,
    clause.opening_phrase as new_opening_phrase,
    parent.text as old_text,
    clause.text as new_text,
    coalesce(marked.old_text || marked.kept_after, parent.text) as old_text_marked,
    coalesce(marked.new_text || marked.kept_after, clause.text) as new_text_marked,
    coalesce(marked.both_texts || marked.kept_after, clause.text) as marked_text
from clause_edge as edge
inner join report.clause as clause on edge.child_paragraph_id = clause.paragraph_id
inner join report.clause as parent on edge.parent_paragraph_id = parent.paragraph_id
left join paragraph as runner_up on edge.runner_up_paragraph_id = runner_up.paragraph_id
left join lateral (  -- noqa: ST05
    -- What stands between two changes is the same in both texts, so it is cut out only once.
    with piece as (
        select
            run.position,
            run.change_class,
            run.child_end,
            substr(
                clause.text,
                lag(run.child_end, 1, 0) over in_order + 1,
                run.child_start - lag(run.child_end, 1, 0) over in_order
            ) as kept_before,
            case when run.old_text = '' then '' else '[-' || run.old_text || '-]' end
                as deletion,
            case when run.new_text = '' then '' else '{+' || run.new_text || '+}' end
                as insertion,
            case
                when run.change_class = 'typographic' then 0
                else cardinality(string_to_array(trim(run.old_text), ' '))
            end as words_removed,
            case
                when run.change_class = 'typographic' then 0
                else cardinality(string_to_array(trim(run.new_text), ' '))
            end as words_added
        from wording_change as run
        where
            -- Told before any row is looked for: equal texts, which are most, have no changes.
            clause.text <> parent.text
            and run.child_paragraph_id = edge.child_paragraph_id
            and run.parent_paragraph_id = edge.parent_paragraph_id
        window in_order as (order by run.position)
    )

    select
        substr(clause.text, max(piece.child_end) + 1) as kept_after,
        string_agg(piece.kept_before || piece.deletion, '' order by piece.position) as old_text,
        string_agg(piece.kept_before || piece.insertion, '' order by piece.position) as new_text,
        string_agg(
            piece.kept_before || piece.deletion || piece.insertion, '' order by piece.position
        ) as both_texts,
        sum(piece.words_removed) as words_removed,
        sum(piece.words_added) as words_added,
        -- The most telling change speaks for the link, from the least to the most.
        (array['typographic', 'reference', 'grammatical', 'opening_phrase', 'substantive'])[
            max(
                array_position(
                    array[
                        'typographic', 'reference', 'grammatical', 'opening_phrase', 'substantive'
                    ],
                    piece.change_class
                )
            )
        ] as change_class,
        bool_and(piece.change_class in ('reference', 'typographic'))
        and bool_or(piece.change_class = 'reference') as only_references_changed
    from piece
) as marked on true
where edge.is_main;

comment on view report.wording_changes is
'One row per clause that has a parent: what changed between it and its main parent.';
comment on column report.wording_changes.paragraph_id is 'key of the clause';
comment on column report.wording_changes.address is 'symbol and label of the clause';
comment on column report.wording_changes.symbol is 'symbol of its resolution';
comment on column report.wording_changes.language is 'language of both texts, ISO 639-1';
comment on column report.wording_changes.title is 'title of its resolution, which a series keeps';
comment on column report.wording_changes.series_id is 'its series, a key of table series';
comment on column report.wording_changes.label is 'label within the resolution';
comment on column report.wording_changes.adopted_on is 'day of adoption';
comment on column report.wording_changes.parent_paragraph_id is 'key of the main parent';
comment on column report.wording_changes.parent_address is 'symbol and label of the main parent';
comment on column report.wording_changes.parent_symbol is 'symbol of the parent''s resolution';
comment on column report.wording_changes.parent_label is 'label of the parent';
comment on column report.wording_changes.parent_adopted_on is 'adoption of the parent';
comment on column report.wording_changes.relation is
'identical; updated (only dates, sessions, symbols, editions); reworded; split; merged';
comment on column report.wording_changes.is_moved is
'whether it went to another part, section or level';
comment on column report.wording_changes.similarity is 'how well the parent explains it, 0 to 1';
comment on column report.wording_changes.child_coverage is 'share of its words carried over';
comment on column report.wording_changes.parent_coverage is
'share of the parent''s words that are carried over';
comment on column report.wording_changes.reason is 'why this parent and not the runner-up';
comment on column report.wording_changes.runner_up_address is 'the next best parent';
comment on column report.wording_changes.margin is 'score above the runner-up''s';
comment on column report.wording_changes.words_removed is
'words of the parent that went, as printed between spaces, changes of typography left out';
comment on column report.wording_changes.words_added is 'words that came, counted likewise';
comment on column report.wording_changes.changed_words is 'words that went and words that came';
comment on column report.wording_changes.change_class is
'class of its most telling change: typographic, reference, grammatical, opening_phrase, '
'substantive; null where nothing changed';
comment on column report.wording_changes.only_references_changed is
'whether only dates, years, sessions, symbols and editions changed';
comment on column report.wording_changes.opening_phrase_changed is
'whether the opening changed, such as Urges to Encourages';
comment on column report.wording_changes.old_opening_phrase is 'words that open the parent';
comment on column report.wording_changes.new_opening_phrase is 'words that open the clause';
comment on column report.wording_changes.old_text is 'the parent as printed';
comment on column report.wording_changes.new_text is 'the clause as printed';
comment on column report.wording_changes.old_text_marked is
'the parent with the words that went marked [-so-]';
comment on column report.wording_changes.new_text_marked is
'the clause with the words that came marked {+so+}';
comment on column report.wording_changes.marked_text is
'both in one: deletions marked [-so-], insertions {+so+}';
