-- Purpose: the clauses of one line, to be read in order of adoption.
-- Grain: one row per clause; clauses with the same root are one line.
create view report.clause_history as
select
    lineage.root_paragraph_id,
    root.address as root_address,
    clause.paragraph_id,
    clause.address,
    clause.symbol,
    clause.language,
    clause.title,
    clause.series_id,
    clause.label,
    clause.adopted_on,
    clause.position,
    lineage.depth as generation,
    parent.address as parent_address,
    edge.relation,
    edge.is_moved,
    edge.score as similarity,
    lineage.root_similarity,
    clause.opening_phrase,
    clause.text
from clause_lineage as lineage
inner join paragraph as root on lineage.root_paragraph_id = root.paragraph_id
inner join report.clause as clause on lineage.paragraph_id = clause.paragraph_id
left join clause_edge as edge
    on
        lineage.paragraph_id = edge.child_paragraph_id
        and edge.is_main
left join paragraph as parent on edge.parent_paragraph_id = parent.paragraph_id;

comment on view report.clause_history is
'One row per clause; filter by root_address and order by adopted_on, symbol, position to read '
'the story of one wording.';
comment on column report.clause_history.root_paragraph_id is 'key of the root of the line';
comment on column report.clause_history.root_address is 'symbol and label of the root';
comment on column report.clause_history.paragraph_id is 'key of the clause';
comment on column report.clause_history.address is 'symbol and label of the clause';
comment on column report.clause_history.symbol is 'symbol of its resolution';
comment on column report.clause_history.language is 'language of the text, ISO 639-1';
comment on column report.clause_history.title is 'title of its resolution, which a series keeps';
comment on column report.clause_history.series_id is 'its series, a key of table series';
comment on column report.clause_history.label is 'label within the resolution';
comment on column report.clause_history.adopted_on is 'day of adoption';
comment on column report.clause_history.position is 'reading order within the resolution';
comment on column report.clause_history.generation is 'links between the clause and the root';
comment on column report.clause_history.parent_address is 'its main parent; null for the root';
comment on column report.clause_history.relation is 'how it carries on its main parent';
comment on column report.clause_history.is_moved is
'whether it went to another part, section or level';
comment on column report.clause_history.similarity is 'how well its parent explains it, 0 to 1';
comment on column report.clause_history.root_similarity is
'how much of the root''s wording is left, 0 to 1';
comment on column report.clause_history.opening_phrase is 'words that open it';
comment on column report.clause_history.text is 'the clause as printed';
