-- A school's data as of migration 0007, in its columns: what a later version must take over. Never changed again; the
-- next released schema gets a file of its own. Every choice follows from a number.

insert into people.trust (id, name) values ('00000000-0000-7000-8000-000000000001', 'Wherrymoor Trust');
insert into people.school (id, trust_id, urn, name, code, phone, lado_contact)
  select ('00000000-0000-7000-8000-0000000001' || lpad(n::text, 2, '0'))::uuid, t.id, (910000 + n)::text, 'School ' || n, 'U' || chr(65 + n) || 'A',
    '01632 960000', '01632 960001'
  from people.trust t, generate_series(1, 2) n;
insert into people.school_hours (school_id, weekday, opens, closes)
  select id, d, '08:30', '15:30' from people.school, generate_series(1, 5) d;
insert into people.school_closure (school_id, during, name) select id, '[2026-12-21,2027-01-04)', 'Winter holiday' from people.school;
insert into people.support_contact (school_id, kind, name, contact) select id, 'helpline', 'A line', '01632 960002' from people.school;

create temp table t_staff as
  select s.id as school_id, s.trust_id, r as role, uuidv7() as id, row_number() over () as n
  from people.school s, unnest('{head,dsl,deputy_dsl,office,it,chair_of_governors,teacher,teacher}'::text[]) r;
insert into people.person (id, trust_id, kind, given_name, family_name, email)
  select id, trust_id, 'adult', 'Given' || n, 'Family' || n, 'a' || n || '@upgrade.test' from t_staff;
insert into people.appointment (id, person_id, trust_id, school_id, role, designation, during)
  select uuidv7(), id, trust_id, school_id, role, null, '[2020-09-01,)' from t_staff;
insert into signin.account (person_id, user_name, created_at, ever_used)
  select id, 'a' || n, '2024-09-01T08:00:00Z', true from t_staff;
insert into signin.session (id, token_hash, person_id, created_at, last_seen_at, ends_at, second_factor, user_agent, address_hint)
  select uuidv7(), sha256(convert_to(n::text, 'UTF8')), id, '2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z', '2026-11-20T18:00:00Z', true, 'browser', 'here'
  from t_staff;

create temp table t_pupil as
  select s.id as school_id, s.trust_id, k, uuidv7() as id, uuidv7() as guardian_id, row_number() over () as n
  from people.school s, generate_series(1, 12) k;
insert into people.person (id, trust_id, kind, given_name, family_name, birth_date)
  select id, trust_id, 'pupil', 'Child' || n, 'Kin' || n, '2015-03-09' from t_pupil;
insert into people.enrolment (person_id, school_id, nc_year, registration_group, during)
  select id, school_id, 1 + k % 6, 'Ash', '[2023-09-01,)' from t_pupil;
insert into people.identifier (trust_id, source, external_id, person_id)
  select trust_id, 'upn', 'Z' || lpad(n::text, 12, '0'), id from t_pupil;
insert into people.person (id, trust_id, kind, given_name, family_name)
  select guardian_id, trust_id, 'adult', 'Parent' || n, 'Kin' || n from t_pupil;
insert into people.guardianship (id, child_id, adult_id, relation, parental_responsibility, contact)
  select uuidv7(), id, guardian_id, 'Mother', 'yes', 'allowed' from t_pupil;
insert into people.child_context (person_id, send, looked_after, plan, young_carer, first_language)
  select id, 'support', false, 'none', false, 'English' from t_pupil where k % 3 = 0;

create temp table t_case as
  select s.id as school_id, uuidv7() as id, k, case when k % 10 = 0 then 'adult' else 'child' end as stream,
    case k % 3 when 0 then 'closed' when 1 then 'open' else 'submitted' end as status, uuidv7() as action_id,
    '2026-11-01T09:00:00Z'::timestamptz + interval '1 hour' * k as at, row_number() over () as n,
    (select id from t_staff t where t.school_id = s.id and t.role = 'teacher' order by n limit 1) as reporter_id,
    (select id from t_staff t where t.school_id = s.id and t.role = case when k % 10 = 0 then 'head' else 'dsl' end) as lead_id,
    (select l.id from concern.caseload l where l.school_id = s.id and l.stream = case when k % 10 = 0 then 'adult' else 'child' end) as caseload_id
  from people.school s, generate_series(1, 20) k;
