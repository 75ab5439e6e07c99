-- Ways in for whoever has no account: pupils, parents and visitors, hirers (SY-2.2g, CT-safe-1, CT-mail-4). What they
-- tell becomes a concern like any other, without a reporter who could sign in; its `way_in` says how it came. What is
-- known of them stands here, an identity given in confidence sealed apart.

grant usage on schema app, concern to gatehouse_outsider, gatehouse_intake, gatehouse_correspondent;
grant usage on schema audit to gatehouse_intake, gatehouse_correspondent;
grant usage on schema people, mail to gatehouse_intake;
grant usage on schema concern to gatehouse_keyholder;
grant execute on function audit.append to gatehouse_intake, gatehouse_correspondent;

-- Adults whom a school offers by name to a pupil who wants to talk, as pupils call them.
create table concern.offered_adult (
  school_id uuid not null references people.school,
  person_id uuid not null references people.person,
  called text not null check (called <> ''),
  offered_at timestamptz not null,
  offered_by uuid not null references people.person,
  primary key (school_id, person_id)
);
select app.protect('concern.offered_adult', 'configuration');

-- Who uses the school's rooms, as far as their lead needs a link to report by. The register of partners comes later.
create table concern.hirer (
  id uuid primary key,
  school_id uuid not null references people.school,
  name text not null check (name <> ''),
  lead_name text not null check (lead_name <> ''),
  lead_email text,
  link_hash bytea not null unique,
  made_at timestamptz not null,
  made_by uuid not null references people.person,
  ended_at timestamptz,
  unique (id, school_id)
);
create index hirer_school on concern.hirer (school_id);
select app.protect('concern.hirer', 'person');

