-- Finding a case by words, filters that somebody keeps, and counting.

-- The words of a text as they are looked for. Punctuation stands between words, so that no address and no account name
-- hides behind it; and since nobody remembers whether it was a dot or a line, an account is there without them as well. It
-- costs what it says: a word that is in every report must not make the planner read them all.
create function concern.words(variadic texts text[]) returns tsvector
  language sql immutable parallel safe cost 5000 set search_path = '' as $$
  select to_tsvector('english', regexp_replace(t || ' ' || regexp_replace(t, '([[:alnum:]])[._-]+(?=[[:alnum:]])', '\1', 'g'), '[^[:alnum:]]+', ' ', 'g'))
    from array_to_string(texts, ' ') t
$$;

-- What somebody typed, as a question to those words. Quotation marks and a minus before a word keep their meaning.
create function concern.asked(typed text) returns tsquery
  language sql immutable parallel safe set search_path = '' as $$
  select case when apart = joined then apart else apart || joined end
    from regexp_replace(typed, 'https?://|www\.', '', 'gi') t cross join lateral (
      select
        websearch_to_tsquery('english', regexp_replace(regexp_replace(t, '([[:alnum:]])-', '\1 ', 'g'), '[^[:alnum:]"-]+', ' ', 'g')) as apart,
        websearch_to_tsquery('english', regexp_replace(regexp_replace(t, '([[:alnum:]])[._-]+(?=[[:alnum:]])', '\1', 'g'), '[^[:alnum:]"-]+', ' ', 'g')) as joined) q
$$;

-- What was described as evidence: what it is and where it is, the address of a page often.
create function concern.described(evidence jsonb) returns text
  language sql immutable parallel safe set search_path = '' as $$
  select jsonb_path_query_array(evidence, '$[*].what')::text || ' ' || jsonb_path_query_array(evidence, '$[*].where')::text
$$;
revoke all on function concern.words, concern.asked, concern.described from public;
grant execute on function concern.words, concern.described to gatehouse_person, gatehouse_escalation, gatehouse_intake;
grant execute on function concern.asked to gatehouse_person;

-- Looked up far more often than written, so no list of pending rows that every search would have to read through. The
-- caseload stands in them as text, which no other index has: for a word that is in every report the planner would else
-- take another index of the caseload, and work out the words of each report anew.
create index concern_headline on concern.concern using gin (caseload_id, concern.words(headline)) with (fastupdate = off);
create index concern_words on concern.concern using gin ((caseload_id::text),
  concern.words(child_words, seen, thought, address, place_detail, other_witnesses, concern.described(evidence))) with (fastupdate = off);
create index concern_number on concern.concern using gin (caseload_id, reference gin_trgm_ops) with (fastupdate = off);
create index addition_words on concern.addition using gin ((caseload_id::text), concern.words(body)) with (fastupdate = off);
create index entry_words on concern.entry using gin ((caseload_id::text), concern.words(body)) with (fastupdate = off) where body is not null;
create index action_words on concern.action using gin ((caseload_id::text), concern.words(what, done_note, child_involved_note)) with (fastupdate = off);
create index case_words on concern.case_file using gin ((caseload_id::text), concern.words(outcome, outcome_line, finding_reason, parents_note))
  with (fastupdate = off) where outcome is not null or finding_reason is not null or parents_note is not null;
create index party_words on concern.party using gin (caseload_id, described_as gin_trgm_ops) with (fastupdate = off)
  where described_as is not null;

