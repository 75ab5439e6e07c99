-- One trust of 100 schools: 60,000 pupils with a guardian each, 8,000 staff of whom 2,000 work in two schools.
-- Every choice follows from a number, so the data are the same each time but for ids and dates.

create function pg_temp.pick(n bigint, seed bigint, choices int) returns int
  language sql immutable parallel safe as $$ select abs(hashint8extended(n, seed) % choices)::int $$;
create function pg_temp.one_of(n bigint, seed bigint, words text[]) returns text
  language sql immutable parallel safe as $$ select words[1 + pg_temp.pick(n, seed, cardinality(words))] $$;

create temp table word as select
  '{Ada,Bram,Cleo,Dara,Eben,Fern,Gwen,Hari,Isla,Joss,Kemi,Liam,Mina,Noel,Orla,Pia,Quin,Remy,Suki,Tavi,Uma,Vera,Wyn,Xena,Yusuf,Zoe}'::text[] as given,
  '{Ashdown,Birchall,Coldbrook,Dunmere,Elmsley,Fairlop,Greywell,Hallow,Inskip,Jarrow,Kestrel,Lowmoor,Marden,Netherby,Oxley,Penrose,Quarley,Redfern,Saltash,Thornby,Upshire,Vennmore,Westley,Yarrow}'::text[] as family;

create temp table t_trust as select uuidv7() as id;
insert into people.trust (id, name) select id, 'Hundred Schools Trust' from t_trust;

create temp table t_school as select n, uuidv7() as id from generate_series(0, 99) n;
insert into people.school (id, trust_id, urn, name, code, phone, lado_contact)
  select s.id, t.id, (900000 + n)::text, 'School ' || n, 'B' || chr(65 + n / 26) || chr(65 + n % 26),
    '01632 960000', 'Local authority designated officer: 01632 960001'
  from t_school s, t_trust t;
insert into people.school_hours (school_id, weekday, opens, closes)
  select id, d, '08:30', '15:30' from t_school, generate_series(1, 5) d;

-- 80 a school. The first of them hold the duties.
create temp table t_staff as
  select s.n * 80 + k as n, s.n as school_n, s.id as school_id, k, uuidv7() as id,
    case when k = 0 then 'head' when k = 1 then 'dsl' when k <= 3 then 'deputy_dsl' when k = 4 then 'office'
      when k = 5 then 'it' when k = 6 then 'slt' when k = 7 then 'chair_of_governors' when k <= 11 then 'governor'
      when k <= 52 then 'teacher' else 'teaching_assistant' end as role
  from t_school s, generate_series(0, 79) k;
create index on t_staff (school_n, k);
create temp table t_trust_staff as
  select n, uuidv7() as id, r as role
  from unnest(array['trust_safeguarding_lead', 'trust_safeguarding_lead', 'trust_it']) with ordinality u (r, n);

insert into people.person (id, trust_id, kind, given_name, family_name, email)
  select p.id, t.id, 'adult', pg_temp.one_of(p.n, 1, w.given), pg_temp.one_of(p.n, 2, w.family), 'a' || p.n || '@bench.test'
  from (select n, id from t_staff union all select 9000 + n, id from t_trust_staff) p, t_trust t, word w;
insert into people.appointment (id, person_id, trust_id, school_id, role, designation, during)
  select uuidv7(), p.id, t.id, p.school_id, p.role, null, '[2020-09-01,)'::daterange from t_staff p, t_trust t
  union all
  select uuidv7(), p.id, t.id, s.id, 'peripatetic', 'Music', '[2022-09-01,)'
    from t_staff p join t_school s on s.n = (p.school_n + 1) % 100, t_trust t where p.k >= 60
  union all
  select uuidv7(), p.id, t.id, null, p.role, null, '[2021-09-01,)' from t_trust_staff p, t_trust t;
insert into signin.account (person_id, user_name, created_at)
  select id, 'a' || n, now() - interval '400 days' from t_staff
  union all select id, 'trust' || n, now() - interval '400 days' from t_trust_staff;

create temp table t_pupil as
  select s.n * 600 + k as n, s.n as school_n, s.id as school_id, k, uuidv7() as id, uuidv7() as guardian_id, (k % 7)::int as nc_year,
    date_trunc('year', now())::date + interval '1 month' * (pg_temp.pick(k, 3, 12) - 4) - interval '1 year' * (5 + k % 7) as born
  from t_school s, generate_series(0, 599) k;
create index on t_pupil (school_n, k);
insert into people.person (id, trust_id, kind, given_name, family_name, birth_date)
  select p.id, t.id, 'pupil', pg_temp.one_of(p.n, 4, w.given), pg_temp.one_of(p.n, 5, w.family), p.born::date
  from t_pupil p, t_trust t, word w;
insert into people.enrolment (person_id, school_id, nc_year, registration_group, during)
  select id, school_id, nc_year, (array['Ash', 'Beech', 'Cedar'])[1 + k % 3], '[2023-09-01,)' from t_pupil;
insert into people.identifier (trust_id, source, external_id, person_id)
  select t.id, 'upn', 'Z' || lpad(p.n::text, 12, '0'), p.id from t_pupil p, t_trust t;
insert into people.person (id, trust_id, kind, given_name, family_name)
  select p.guardian_id, t.id, 'adult', pg_temp.one_of(p.n, 6, w.given), pg_temp.one_of(p.n, 5, w.family)
  from t_pupil p, t_trust t, word w;
insert into people.guardianship (id, child_id, adult_id, relation, parental_responsibility, contact)
  select uuidv7(), id, guardian_id, 'Mother', 'yes', 'allowed' from t_pupil;
insert into people.child_context (person_id, send, looked_after, plan, young_carer, first_language)
  select id, (array['none', 'support', 'ehcp'])[1 + k % 3], k % 50 = 0, 'none', false, 'English' from t_pupil where k % 6 = 0;

analyze people.person, people.appointment, people.enrolment, people.guardianship;