insert into concern.concern (id, caseload_id, school_id, reference, reporter_id, reporter_designation, submitted_key,
    reported_at, entered_at, headline, happened_on, place, immediate_danger, about_adult, kinds, child_words, seen,
    screen_hidden, indecent_image, lead_name)
  select id, caseload_id, school_id, 'UP-' || n, reporter_id, 'Teacher', uuidv7(), at, at, 'Messages after school', at::date,
    'school', false, stream <> 'child', '{bullying}', 'They said – “it is nothing”.', 'Quiet since registration', 'not_applicable', 'no', 'The lead'
  from t_case;
insert into concern.party (id, concern_id, caseload_id, reporter_id, part, person_id, is_adult, age, added_at, added_by)
  select uuidv7(), c.id, c.caseload_id, c.reporter_id, 'affected', p.id, false, 9, c.at, c.reporter_id
    from t_case c join t_pupil p on p.school_id = c.school_id and p.k = 1 + c.k % 12;
insert into concern.case_file (concern_id, caseload_id, school_id, reporter_id, reported_at, status, urgent, acknowledged_at,
    acknowledged_by, categories, four_cs, severity, intent, outcome, outcome_line, child_involved, parents, parents_note, closed_at, changed_at)
  select id, caseload_id, school_id, reporter_id, at, status, k % 7 = 0,
    case when status <> 'submitted' then at end, case when status <> 'submitted' then lead_id end,
    case when status = 'submitted' then '{}' else '{online_bullying}'::text[] end, case when status = 'submitted' then '{}' else '{conduct}'::text[] end,
    case when status <> 'submitted' then 'low' end, case when status = 'closed' then 'careless' end,
    case when status = 'closed' then 'Spoken to.' end, case when status = 'closed' then 'It has stopped.' end,
    case when status = 'closed' then 'told' end, case when status = 'closed' then 'spoken_to' else 'not_yet' end,
    case when status = 'closed' then 'By telephone.' end, case when status = 'closed' then at + interval '1 day' end, at
  from t_case;
insert into concern.entry (id, concern_id, caseload_id, at, author_id, kind, body)
  select uuidv7(), id, caseload_id, at + interval '1 minute' * m, lead_id, 'note', 'Looked at the file, ' || m || '.'
  from t_case, generate_series(1, 3) m where status <> 'submitted';
insert into concern.action (id, concern_id, caseload_id, version, what, owner_id, due_on, made_at, made_by, child_involved)
  select action_id, id, caseload_id, 1, 'Speak with the family', lead_id, (at + interval '3 days')::date, at, lead_id, 'not_yet'
  from t_case where status <> 'submitted';
insert into concern.link (concern_id, caseload_id, kind, target, added_at, added_by)
  select id, caseload_id, 'policy', 'anti_bullying', at, lead_id from t_case where status <> 'submitted';
insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
  select c.id, c.caseload_id, t.id, 'confirmed', 'Named', c.lead_id, c.at
  from t_case c join t_staff t on t.school_id = c.school_id and t.role = 'office' where c.stream = 'adult';
insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body)
  select uuidv7(), id, caseload_id, reporter_id, at, 'It was before lunch.' from t_case where k % 4 = 0;
insert into concern.reporter_update (id, concern_id, caseload_id, reporter_id, at, kind)
  select uuidv7(), id, caseload_id, reporter_id, at, 'sent' from t_case;
insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at)
  select uuidv7(), id, caseload_id, lead_id, 0, 'new', at from t_case;
insert into concern.draft (id, author_id, school_id, made_at, saved_at)
  select uuidv7(), id, school_id, '2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z' from t_staff where role = 'teacher';
insert into mail.outbox (id, to_person_id, template, link, queued_at, next_attempt_at)
  select uuidv7(), id, 'waits', '/', '2026-11-20T08:00:00Z', '2026-11-20T08:00:00Z' from t_staff;

select audit.append(jsonb_agg(e order by e ->> 'subject'), '2026-11-20T08:00:00Z', 'system:upgrade', null)
  from (
    select jsonb_build_object('chain', c.school_id, 'type', 'concern.sent/1', 'subject', c.id,
        'content', jsonb_build_array(jsonb_build_object('table', 'concern.concern', 'id', c.id))) as e from t_case c
    union all
    select jsonb_build_object('chain', c.school_id, 'type', 'concern.note/1', 'subject', c.id,
        'content', jsonb_build_array(jsonb_build_object('table', 'concern.entry', 'id', n.id)))
      from concern.entry n join t_case c on c.id = n.concern_id
    union all
    select jsonb_build_object('chain', c.school_id, 'type', 'concern.added/1', 'subject', c.id,
        'content', jsonb_build_array(jsonb_build_object('table', 'concern.addition', 'id', n.id)))
      from concern.addition n join t_case c on c.id = n.concern_id) all_events;
