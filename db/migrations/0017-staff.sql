-- Allegations against adults and low-level concerns (ADR 0029): what was judged of an adult, what they were told and by
-- whose leave, where they work meanwhile, and what came of it. Each row lies with its case and is its handlers' alone; a row is
-- written once, the latest counts. An adult's file is no row of its own: it would tell whoever is shut out of a case that
-- there is one.

create table concern.staff_assessment (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  person_id uuid references people.person,          -- null: on no list, so described
  described_as text,
  worker text not null check (worker in ('staff', 'trust', 'supply', 'contractor', 'volunteer', 'governor', 'hirer')),
  employer text,                                    -- whose they are, where not the school's: the agency, the hirer
  answers jsonb not null check (answers ?& array['harmed', 'offence', 'risk', 'suitable']),  -- → {met, why}: staff/questions.ts
  edition text not null check (edition <> ''),      -- of the guidance that the questions rest on, on that day
  level text not null check (level in ('allegation', 'low_level', 'neither')),
  reason text not null check (reason <> ''),
  lado_by date,                                     -- the designated officer is told by then
  reminded_on date,
  assessed_at timestamptz not null,
  assessed_by uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((person_id is null) <> (described_as is null)),
  check ((level = 'allegation') = (lado_by is not null)),
  check ((level = 'allegation') = jsonb_path_exists(answers, '$.*.met ? (@ == true)'))
);
create index staff_assessment_concern on concern.staff_assessment (concern_id, assessed_at desc);
create index staff_assessment_person on concern.staff_assessment (person_id, caseload_id);
select app.protect('concern.staff_assessment', 'staff-allegation');
select audit.register_content('concern.staff_assessment', '{caseload_id,reminded_on}');

-- What came of a low-level concern. Of an allegation it is the case's finding.
create table concern.staff_outcome (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  outcome text not null check (outcome in
    ('no_further_action', 'advice', 'support', 'training', 'moved_to_allegation', 'hr_process')),
  reason text not null check (reason <> ''),
  decided_at timestamptz not null,
  decided_by uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index staff_outcome_concern on concern.staff_outcome (concern_id, decided_at desc);
select app.protect('concern.staff_outcome', 'staff-allegation');
select audit.register_content('concern.staff_outcome', '{caseload_id}');

-- What the adult, or whoever employs them, was told, and by whose leave; and from when to when nothing may be told.
create table concern.staff_telling (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  kind text not null check (kind in ('told', 'employer_told', 'hold', 'released')),
  what text not null check (what <> ''),            -- what was told; of a hold, why
  told_by text not null check (told_by <> ''),      -- who told it, or who asked for the hold
  told_whom text,                                   -- at the employer's or agency's
  happened_on date not null,
  happened_time text,
  agreed_with text check (agreed_with in ('lado', 'police', 'social_care', 'nobody')),
  agreement text,                                   -- who agreed, and when
  at timestamptz not null,
  by_id uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((agreed_with is null) = (kind in ('hold', 'released'))),
  check (agreement is not null or coalesce(agreed_with, 'nobody') = 'nobody'),
  check ((kind = 'employer_told') = (told_whom is not null))
);
create index staff_telling_concern on concern.staff_telling (concern_id, at desc);
select app.protect('concern.staff_telling', 'staff-allegation');
select audit.register_content('concern.staff_telling', '{caseload_id}');

-- Where the adult works while it is looked into. Suspension judges nobody: what else was thought of is kept with it.
create table concern.staff_measure (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  decision text not null check (decision in ('stays', 'adjusted', 'suspended', 'returned')),
  alternatives text not null check (alternatives <> ''),
  reason text not null check (reason <> ''),
  from_on date not null,
  review_on date,
  contact text not null check (contact <> ''),      -- whom the adult may turn to
  support text not null check (support <> ''),
  decided_at timestamptz not null,
  decided_by uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((review_on is null) = (decision in ('stays', 'returned')))
);
create index staff_measure_concern on concern.staff_measure (concern_id, decided_at desc);
select app.protect('concern.staff_measure', 'staff-allegation');
select audit.register_content('concern.staff_measure', '{caseload_id}');

-- Kept apart from the children's cases: whatever the way, no such row lies with one.
create function concern.never_of_a_child() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from concern.caseload l where l.id = new.caseload_id and l.stream = 'child') then
    raise check_violation using message = 'what is judged of an adult is kept apart from the cases about children';
  end if;
  return null;
end
$$;
revoke all on function concern.never_of_a_child from public;
create trigger never_of_a_child after insert or update of caseload_id on concern.staff_assessment
  for each row execute function concern.never_of_a_child();
create trigger never_of_a_child after insert or update of caseload_id on concern.staff_outcome
  for each row execute function concern.never_of_a_child();
create trigger never_of_a_child after insert or update of caseload_id on concern.staff_telling
  for each row execute function concern.never_of_a_child();
create trigger never_of_a_child after insert or update of caseload_id on concern.staff_measure
  for each row execute function concern.never_of_a_child();

-- Whoever is judged is shut out of the case before they are judged, and stays so while it says anything of them.
create function concern.subject_is_shut_out() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from concern.exclusion e
      where e.concern_id = new.concern_id and e.person_id = new.person_id and e.state <> 'lifted') then
    raise check_violation using message = 'whoever is judged is shut out of the case first';
  end if;
  return null;
end
$$;
revoke all on function concern.subject_is_shut_out from public;
create trigger subject_is_shut_out after insert on concern.staff_assessment
  for each row when (new.person_id is not null) execute function concern.subject_is_shut_out();

-- The latest judgement of this person in this case says something of them.
create function concern.is_judged(target uuid, person uuid) returns boolean
  language sql stable set search_path = '' as $$
  select coalesce((
    select a.level <> 'neither' from concern.staff_assessment a
    where a.concern_id = target and a.person_id = person
    order by a.assessed_at desc, a.id desc limit 1), false)