-- Beside a concern that was told from outside: by whom, as far as they said. Nothing of it was checked. The receipt code
-- is kept as a locator and a slow hash of its secret, which the master key seals.
create table concern.outside_report (
  id uuid primary key,
  concern_id uuid not null unique,
  caseload_id uuid not null,
  school_id uuid not null references people.school,
  way_in text not null check (way_in in ('pupil', 'parent', 'hirer')),
  told_as text not null check (told_as in ('named', 'in_confidence', 'anonymous')),
  key_stage text check (key_stage in ('ks1', 'ks2')),
  name text,
  class text,
  contact text,
  wants_adult text,                          -- whom they would like to talk to, as they were offered them
  hirer_id uuid,
  sounds_urgent boolean not null,            -- a word of our list is in it
  sent_on date not null,
  locator text not null unique,
  secret bytea not null,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check ((told_as = 'named') = (coalesce(name, contact) is not null)),
  check (told_as <> 'anonymous' or (class is null and contact is null)),
  check ((way_in = 'hirer') = (hirer_id is not null)),
  foreign key (hirer_id, school_id) references concern.hirer (id, school_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index outside_report_day on concern.outside_report (school_id, sent_on);
select app.protect('concern.outside_report', 'child-protection');
select audit.register_content('concern.outside_report', '{caseload_id,secret}');

-- Who told in confidence, sealed by the master key. No role reads it; concern.take_identity gives it out.
create table concern.sealed_identity (
  concern_id uuid primary key,
  caseload_id uuid not null,
  sealed bytea not null,
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
select app.protect('concern.sealed_identity', 'child-protection');

-- One handler asks with a reason, another agrees with theirs: then the identity opens to those who handle the case.
create table concern.identity_reveal (
  id uuid primary key,
  concern_id uuid not null unique references concern.sealed_identity,
  caseload_id uuid not null,
  asked_by uuid not null references people.person,
  asked_at timestamptz not null,
  reason text not null check (reason <> ''),
  agreed_by uuid references people.person,
  agreed_at timestamptz,
  agreed_reason text check (agreed_reason <> ''),
  check (agreed_by <> asked_by),
  check ((agreed_by is null) = (agreed_at is null) and (agreed_by is null) = (agreed_reason is null)),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
select app.protect('concern.identity_reveal', 'child-protection');

-- What is being taken in is known to its own transaction, so that its rows are hung on nothing else.
create function concern.arrives() returns trigger
  language plpgsql set search_path = '' as $$
begin
  perform set_config('app.arriving', array[new.id]::text, true);
  return new;
end
$$;
create trigger arrives before insert on concern.concern for each row when (new.way_in is not null)
  execute function concern.arrives();

-- Once somebody has an anonymous report, nothing that hangs on it says more closely than the day when it came.
create function concern.keep_the_day() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from concern.outside_report o where o.concern_id = new.concern_id and o.told_as = 'anonymous') then
    new.acknowledge_by := null;
    update concern.notice n set told_at = new.reported_at
      where n.concern_id = new.concern_id and n.kind in ('new', 'urgent', 'escalated');
  end if;
  return new;
end
$$;
create trigger keep_the_day before update of acknowledged_at on concern.case_file for each row
  when (old.acknowledged_at is null and new.acknowledged_at is not null) execute function concern.keep_the_day();
revoke all on function concern.arrives, concern.keep_the_day from public;

-- What stands in a school's public address: its code, or its URN where another trust's school has the same code.
create function concern.way_code(school uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select case when exists (select from people.school o where o.code = s.code and o.id <> s.id) then s.urn else lower(s.code) end
    from people.school s where s.id = school
$$;

-- What the public page shows: the school, and whom it offers by name who still has a post there.
create function concern.way_in(address text)
  returns table (school_id uuid, name text, phone text, adults jsonb)
  language sql stable security definer set search_path = '' as $$
  select s.id, s.name, s.phone, coalesce((
      select jsonb_agg(jsonb_build_object('id', o.person_id, 'called', o.called) order by o.called, o.person_id)
      from concern.offered_adult o
      where o.school_id = s.id and exists (
        select from people.appointment a where a.person_id = o.person_id and a.school_id = s.id
          and a.during @> (app.at() at time zone 'Europe/London')::date)), '[]')
    from people.school s
    where s.urn = address or concern.way_code(s.id) = lower(address)
$$;

create function concern.hirer_way(link bytea) returns table (hirer_id uuid, hirer text, address text)
  language sql stable security definer set search_path = '' as $$
  select h.id, h.name, concern.way_code(h.school_id) from concern.hirer h
    where h.link_hash = link and h.ended_at is null
$$;

-- The sealed hash that a secret is compared with.
create function concern.receipt(place text) returns table (concern_id uuid, secret bytea)
  language sql stable security definer set search_path = '' as $$
  select o.concern_id, o.secret from concern.outside_report o where o.locator = place
$$;

create function concern.outside_today(school uuid) returns int
  language sql stable security definer set search_path = '' as $$
  select count(*)::int from concern.outside_report o
    where o.school_id = school and o.sent_on = (app.at() at time zone 'Europe/London')::date
$$;

create function concern.is_free_reference(wanted text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select not exists (select from concern.concern c where c.reference = wanted)
$$;

-- Whoever could read such a concern at the school and is called by one of these words. Too many rather than too few: a
-- handler lifts what was only the same name.
create function concern.readers_called(school uuid, words text) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select distinct p.id
    from unnest(array['child', 'adult', 'head']) w (stream),
      concern.readers(school, w.stream, (app.at() at time zone 'Europe/London')::date) r
      join people.person p on p.id = r
    where exists (
      select from unnest(array[p.given_name, p.known_as, p.family_name]) n (name)
        where position(' ' || regexp_replace(lower(n.name), '[^[:alnum:]]+', ' ', 'g') || ' '
          in ' ' || regexp_replace(lower(words), '[^[:alnum:]]+', ' ', 'g') || ' ') > 0)
$$;

-- Whoever holds the right code may see that one conversation (`told`), and nothing else.
create function app.enter_correspondent(concern uuid, at timestamptz) returns void
  language sql security definer set search_path = '' as $$
  select set_config('app.at', at::text, true), set_config('app.told', array[concern]::text, true)
$$;

-- Writes what they add and tells the handlers. Of an anonymous one only the day is kept, and that it came after what was
-- said before it. Pressing twice writes once. Null where the conversation has its fifty already.
create function concern.write_back(new_id uuid, words text) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  target uuid := (app.ids('told'))[1];
  found record;
  moment timestamptz := app.at();
begin
  select c.id, c.caseload_id, c.school_id, o.told_as into strict found
    from concern.concern c join concern.outside_report o on o.concern_id = c.id where c.id = target for update of c;
  if exists (select from concern.addition a where a.id = new_id and a.concern_id = target) then
    return found.school_id;
  end if;
  if (select count(*) from concern.addition a where a.concern_id = target) >= 50 then
    return null;
  end if;
  if found.told_as = 'anonymous' then
    select greatest(date_trunc('day', moment at time zone 'Europe/London') at time zone 'Europe/London', max(t.at) + interval '1 millisecond')
      into moment from (
        select a.added_at as at from concern.addition a where a.concern_id = target
        union all
        select u.at from concern.reporter_update u where u.concern_id = target) t;
  end if;
  insert into concern.addition (id, concern_id, caseload_id, added_at, body)
    values (new_id, target, found.caseload_id, moment, words);
  perform concern.tell_of_addition(new_id);
  return found.school_id;
end
$$;

-- Who told in confidence, once two agreed that it must be known: to those who handle the case.
create function concern.take_identity(concern uuid) returns bytea
  language sql stable security definer set search_path = '' as $$
  select s.sealed from concern.sealed_identity s join concern.identity_reveal r on r.concern_id = s.concern_id
    where s.concern_id = concern and r.agreed_by is not null
      and s.caseload_id = any (app.ids('caseloads')) and s.concern_id <> all (app.ids('excluded'))
$$;

revoke all on function concern.way_code, concern.way_in, concern.hirer_way, concern.receipt, concern.outside_today,
  concern.is_free_reference, concern.readers_called, app.enter_correspondent, concern.write_back, concern.take_identity
  from public;
grant execute on function concern.way_in, concern.hirer_way, concern.receipt to gatehouse_outsider;
grant execute on function concern.receipt to gatehouse_intake;
grant execute on function concern.way_code, concern.take_identity to gatehouse_person;
grant execute on function concern.outside_today, concern.is_free_reference, concern.readers_called, concern.shut_heads_out,
  concern.ladder, concern.cannot_sign_in to gatehouse_intake;
grant execute on function concern.write_back to gatehouse_correspondent;
grant execute on function app.enter_correspondent to gatehouse_app;

-- Intake works out who is told as a report of the staff does, writes, and reads nothing of what was told.
grant select (id, trust_id, name, code, phone, acknowledge_within_minutes, lado_contact) on people.school to gatehouse_intake;
grant select on people.school_hours, people.school_closure to gatehouse_intake;
grant select (id, person_id, trust_id, school_id, role, as_cover, during) on people.appointment to gatehouse_intake;
grant select (id, kind, given_name, family_name, known_as, email) on people.person to gatehouse_intake;
create policy intake_routes on people.school for select to gatehouse_intake using (true);
create policy intake_routes on people.school_hours for select to gatehouse_intake using (true);
create policy intake_routes on people.school_closure for select to gatehouse_intake using (true);
create policy intake_routes on people.appointment for select to gatehouse_intake using (true);
create policy intake_routes on people.person for select to gatehouse_intake using (kind = 'adult');
grant select on concern.caseload, concern.route to gatehouse_intake;
create policy intake_routes on concern.caseload for select to gatehouse_intake using (true);
create policy intake_routes on concern.route for select to gatehouse_intake using (true);

grant insert (id, caseload_id, school_id, reference, way_in, reporter_designation, submitted_key, reported_at, entered_at,
    headline, place, immediate_danger, about_adult, kinds, child_words, seen, indecent_image, self_reported, lead_name)
  on concern.concern to gatehouse_intake;
grant insert (id, concern_id, caseload_id, part, described_as, is_adult, added_at) on concern.party to gatehouse_intake;
grant insert (concern_id, caseload_id, school_id, reported_at, status, urgent, acknowledge_by, changed_at)
  on concern.case_file to gatehouse_intake;
grant insert (concern_id, caseload_id, person_id, state, reason, set_at) on concern.exclusion to gatehouse_intake;
grant insert (id, concern_id, caseload_id, at, kind) on concern.reporter_update to gatehouse_intake;
grant insert (id, concern_id, caseload_id, person_id, step, kind, told_at) on concern.notice to gatehouse_intake;
grant insert (id, concern_id, caseload_id, school_id, way_in, told_as, key_stage, name, class, contact, wants_adult, hirer_id,
    sounds_urgent, sent_on, locator, secret)
  on concern.outside_report to gatehouse_intake;
grant insert (concern_id, caseload_id, sealed) on concern.sealed_identity to gatehouse_intake;
grant insert (id, to_person_id, template, link, queued_at, next_attempt_at) on mail.outbox to gatehouse_intake;
create policy intake on concern.concern for insert to gatehouse_intake with check (true);
create policy intake on concern.party for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]));
create policy intake on concern.case_file for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]) and status = 'submitted');
create policy intake on concern.exclusion for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]) and state = 'provisional');
create policy intake on concern.reporter_update for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]) and kind = 'sent');
create policy intake on concern.notice for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]) and kind in ('new', 'urgent') and step = 0);
create policy intake on concern.outside_report for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]));
create policy intake on concern.sealed_identity for insert to gatehouse_intake
  with check (concern_id = any ((select app.ids('arriving'))::uuid[]));
