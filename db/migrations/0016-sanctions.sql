-- What was found about each person, what follows for whoever did it, support for whoever was hurt or cleared
-- (SY-6.2.1, SY-6.2.2, design rule 10), and the restrictions of access that a sanction may bring.

-- A finding is about one person and never changed: the one with the highest number holds.
create table concern.finding (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  party_id uuid not null,
  number int not null check (number > 0),
  finding text not null check (finding in ('substantiated', 'unsubstantiated', 'unfounded', 'false', 'malicious', 'no_finding')),
  intent text not null check (intent in ('accidental', 'curricular', 'careless', 'deliberate', 'coerced', 'unknown')),
  self_reported boolean not null,
  reason text not null check (reason <> ''),
  found_at timestamptz not null,
  found_by uuid not null references people.person,
  unique (party_id, number),
  foreign key (party_id, concern_id) references concern.party (id, concern_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index finding_concern on concern.finding (concern_id);
select app.protect('concern.finding', 'child-protection');

-- A school's ladder, one for children and one for adults. A step is never reworded: it is retired and another is put in
-- its place, so that what was decided keeps its words. What is decided of an adult, the Head decides. The order may
-- change: it says nothing of what was decided.
create table concern.sanction_step (
  id uuid primary key,
  school_id uuid not null references people.school,
  for_adults boolean not null,
  place int not null check (place between 1 and 99),
  called text not null check (called <> ''),
  decider text not null check (decider in ('handler', 'head')),
  withdraws text check (withdraws in ('internet', 'device', 'online_learning', 'email')),
  neutral boolean not null default false,    -- no judgement: may be taken before a finding
  retired_at timestamptz,
  check (decider = 'head' or not for_adults)
);
create index sanction_step_school on concern.sanction_step (school_id, for_adults, place) where retired_at is null;
select app.protect('concern.sanction_step', 'configuration');

create function concern.lay_ladders(school uuid) returns void
  language sql set search_path = '' as $$
  insert into concern.sanction_step (id, school_id, for_adults, place, called, decider, withdraws, neutral)
    select uuidv7(), school, s.* from (values
      (false, 10, 'Restorative conversation', 'handler', null, false),
      (false, 20, 'Warning', 'handler', null, false),
      (false, 30, 'Meeting with parents', 'handler', null, false),
      (false, 40, 'Internet withdrawn', 'handler', 'internet', false),
      (false, 50, 'Device withdrawn or confiscated', 'handler', 'device', false),
      (false, 60, 'Suspended from group online learning', 'handler', 'online_learning', false),
      (false, 70, 'School e-mail withdrawn', 'handler', 'email', false),
      (false, 80, 'Suspension', 'head', null, false),
      (false, 90, 'Permanent exclusion', 'head', null, false),
      (true, 10, 'Advice', 'head', null, false),
      (true, 20, 'Suspension, as a neutral act', 'head', null, true),
      (true, 30, 'Internet withdrawn', 'head', 'internet', false),
      (true, 40, 'Written warning', 'head', null, false),
      (true, 50, 'Dismissal', 'head', null, false),
      (true, 60, 'Referral for barring (DBS)', 'head', null, false)) s
$$;
create function concern.add_ladders() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  perform concern.lay_ladders(new.id);
  return null;
end
$$;
revoke all on function concern.lay_ladders, concern.add_ladders from public;
create trigger add_ladders after insert on people.school for each row execute function concern.add_ladders();
select concern.lay_ladders(s.id) from people.school s;

create table concern.sanction (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  party_id uuid not null,
  step_id uuid not null references concern.sanction_step,
  state text not null check (state in ('proposed', 'decided', 'appealed', 'served', 'reversed', 'dropped')),
  thing text,                                -- which device
  reason text not null check (reason <> ''),
  proposed_at timestamptz not null,
  proposed_by uuid not null references people.person,
  decided_at timestamptz,
  decided_by uuid references people.person,
  starts_on date,
  ends_on date,
  appeal_by date,
  appealed_on date,
  appeal_words text,
  appeal_outcome text check (appeal_outcome in ('upheld', 'changed', 'reversed')),
  ended_at timestamptz,
  ended_by uuid references people.person,
  ended_why text,
  unique (id, concern_id, caseload_id),
  foreign key (party_id, concern_id) references concern.party (id, concern_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check (ends_on >= starts_on),
  check ((decided_at is null) = (decided_by is null) and (decided_at is null) = (starts_on is null)),
  check (case state when 'proposed' then decided_at is null when 'dropped' then decided_at is null else decided_at is not null end),
  check ((state in ('served', 'reversed', 'dropped')) = (ended_at is not null)),
  check (state <> 'appealed' or appealed_on is not null)
);
create index sanction_concern on concern.sanction (concern_id);
create index sanction_party on concern.sanction (party_id);
create index sanction_waiting on concern.sanction (caseload_id) where state in ('proposed', 'decided', 'appealed');
select app.protect('concern.sanction', 'child-protection');

-- Who was told of a sanction: written once. Of a sanction that is reversed, they are told again.
create table concern.sanction_told (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  sanction_id uuid not null,
  who text not null check (who in ('person', 'parents', 'staff', 'others')),
  names text not null check (names <> ''),
  told_on date not null,
  noted_at timestamptz not null,
  noted_by uuid not null references people.person,
  foreign key (sanction_id, concern_id, caseload_id)
    references concern.sanction (id, concern_id, caseload_id) on update cascade
);
create index sanction_told_sanction on concern.sanction_told (sanction_id);
create index sanction_told_concern on concern.sanction_told (concern_id);
select app.protect('concern.sanction_told', 'child-protection');

-- A plan for one person, or why there is none. Its check-ins are actions of the case, the next of them named here.
create table concern.support (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  party_id uuid not null,
  named_adult_id uuid references people.person,
  steps text check (steps <> ''),
  voice text,                                -- what they said they want
  none_because text check (none_because <> ''),
  made_at timestamptz not null,
  made_by uuid not null references people.person,
  check_in_id uuid references concern.action,
  ended_at timestamptz,
  ended_by uuid references people.person,
  ended_how text,
  foreign key (party_id, concern_id) references concern.party (id, concern_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((none_because is null) = (steps is not null) and (steps is null) = (named_adult_id is null)),
  check ((ended_at is null) = (ended_how is null))
);
create index support_concern on concern.support (concern_id);
create unique index support_party on concern.support (party_id) where steps is not null and ended_at is null;
select app.protect('concern.support', 'child-protection');

create schema access;
grant usage on schema access to gatehouse_person;

-- What somebody may not use, from when to when. Written once and lifted once. Whoever supervises a child reads that it
-- holds and until when; why, and after which case, is for those who handle that.
create table access.restriction (
  id uuid primary key,
  school_id uuid not null references people.school,
  person_id uuid not null references people.person,
  of_adult boolean not null,
  scope text not null check (scope in ('internet', 'device', 'online_learning', 'email')),
  device text,
  during tstzrange not null check (not isempty(during) and not lower_inf(during)),
  reason_kind text not null check (reason_kind in ('sanction')),
  source_id uuid not null,
  concern_id uuid not null,
  caseload_id uuid not null,
  made_at timestamptz not null,
  made_by uuid not null references people.person,
  lifted_at timestamptz,
  lifted_by uuid references people.person,
  lifted_why text,
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_why is null)),
  check ((scope = 'device') = (device is not null)),
  foreign key (source_id, concern_id, caseload_id)
    references concern.sanction (id, concern_id, caseload_id) on update cascade,
  -- Two sanctions may each withdraw the internet, and lifting one leaves the other: it is one source that never does twice.
  exclude using gist (source_id with =, scope with =, during with &&) where (lifted_at is null)
);
create index restriction_person on access.restriction (person_id) where lifted_at is null;
create index restriction_school on access.restriction (school_id, person_id) where lifted_at is null;
create index restriction_source on access.restriction (source_id);
create index restriction_concern on access.restriction (concern_id);
select app.protect('access.restriction', 'child-protection');

-- What must hold of a concern's sanctions when a transaction ends, whatever the pages forgot: none on somebody who was
-- only affected or a witness, who was named wrongly or not at all; none on an accident that they told of themselves;
-- none without a finding, but for a neutral step; and no restriction without the sanction that brought it.
create function concern.sanctions_are_fair() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from concern.sanction s
      join concern.party p on p.id = s.party_id
      join concern.sanction_step t on t.id = s.step_id
      left join lateral (
        select * from concern.finding f where f.party_id = s.party_id order by f.number desc limit 1) f on true
    where s.concern_id = new.concern_id and s.state not in ('reversed', 'dropped') and (
      p.person_id is null or p.part in ('affected', 'witness') or p.is_adult <> t.for_adults
      or exists (select from concern.party n where n.identifies = p.id)
      or (f.intent = 'accidental' and f.self_reported) is true
      or coalesce(f.finding, case when t.neutral then 'substantiated' else 'no_finding' end) <> 'substantiated')) then
    raise check_violation using message = 'a sanction without a finding that allows it';
  end if;
  if exists (
    select from access.restriction r join concern.sanction s on s.id = r.source_id
    where r.concern_id = new.concern_id and r.lifted_at is null and s.state not in ('decided', 'appealed')
      and upper(r.during) > app.at() is not false) then
    raise check_violation using message = 'a restriction without a sanction that holds';
  end if;
  return null;
end
$$;
create constraint trigger sanctions_are_fair after insert or update of state on concern.sanction
  deferrable initially deferred for each row execute function concern.sanctions_are_fair();
create constraint trigger sanctions_are_fair after insert on concern.finding
  deferrable initially deferred for each row execute function concern.sanctions_are_fair();
create constraint trigger sanctions_are_fair after insert on concern.party
  deferrable initially deferred for each row when (new.identifies is not null) execute function concern.sanctions_are_fair();
create constraint trigger sanctions_are_fair after insert or update of lifted_at on access.restriction
  deferrable initially deferred for each row execute function concern.sanctions_are_fair();

-- A sanction goes its way, and is decided by whoever its step names. Asked of whoever acts, not of the owner.
create function concern.sanction_goes_its_way() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if app.actor() is null then
    return null;
  end if;
  if tg_op = 'UPDATE' and old.decided_by is not null and new.decided_by is distinct from old.decided_by then
    raise check_violation using message = 'who decided a sanction stays written';
  end if;
  if tg_op = 'UPDATE' and new.appeal_outcome is distinct from old.appeal_outcome and new.appeal_outcome is not null and (
      old.appeal_outcome is not null or not concern.may_answer(new.id)) then
    raise check_violation using message = 'an appeal is answered once, by somebody else than who decided';
  end if;
  if tg_op = 'UPDATE' and new.state = old.state then
    return null;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'proposed' then
      raise check_violation using message = 'a sanction begins as proposed';
    end if;
    return null;
  end if;
  if (old.state, new.state) not in (('proposed', 'decided'), ('proposed', 'dropped'), ('decided', 'appealed'),
      ('decided', 'served'), ('appealed', 'decided'), ('decided', 'reversed'), ('appealed', 'reversed'), ('served', 'reversed')) then
    raise check_violation using message = 'a sanction goes its way';
  end if;
  if (new.state = 'appealed' and new.appeal_outcome is not null)
      or (old.state = 'appealed' and new.state = 'decided' and new.appeal_outcome is null) then
    raise check_violation using message = 'an appeal ends with its answer';
  end if;
  if old.state = 'proposed' and new.state = 'decided' and (
      new.decided_by is distinct from app.actor() or new.decided_at is distinct from app.at()
      or not concern.may_decide(new.concern_id, new.step_id)) then
    raise check_violation using message = 'a sanction is decided by whoever its step names';
  end if;
  return null;
end
$$;

-- Whether I may decide a step of a ladder on this concern: any handler, or the Head; about the Head, the chair and the trust.
create function concern.may_decide(concern uuid, step uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from concern.concern c
      join concern.caseload l on l.id = c.caseload_id
      join concern.sanction_step t on t.id = step and t.school_id = c.school_id
    where c.id = concern and c.caseload_id = any (app.ids('caseloads')) and c.id <> all (app.ids('excluded'))
      and (t.decider = 'handler' or l.stream = 'head' or exists (
        select from people.appointment a
        where a.person_id = app.actor() and a.school_id = c.school_id and a.role = 'head'
          and a.during @> (app.at() at time zone 'Europe/London')::date)))
$$;

-- Whether I may answer the appeal against a sanction: never whoever decided it. Against what the Head decides, whoever else
-- is or stands in for the Head that day, or the trust's safeguarding lead.
create function concern.may_answer(sanction uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from concern.sanction s
      join concern.sanction_step t on t.id = s.step_id
    where s.id = may_answer.sanction and s.decided_by <> app.actor()
      and s.caseload_id = any (app.ids('caseloads')) and s.concern_id <> all (app.ids('excluded'))
      and (concern.may_decide(s.concern_id, s.step_id) or app.actor() = any (app.ids('trust_leads'))))
$$;
create trigger sanction_goes_its_way after insert or update on concern.sanction
  for each row execute function concern.sanction_goes_its_way();

-- How many still have neither a plan nor a reason why not: whoever was affected, was named wrongly, or was cleared.
-- What was planned for somebody whom the report could only describe holds for the one they turned out to be.
create function concern.unsupported(concern uuid) returns bigint
  language sql stable set search_path = '' as $$
  select count(*)
    from concern.party p
    left join concern.party d on d.id = p.identifies and d.person_id is null
    where p.concern_id = unsupported.concern
      and case when exists (select from concern.party n where n.identifies = p.id)
        then p.person_id is not null and p.part in ('alleged', 'involved')
        else p.part = 'affected' or (
          select f.finding in ('unfounded', 'false', 'malicious') from concern.finding f
          where f.party_id = p.id order by f.number desc limit 1) end
      and not exists (select from concern.support s where s.party_id in (p.id, d.id))
$$;

-- SY-6.2.1 is no matter of the pages alone.
create function concern.support_is_answered() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if concern.unsupported(new.concern_id) > 0 then
    raise check_violation using message = 'everybody affected or cleared has a plan of support, or a reason why not';
  end if;
  return null;
end
$$;
create trigger support_is_answered after update of status on concern.case_file
  for each row when (new.status = 'closed' and old.status <> 'closed') execute function concern.support_is_answered();

revoke all on function concern.sanctions_are_fair, concern.sanction_goes_its_way, concern.may_decide, concern.may_answer, concern.unsupported,
  concern.support_is_answered from public;
grant execute on function concern.may_decide, concern.may_answer, concern.unsupported to gatehouse_person;

grant select on concern.finding, concern.sanction_step, concern.sanction, concern.sanction_told, concern.support
  to gatehouse_person;
grant insert on concern.finding, concern.sanction_told to gatehouse_person;
grant insert (id, school_id, for_adults, place, called, decider, withdraws, neutral), update (place, retired_at)
  on concern.sanction_step to gatehouse_person;
grant insert (id, concern_id, caseload_id, party_id, step_id, state, thing, reason, proposed_at, proposed_by),
  update (state, decided_at, decided_by, starts_on, ends_on, appeal_by, appealed_on, appeal_words, appeal_outcome, ended_at,
    ended_by, ended_why)
  on concern.sanction to gatehouse_person;
grant insert (id, concern_id, caseload_id, party_id, named_adult_id, steps, voice, none_because, made_at, made_by, check_in_id),
  update (check_in_id, ended_at, ended_by, ended_how)
  on concern.support to gatehouse_person;
grant select (id, school_id, person_id, of_adult, scope, device, during, source_id, lifted_at),
  insert (id, school_id, person_id, of_adult, scope, device, during, reason_kind, source_id, concern_id, caseload_id, made_at,
    made_by),
  update (lifted_at, lifted_by, lifted_why)
  on access.restriction to gatehouse_person;

-- A sanction may have come from another school of the trust with the child (0020): what its step is called is read there too.
create policy own_trust on concern.sanction_step for select to gatehouse_person
  using (school_id = any (array(select s.id from people.school s)));
-- The behaviour policy is the Head's: whoever could change who decides a step could decide it.
create policy head_adds on concern.sanction_step for insert to gatehouse_person
  with check (school_id = any ((select app.ids('adult_schools'))::uuid[]));
create policy head_retires on concern.sanction_step for update to gatehouse_person
  using (school_id = any ((select app.ids('adult_schools'))::uuid[]));

create policy handlers on concern.finding for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_find on concern.finding for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and found_by = (select app.actor()) and found_at = (select app.at()));

create policy handlers on concern.sanction for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_propose on concern.sanction for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and proposed_by = (select app.actor()) and proposed_at = (select app.at()));
create policy handlers_work on concern.sanction for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));

create policy handlers on concern.sanction_told for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_note on concern.sanction_told for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and noted_by = (select app.actor()) and noted_at = (select app.at()));

create policy handlers on concern.support for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_plan on concern.support for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and made_by = (select app.actor()) and made_at = (select app.at()));
create policy handlers_work on concern.support for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));

create policy supervisors on access.restriction for select to gatehouse_person
  using (school_id = any ((select app.ids('roll_schools'))::uuid[]) and not of_adult);
create policy handlers on access.restriction for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_restrict on access.restriction for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and made_by = (select app.actor()) and made_at = (select app.at()));
create policy handlers_lift on access.restriction for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and lifted_at is null)
  with check (lifted_by = (select app.actor()) and lifted_at = (select app.at()));