$$;
create function concern.subject_stays_shut_out() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if concern.is_judged(new.concern_id, new.person_id) then
    raise check_violation using message = 'whoever is judged stays shut out';
  end if;
  return null;
end
$$;
revoke all on function concern.is_judged, concern.subject_stays_shut_out from public;
grant execute on function concern.is_judged to gatehouse_person;
create trigger subject_stays_shut_out after update of state on concern.exclusion
  for each row when (new.state = 'lifted') execute function concern.subject_stays_shut_out();

-- The officer was told: a decision not to is none of an allegation.
create function concern.lado_told(target uuid) returns boolean
  language sql stable set search_path = '' as $$
  select exists (select from concern.referral r
    where r.concern_id = target and r.recipient = 'lado' and r.state not in ('considered', 'withdrawn'))
$$;

-- What a case about an adult still lacks, in the words of closingNeeds (transitions.ts); of a case about a child nothing.
create function concern.staff_needs(target uuid) returns text[]
  language sql stable set search_path = '' as $$
  select array_remove(array[
      case when a.level is null then 'threshold' end,
      case when a.level = 'allegation' and not concern.lado_told(target) then 'lado' end,
      case when a.level = 'allegation' and coalesce(f.finding, 'no_finding') = 'no_finding' then 'staff_finding' end,
      case when a.level = 'low_level' and not exists (select from concern.staff_outcome o
        where o.concern_id = target and o.outcome <> 'moved_to_allegation') then 'staff_outcome' end], null)
  from concern.case_file f
    join concern.caseload l on l.id = f.caseload_id and l.stream <> 'child'
    left join lateral (
      select s.level from concern.staff_assessment s where s.concern_id = f.concern_id
      order by s.assessed_at desc, s.id desc limit 1) a on true
  where f.concern_id = target
$$;
revoke all on function concern.lado_told, concern.staff_needs from public;
grant execute on function concern.lado_told, concern.staff_needs to gatehouse_person;

create function concern.staff_before_closing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if concern.staff_needs(new.concern_id) <> '{}' then
    raise check_violation using message = 'a case about an adult is not closed before it was weighed and has its outcome';
  end if;
  return null;
end
$$;
revoke all on function concern.staff_before_closing from public;
create trigger staff_before_closing after update of status on concern.case_file
  for each row when (new.status = 'closed' and old.status <> 'closed') execute function concern.staff_before_closing();

-- For the reminders' job: allegations of which the officer should know by now, each once a day; marks them.
create function concern.take_lado_due(day date)
  returns table (concern_id uuid, caseload_id uuid, owner_id uuid, school_id uuid, stream text)
  language sql security definer set search_path = '' as $$
  with due as (
    select a.id from concern.staff_assessment a
      join concern.case_file f on f.concern_id = a.concern_id and f.status <> 'closed'
    where a.lado_by <= day and (a.reminded_on is null or a.reminded_on < day)
      and not exists (select from concern.staff_assessment later
        where later.concern_id = a.concern_id and (later.assessed_at, later.id) > (a.assessed_at, a.id))
      and not concern.lado_told(a.concern_id)
    order by a.id
    for update of a skip locked
  ), reminded as (
    update concern.staff_assessment a set reminded_on = day from due where a.id = due.id
    returning a.concern_id, a.caseload_id, a.assessed_by
  )
  select r.concern_id, r.caseload_id, coalesce(f.assigned_to, r.assessed_by), l.school_id, l.stream
  from reminded r join concern.case_file f on f.concern_id = r.concern_id join concern.caseload l on l.id = r.caseload_id
$$;
revoke all on function concern.take_lado_due from public;
grant execute on function concern.take_lado_due to gatehouse_escalation;

-- As everything that follows a concern: whoever handles its caseload and is not shut out of it.
grant select (id, concern_id, caseload_id, person_id, described_as, worker, employer, answers, edition, level, reason, lado_by,
    assessed_at, assessed_by),
  insert (id, concern_id, caseload_id, person_id, described_as, worker, employer, answers, edition, level, reason, lado_by,
    assessed_at, assessed_by)
  on concern.staff_assessment to gatehouse_person;
create policy handlers on concern.staff_assessment for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_write on concern.staff_assessment for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and assessed_by = (select app.actor()) and assessed_at = (select app.at()));

grant select (id, concern_id, caseload_id, outcome, reason, decided_at, decided_by),
  insert (id, concern_id, caseload_id, outcome, reason, decided_at, decided_by)
  on concern.staff_outcome to gatehouse_person;
create policy handlers on concern.staff_outcome for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_write on concern.staff_outcome for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and decided_by = (select app.actor()) and decided_at = (select app.at()));

grant select (id, concern_id, caseload_id, kind, what, told_by, told_whom, happened_on, happened_time, agreed_with, agreement,
    at, by_id),
  insert (id, concern_id, caseload_id, kind, what, told_by, told_whom, happened_on, happened_time, agreed_with, agreement,
    at, by_id)
  on concern.staff_telling to gatehouse_person;
create policy handlers on concern.staff_telling for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_write on concern.staff_telling for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and by_id = (select app.actor()) and at = (select app.at()));

grant select (id, concern_id, caseload_id, decision, alternatives, reason, from_on, review_on, contact, support, decided_at,
    decided_by),
  insert (id, concern_id, caseload_id, decision, alternatives, reason, from_on, review_on, contact, support, decided_at,
    decided_by)
  on concern.staff_measure to gatehouse_person;
create policy handlers on concern.staff_measure for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_write on concern.staff_measure for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and decided_by = (select app.actor()) and decided_at = (select app.at()));