-- Free text over everything that a handler may open: the number, names, the report, what was added, notes, actions, the
-- outcome. A row a concern: the place where it fits best, and a score: names and numbers before the headline, that before
-- the report, that before work on the case; more places before fewer; a
-- name that is only alike last, where none is as it was typed.
-- It works as the owner, so it takes the same scope sets as the policies; `offset 0` keeps the caseload an index
-- condition. `name_like` is the words as a pattern, with % between them. What fits more than a thousand concerns is no
-- search: the page then asks for another word. Planned for each search, since a rare word and a common one want
-- different ways; alone, since to start helpers takes longer (11 ms) than to look.
create function concern.search_cases(words text, name_like text)
  returns table (concern_id uuid, score int, place text, place_id uuid)
  language sql stable rows 50 security definer set search_path = '' set plan_cache_mode = force_custom_plan
  set max_parallel_workers_per_gather = 0 set pg_trgm.word_similarity_threshold = 0.5 as $$
  with called as materialized (
    select p.concern_id, p.id
      from people.person n
      join concern.party p on p.person_id = n.id and p.caseload_id = any ((select app.ids('caseloads'))::uuid[])
      where (n.given_name || ' ' || coalesce(n.known_as, '') || ' ' || n.family_name) ilike $2
        and n.trust_id = (select app.ids('trust'))[1]
      limit 1000
  ), numbered as materialized (
    select c.id from concern.concern c
      where c.reference in ($1, upper($1)) and c.caseload_id = any ((select app.ids('caseloads'))::uuid[])
  ), hit as (
    select n.id as concern_id, 95 as score, 'number' as place, n.id as place_id from numbered n
    union all
    select n.concern_id, 80, 'name', n.id from called n
    union all
    (
      -- Looked for once in all numbers, not in each caseload: every number of a school begins with the same letters.
      select f.id, 90, 'number', f.id from (
        select c.id, c.caseload_id from concern.concern c
          where c.reference ilike $2 and $1 ~ '[0-9]' and length($1) > 2 and not exists (select from numbered)
          offset 0) f
        join unnest(app.ids('caseloads')) s (id) on s.id = f.caseload_id
      limit 1000)
    union all
    (
      select f.id, 60, 'headline', f.id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select c.id from concern.concern c
          where c.caseload_id = s.id and concern.words(c.headline) @@ concern.asked($1)
          offset 0) f
      limit 1000)
    union all
    (
      select f.id, 50, 'report', f.id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select c.id from concern.concern c
          where c.caseload_id::text = s.id::text
            and concern.words(c.child_words, c.seen, c.thought, c.address, c.place_detail, c.other_witnesses, concern.described(c.evidence))
              @@ concern.asked($1)
          offset 0) f
      limit 1000)
    union all
    (
      select f.concern_id, 40, 'addition', f.id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select a.concern_id, a.id from concern.addition a
          where a.caseload_id::text = s.id::text and concern.words(a.body) @@ concern.asked($1)
          offset 0) f
      limit 1000)
    union all
    (
      select f.concern_id, 30, 'entry', f.id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select e.concern_id, e.id from concern.entry e
          where e.caseload_id::text = s.id::text and e.body is not null and concern.words(e.body) @@ concern.asked($1)
            and coalesce(e.details ->> 'concern', '') <> all ((select app.ids('excluded'))::text[])
          offset 0) f
      limit 1000)
    union all
    (
      select f.concern_id, 30, 'action', f.id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select a.concern_id, a.id from concern.action a
          where a.caseload_id::text = s.id::text
            and concern.words(a.what, a.done_note, a.child_involved_note) @@ concern.asked($1)
          offset 0) f
      limit 1000)
    union all
    (
      select f.concern_id, 30, 'outcome', f.concern_id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select k.concern_id from concern.case_file k
          where k.caseload_id::text = s.id::text
            and concern.words(k.outcome, k.outcome_line, k.finding_reason, k.parents_note) @@ concern.asked($1)
            and (k.outcome is not null or k.finding_reason is not null or k.parents_note is not null)
          offset 0) f
      limit 1000)
    union all
    (
      select f.concern_id, 70, 'described', f.id from unnest(app.ids('caseloads')) s (id) cross join lateral (
        select p.concern_id, p.id from concern.party p
          where p.caseload_id = s.id and p.described_as ilike $2
          offset 0) f
      limit 1000)
    union all
    (
      select p.concern_id, 20, 'alike', p.id
        from people.person n
        join concern.party p on p.person_id = n.id and p.caseload_id = any ((select app.ids('caseloads'))::uuid[])
        where (n.given_name || ' ' || coalesce(n.known_as, '') || ' ' || n.family_name) operator(public.%>) $1
          and not exists (
            select from regexp_split_to_table($1, '\s+') w
            where public.word_similarity(w, n.given_name || ' ' || coalesce(n.known_as, '') || ' ' || n.family_name) < 0.5)
          and n.trust_id = (select app.ids('trust'))[1]
          and $1 !~ '[0-9]' and not exists (select from called)
      limit 200)
  )
  select distinct on (h.concern_id) h.concern_id,
      h.score + (least(count(*) over (partition by h.concern_id), 9) - 1)::int, h.place, h.place_id
    from hit h
    where h.concern_id <> all ((select app.ids('excluded'))::uuid[])
    order by h.concern_id, h.score desc, h.place_id
$$;
revoke all on function concern.search_cases from public;
grant execute on function concern.search_cases to gatehouse_person;

