-- Purpose: which wording came back after the resolution before had left it out.
-- Grain: one row per passage of ten words or more; gap left it out, stood_in had it before.
with spoken as (
    select
        clause.symbol,
        clause.adopted_on,
        clause.label,
        token.place,
        string_agg(token.word, ' ') over following as words
    from report.clause as clause
    cross join
        lateral regexp_split_to_table(
            lower(regexp_replace(clause.text, '[^[:alnum:] ]', '', 'g')), ' +'
        ) with ordinality as token (word, place)
    where clause.title = 'Protection of migrants'
    window following as (
        partition by clause.paragraph_id
        order by token.place rows between current row and 9 following
    )
),

known as (
    select
        symbol,
        words,
        adopted_on
    from spoken
    where words like '% % % % % % % % % %'
),

returned as (
    select
        spoken.symbol,
        spoken.adopted_on,
        spoken.label,
        spoken.place,
        spoken.words,
        member.predecessor_symbol as gap,
        max(known.adopted_on) as stood_on,
        spoken.place - row_number() over (
            partition by
                spoken.symbol,
                spoken.label
            order by spoken.place
        ) as passage
    from spoken
    inner join report.resolution_predecessor as member on spoken.symbol = member.symbol
    inner join known
        on
            spoken.words = known.words
            and member.predecessor_adopted_on > known.adopted_on
    where
        not exists (
            select from known as lately
            where
                lately.words = spoken.words
                and lately.symbol = member.predecessor_symbol
        )
    group by
        spoken.symbol,
        spoken.adopted_on,
        spoken.label,
        spoken.place,
        spoken.words,
        member.predecessor_symbol
)

select
    returned.symbol || '#' || returned.label as address,
    returned.gap,
    resolution.symbol as stood_in,
    count(*) + 9 as words,
    (array_agg(returned.words order by returned.place))[1] as begins
from returned
inner join resolution on returned.stood_on = resolution.adopted_on
group by
    returned.symbol,
    returned.adopted_on,
    returned.label,
    returned.gap,
    returned.passage,
    resolution.symbol
order by
    returned.adopted_on,
    min(returned.place);
