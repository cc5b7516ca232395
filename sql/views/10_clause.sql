-- Purpose: every clause under its address, with what its resolution says of itself.
-- Grain: one row per clause.
create view report.clause as
select
    paragraph.paragraph_id,
    paragraph.address,
    resolution.symbol,
    resolution.language,
    resolution.organ,
    resolution.session,
    resolution.title,
    series_member.series_id,
    paragraph.adopted_on,
    paragraph.position,
    paragraph.label,
    paragraph.kind,
    paragraph.opening_phrase,
    paragraph.text,
    paragraph.word_count
from paragraph
inner join resolution on paragraph.resolution_id = resolution.resolution_id
left join series_member on resolution.resolution_id = series_member.resolution_id;

comment on view report.clause is 'One row per clause, under its address, with its resolution.';
comment on column report.clause.paragraph_id is 'key of the clause in table paragraph';
comment on column report.clause.address is 'symbol and label, such as A/RES/66/172#OP3(a)';
comment on column report.clause.symbol is 'symbol of the resolution';
comment on column report.clause.language is 'language of the text, ISO 639-1';
comment on column report.clause.organ is 'organ that adopted the resolution';
comment on column report.clause.session is 'session as symbols write it';
comment on column report.clause.title is 'title of the resolution';
comment on column report.clause.series_id is
'series of its resolution, a key of table series; null where it has no date';
comment on column report.clause.adopted_on is 'day of adoption; null where unknown';
comment on column report.clause.position is 'reading order within the resolution, from 1';
comment on column report.clause.label is 'PP1, OP3(a), AX1.5: unique within the resolution';
comment on column report.clause.kind is 'preambular, operative or annex';
comment on column report.clause.opening_phrase is 'words that open it, such as "Calls upon"';
comment on column report.clause.text is 'the clause as printed';
comment on column report.clause.word_count is 'number of words';
