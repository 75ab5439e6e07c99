-- 2,000 concerns a school over two years; what is older is closed, of what is new some has hardly been begun.

create temp table t_case as
  with numbered as (
    select s.n * 2000 + k as n, s.n as school_n, s.id as school_id, k,
      least(
        date_trunc('day', now()) - interval '1 day' * (k * 730 / 2000) + interval '8 hours'
          + interval '1 second' * pg_temp.pick(s.n * 2000 + k, 10, 28800),
        now() - interval '90 minutes') as at
    from t_school s, generate_series(0, 1999) k
  ), judged as (
    select *, extract(day from now() - at)::int as age, pg_temp.pick(n, 11, 100) as luck, pg_temp.pick(n, 12, 100) as which
    from numbered
  )
  select n, school_n, school_id, at, uuidv7(at - clock_timestamp()) as id,
    case when which < 96 then 'child' when which < 99 then 'adult' else 'head' end as stream,
    case
      when age > 60 then case when luck < 95 then 'closed' when luck < 99 then 'monitoring' else 'open' end
      when age > 14 then case when luck < 70 then 'closed' when luck < 80 then 'monitoring' else 'open' end
      when age > 1 then case when luck < 30 then 'closed' when luck < 95 then 'open' else 'submitted' end
      else case when luck < 50 then 'open' else 'submitted' end
    end as status,
    pg_temp.pick(n, 13, 8) = 0 as urgent,
    pg_temp.pick(n, 14, 600) as child_k, pg_temp.pick(n, 15, 600) as other_k, 12 + pg_temp.pick(n, 16, 60) as reporter_k,
    null::uuid as caseload_id, null::uuid as reporter_id, null::uuid as lead_id, null::uuid as action_id
  from judged;
update t_case c set caseload_id = l.id, reporter_id = r.id, lead_id = h.id, action_id = uuidv7(c.at - clock_timestamp())
  from concern.caseload l, t_staff r, t_staff h
  where l.school_id = c.school_id and l.stream = c.stream and r.school_n = c.school_n and r.k = c.reporter_k
    and h.school_n = c.school_n and h.k = case c.stream when 'child' then 1 when 'adult' then 0 else 7 end;
create index on t_case (n);
analyze t_case;

insert into concern.concern (id, caseload_id, school_id, reference, reporter_id, reporter_designation, submitted_key,
    reported_at, entered_at, headline, happened_on, place, place_detail, immediate_danger, about_adult, kinds,
    child_words, seen, thought, address, screen_hidden, indecent_image, lead_name)
  select c.id, c.caseload_id, c.school_id, s.code || '-' || lpad(to_hex(c.n), 5, '0'), c.reporter_id, 'Teacher', uuidv7(),
    c.at, c.at, pg_temp.one_of(c.n, 20, array['Messages in the group chat after school', 'A stranger in a game asked for a photo',
      'A film seen at home that frightens', 'Money asked for in a game', 'A clip passed round at break', 'Somebody else’s password used']),
    c.at::date, 'school', 'Classroom', false, c.stream <> 'child',
    array[pg_temp.one_of(c.n, 21, array['bullying', 'grooming', 'offensive', 'scam', 'reached_material', 'unauthorised_access'])],
    'They said it began on ' || pg_temp.one_of(c.n, 22, array['Monday', 'the bus', 'the way home', 'a tablet at home', 'Saturday night'])
      || ' and that ' || pg_temp.one_of(c.n, 23, array['three others', 'an older child', 'nobody they knew', 'a cousin', 'somebody online'])
      || ' wrote ' || pg_temp.one_of(c.n, 24, array['unkind things', 'that they would be sorry', 'for a picture', 'that it was a joke', 'for money'])
      || '. They have not told anybody at home, since they fear that the tablet will be taken away. The account is called @'
      || pg_temp.one_of(c.n, 31, array['sun', 'moon', 'star', 'rain', 'snow']) || '_' || pg_temp.pick(c.n, 32, 40000) || '.'
      || case when pg_temp.pick(c.n, 33, 400) = 0 then ' It has to do with a marmalade jar.' else '' end,
    'Quiet since registration; the tablet was face down on the table and they did not want to open it.',
    'It may have been going on for longer than they say.', null, 'not_applicable', 'no', 'The designated lead'
  from t_case c join people.school s on s.id = c.school_id;