create policy intake_queues on mail.outbox for insert to gatehouse_intake with check (true);

-- Whoever holds a code reads what was said to them, and what they said.
grant select (concern_id, at, kind, body, id) on concern.reporter_update to gatehouse_correspondent;
grant select (concern_id, added_at, author_id, body, id) on concern.addition to gatehouse_correspondent;
create policy correspondent on concern.reporter_update for select to gatehouse_correspondent
  using (concern_id = any ((select app.ids('told'))::uuid[]));
create policy correspondent on concern.addition for select to gatehouse_correspondent
  using (concern_id = any ((select app.ids('told'))::uuid[]) and author_id is null);

-- Handlers see who told, as far as it was said; never the code, and never the sealed identity.
grant select (id, concern_id, caseload_id, school_id, way_in, told_as, key_stage, name, class, contact, wants_adult, hirer_id,
    sounds_urgent, sent_on)
  on concern.outside_report to gatehouse_person;
create policy handlers on concern.outside_report for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
grant select, insert (id, concern_id, caseload_id, asked_by, asked_at, reason), update (agreed_by, agreed_at, agreed_reason)
  on concern.identity_reveal to gatehouse_person;
create policy handlers on concern.identity_reveal for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_ask on concern.identity_reveal for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and asked_by = (select app.actor()) and asked_at = (select app.at()));
create policy another_agrees on concern.identity_reveal for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and agreed_by is null and asked_by <> (select app.actor()))
  with check (agreed_by = (select app.actor()) and agreed_at = (select app.at()));

-- A school's own lead sets whom it offers and who hires.
grant select, insert, delete on concern.offered_adult to gatehouse_person;
create policy leads_set on concern.offered_adult to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]))
  with check (school_id = any ((select app.ids('lead_schools'))::uuid[]) and offered_by = (select app.actor()));
grant select (id, school_id, name, lead_name, lead_email, made_at, made_by, ended_at),
  insert (id, school_id, name, lead_name, lead_email, link_hash, made_at, made_by), update (link_hash, ended_at)
  on concern.hirer to gatehouse_person;
create policy leads_set on concern.hirer to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]))
  with check (school_id = any ((select app.ids('lead_schools'))::uuid[]));

-- What the master key seals is sealed anew when it is replaced.
grant select (concern_id, locator, secret), update (secret) on concern.outside_report to gatehouse_keyholder;
grant select (concern_id, sealed), update (sealed) on concern.sealed_identity to gatehouse_keyholder;
create policy rotation on concern.outside_report to gatehouse_keyholder using (true);
create policy rotation on concern.sealed_identity to gatehouse_keyholder using (true);