-- Counts of the concerns of some caseloads in a time, by one thing after another, with the rights of whoever asks; a
-- concern of two kinds counts in both. `leave_out` is not counted.
create function concern.tally(caseloads uuid[], first timestamptz, until timestamptz, leave_out uuid[])
  returns table (breakdown text, value text, n float8)
  language sql stable set search_path = '' set plan_cache_mode = force_custom_plan as $$
  with mine as materialized (
    select c.id, c.kinds, c.place, c.school_id, c.reported_at, f.categories, f.four_cs, f.intent, f.severity, f.status, f.child_involved,
        extract(epoch from f.acknowledged_at - f.reported_at)::float8 / 60 as acknowledged,
        extract(epoch from f.closed_at - f.reported_at)::float8 / 60 as closed
      from concern.case_file f join concern.concern c on c.id = f.concern_id
      where f.caseload_id = any (caseloads) and f.reported_at >= first and f.reported_at < until and c.id <> all (leave_out)
  ), pupil as (
    select distinct m.id, coalesce(greatest(e.nc_year, -1)::text, 'none') as nc_year
      from mine m
      join concern.party p on p.concern_id = m.id and not p.is_adult and p.part in ('affected', 'involved')
        and not exists (select from concern.party i where i.identifies = p.id)
      left join people.enrolment e on e.person_id = p.person_id and e.school_id = m.school_id
        and e.during @> (m.reported_at at time zone 'Europe/London')::date
  )
  select 'all', 'all', count(*) from mine
  union all select 'open', 'open', count(*) from mine where status <> 'closed'
  union all select 'month', to_char(reported_at at time zone 'Europe/London', 'YYYY-MM'), count(*) from mine group by 2
  union all select 'school', school_id::text, count(*) from mine group by 2
  union all select 'kind', k, count(*) from mine, unnest(kinds) k group by 2
  union all select 'category', coalesce(k, 'none'), count(*) from mine left join unnest(categories) k on true group by 2
  union all select 'four_c', coalesce(k, 'none'), count(*) from mine left join unnest(four_cs) k on true group by 2
  union all select 'year', nc_year, count(*) from pupil group by 2
  union all select 'place', place, count(*) from mine group by 2
  union all select 'intent', coalesce(intent, 'none'), count(*) from mine group by 2
  union all select 'severity', coalesce(severity, 'none'), count(*) from mine group by 2
  union all select 'child', coalesce(child_involved, 'none'), count(*) from mine group by 2
  union all select 'acknowledged', t.value, t.n from (
      select count(acknowledged), percentile_cont(0.5) within group (order by acknowledged), percentile_cont(0.9) within group (order by acknowledged) from mine) p (n, half, most)
    cross join lateral (values ('n', p.n), ('half', p.half), ('most', p.most)) t (value, n) where t.n is not null
  union all select 'closed', t.value, t.n from (
      select count(closed), percentile_cont(0.5) within group (order by closed), percentile_cont(0.9) within group (order by closed) from mine) p (n, half, most)
    cross join lateral (values ('n', p.n), ('half', p.half), ('most', p.most)) t (value, n) where t.n is not null
$$;

-- Schools whose trends I am given without seeing a child: those that I help to lead or govern.
create function concern.trend_schools() returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select s.id from people.school s
    where exists (
      select from people.appointment a
        where a.person_id = app.actor() and a.during @> (app.at() at time zone 'Europe/London')::date
          and (a.school_id = s.id and a.role in ('slt', 'governor', 'chair_of_governors')
            or a.trust_id = s.trust_id and a.school_id is null and a.role = 'trustee'))
$$;

-- The counts of one such school, for terms that are over, of the last three school years: the same for everybody who asks,
-- and nothing else can be asked for, so that no two answers can be taken from one another. Of concerns about children, but for those
-- that an adult is shut out of: nobody learns by counting that there is one. What is small is hidden before it is shown
-- (src/domains/concerns/figures/small-numbers.ts).
create function concern.trends(school uuid)
  returns table (first date, breakdown text, value text, n float8)
  language sql stable security definer set search_path = '' as $$
  with today as (
    select (app.at() at time zone 'Europe/London')::date as today
  ), term as (
    select make_date(y, m, 1) as first,
        (make_date(y, m, 1) + case m when 9 then interval '4 months' when 1 then interval '3 months' else interval '5 months' end)::date as until
      from today, generate_series(extract(year from today)::int - 4, extract(year from today)::int) y, unnest('{1,4,9}'::int[]) m
  ), recent as (
    select t.first, t.until from term t, today where t.until <= today
      and t.first >= make_date(extract(year from today - interval '8 months')::int - 2, 9, 1)
  ), mine as (
    select array_agg(l.id) as ids from concern.caseload l
      where l.school_id = trends.school and l.stream = 'child' and l.school_id in (select concern.trend_schools())
  ), shut as (
    select coalesce(array_agg(distinct e.concern_id), '{}') as ids from concern.exclusion e, mine
      where e.caseload_id = any (mine.ids) and e.state <> 'lifted'
  )
  select r.first, t.breakdown, t.value, t.n
    from recent r cross join mine cross join shut
    cross join lateral concern.tally(mine.ids, r.first::timestamp at time zone 'Europe/London',
      r.until::timestamp at time zone 'Europe/London', shut.ids) t
    where mine.ids is not null
$$;
revoke all on function concern.tally, concern.trend_schools, concern.trends from public;
grant execute on function concern.tally, concern.trend_schools, concern.trends to gatehouse_person;

-- A list of concerns that somebody wants again: the filters of its address and a name of its own, never words that were
-- searched for. Its maker's alone, or shown to whoever else handles concerns about children at that school.
create table concern.saved_filter (
  id uuid primary key,
  person_id uuid not null references people.person,
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) <= 300 and query !~ 'search='),
  shared_with uuid references people.school,
  made_at timestamptz not null,
  unique (person_id, name)
);
create index saved_filter_shared on concern.saved_filter (shared_with) where shared_with is not null;
select app.protect('concern.saved_filter', 'configuration');
grant select, insert, delete on concern.saved_filter to gatehouse_person;
create policy mine on concern.saved_filter to gatehouse_person using (person_id = (select app.actor()))
  with check (person_id = (select app.actor())
    and (shared_with is null or shared_with = any ((select app.ids('child_schools'))::uuid[])));
create policy shared on concern.saved_filter for select to gatehouse_person
  using (shared_with = any ((select app.ids('child_schools'))::uuid[]));