insert into concern.party (id, concern_id, caseload_id, reporter_id, part, person_id, is_adult, age, added_at, added_by)
  select uuidv7(c.at - clock_timestamp()), c.id, c.caseload_id, c.reporter_id, 'affected', p.id, false, 5 + p.nc_year, c.at, c.reporter_id
    from t_case c join t_pupil p on p.school_n = c.school_n and p.k = c.child_k
  union all
  select uuidv7(c.at - clock_timestamp()), c.id, c.caseload_id, c.reporter_id, 'involved', p.id, false, 5 + p.nc_year, c.at, c.reporter_id
    from t_case c join t_pupil p on p.school_n = c.school_n and p.k = c.other_k where c.other_k <> c.child_k and c.n % 3 = 0
  union all
  select uuidv7(c.at - clock_timestamp()), c.id, c.caseload_id, c.reporter_id, 'alleged', h.id, true, null, c.at, c.reporter_id
    from t_case c join t_staff h on h.school_n = c.school_n and h.k = case c.stream when 'adult' then 75 else 0 end
    where c.stream <> 'child';
insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
  select p.concern_id, p.caseload_id, p.person_id, 'confirmed', 'Named in the report', p.added_by, p.added_at
    from concern.party p where p.part = 'alleged';

insert into concern.case_file (concern_id, caseload_id, school_id, reporter_id, reported_at, status, urgent, severity, intent,
    categories, four_cs, assigned_to, acknowledge_by, acknowledged_at, acknowledged_by, outcome, outcome_line, child_involved,
    parents, parents_note, closed_at, changed_at)
  select id, caseload_id, school_id, reporter_id, at, status, urgent,
    case when status <> 'submitted' then pg_temp.one_of(n, 25, array['low', 'medium', 'high']) end,
    case when status = 'closed' then 'careless' end,
    case when status = 'submitted' then '{}' else array[pg_temp.one_of(n, 26, array['online_bullying', 'grooming', 'scam', 'violence', 'device_misuse'])] end,
    case when status = 'submitted' then '{}' else array[pg_temp.one_of(n, 27, array['content', 'contact', 'conduct', 'commerce'])] end,
    case when status <> 'submitted' and n % 5 < 2 then lead_id end,
    case when urgent then at + interval '15 minutes' end,
    case when status <> 'submitted' then at + interval '9 minutes' end,
    case when status <> 'submitted' then lead_id end,
    case when status = 'closed' then 'Both families were spoken to; the group is closed.' end,
    case when status = 'closed' then 'The children were helped and it has stopped. Thank you.' end,
    case when status = 'closed' then 'told' end,
    case when status = 'closed' then 'spoken_to' else 'not_yet' end,
    case when status = 'closed' then 'By telephone, in the afternoon.' end,
    case when status = 'closed' then at + interval '80 minutes' end, at + interval '80 minutes'
  from t_case;
insert into concern.action (id, concern_id, caseload_id, version, what, owner_id, due_on, made_at, made_by, done_at, done_by,
    done_note, child_involved)
  select action_id, id, caseload_id, 1, 'Speak with the families', lead_id, (at + interval '3 days')::date, at + interval '30 minutes',
    lead_id, case when status = 'closed' then at + interval '60 minutes' end, case when status = 'closed' then lead_id end,
    case when status = 'closed' then 'Both came in.' end, case when status = 'closed' then 'told' else 'not_yet' end
  from t_case where status <> 'submitted';
insert into concern.link (concern_id, caseload_id, kind, target, added_at, added_by)
  select id, caseload_id, 'policy', 'anti_bullying', at + interval '25 minutes', lead_id from t_case where status <> 'submitted' and n % 5 < 3;
insert into concern.addition (id, concern_id, caseload_id, author_id, added_at, body)
  select uuidv7(), id, caseload_id, reporter_id, at + interval '70 minutes', 'It was before lunch, not after.' from t_case where n % 16 = 0;
insert into concern.reporter_update (id, concern_id, caseload_id, reporter_id, at, kind, body)
  select uuidv7(at - clock_timestamp()), id, caseload_id, reporter_id, at, 'sent', null from t_case
  union all
  select uuidv7(at - clock_timestamp()), id, caseload_id, reporter_id, at + interval '9 minutes', 'acknowledged', null
    from t_case where status <> 'submitted'
  union all
  select uuidv7(at - clock_timestamp()), id, caseload_id, reporter_id, at + interval '80 minutes', 'outcome',
    'The children were helped and it has stopped. Thank you.' from t_case where status = 'closed';
insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at, seen_at)
  select uuidv7(c.at - clock_timestamp()), c.id, c.caseload_id, s.id, 0, case when c.urgent then 'urgent' else 'new' end, c.at,
    case when c.status <> 'submitted' then c.at + interval '6 minutes' end
  from t_case c join t_staff s on s.school_n = c.school_n
    and s.k = any (case c.stream when 'child' then '{1,2,3}' when 'adult' then '{0}' else '{7}' end::int[]);
