-- Trust, schools, persons and what they are to a school over time (design rules 11 and 12).

create schema people;
grant usage on schema people to
  gatehouse_person, gatehouse_signin, gatehouse_visitor, gatehouse_roster, gatehouse_escalation, gatehouse_postman;

create table people.trust (
  id uuid primary key,
  name text not null check (name <> '')
);
select app.protect('people.trust', 'configuration');

create table people.school (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  urn text not null check (urn ~ '^[0-9]{6}$'),
  name text not null check (name <> ''),
  code text not null check (code ~ '^[A-Z]{2,4}$'),
  phone text,
  acknowledge_within_minutes int not null default 15 check (acknowledge_within_minutes between 5 and 240),
  record_of_truth text not null default 'gatehouse' check (record_of_truth in ('gatehouse', 'myconcern')),
  lado_contact text,
  unique (urn),
  unique (trust_id, code),
  unique (id, trust_id)
);
select app.protect('people.school', 'configuration');

create table people.school_hours (
  school_id uuid not null references people.school,
  weekday smallint not null check (weekday between 1 and 7),
  opens time not null,
  closes time not null check (closes > opens),
  primary key (school_id, weekday)
);
select app.protect('people.school_hours', 'configuration');

-- Holidays, INSET days and snow: nobody is at school, so the clock of an escalation stands still.
create table people.school_closure (
  school_id uuid not null references people.school,
  during daterange not null check (not isempty(during)),
  name text not null,
  primary key (school_id, during without overlaps)
);
select app.protect('people.school_closure', 'configuration');

-- One row a person and trust. `school_ids` is every school the person was ever part of, as pupil, staff or family;
-- `works_at` every school where they ever held a post, and the trust for one of the trust's own. They are the plain
-- columns that row-level security compares, kept by the triggers below.
create table people.person (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  kind text not null check (kind in ('pupil', 'adult')),
  given_name text not null check (given_name <> ''),
  family_name text not null check (family_name <> ''),
  known_as text,
  birth_date date,
  email text,
  school_ids uuid[] not null default '{}',
  works_at uuid[] not null default '{}',
  version int not null default 1,
  unique (id, trust_id)
);
create index person_schools on people.person using gin (school_ids);
create index person_works on people.person using gin (works_at);
create index person_name on people.person using gin ((given_name || ' ' || coalesce(known_as, '') || ' ' || family_name) gin_trgm_ops);
create index person_trust on people.person (trust_id, family_name, given_name);
create index person_born on people.person (birth_date) where kind = 'pupil';
select app.protect('people.person', 'person');

create table people.identifier (
  trust_id uuid not null references people.trust,
  source text not null,
  external_id text not null,
  person_id uuid not null,
  primary key (trust_id, source, external_id),
  foreign key (person_id, trust_id) references people.person (id, trust_id)
);
create index identifier_person on people.identifier (person_id);
select app.protect('people.identifier', 'person');

create table people.enrolment (
  person_id uuid not null references people.person,
  school_id uuid not null references people.school,
  nc_year smallint check (nc_year between -4 and 14),
  registration_group text,
  during daterange not null check (not isempty(during)),
  primary key (person_id, school_id, during without overlaps)
);
create index enrolment_school on people.enrolment (school_id, nc_year);
select app.protect('people.enrolment', 'person');

create table people.class (
  id uuid primary key,
  school_id uuid not null references people.school,
  source_id text not null,
  title text not null,
  kind text not null check (kind in ('registration', 'teaching')),
  unique (school_id, source_id),
  unique (id, school_id)
);
select app.protect('people.class', 'configuration');

create table people.class_member (
  class_id uuid not null,
  person_id uuid not null references people.person,
  school_id uuid not null references people.school,
  part text not null check (part in ('pupil', 'teacher')),
  during daterange not null check (not isempty(during)),
  primary key (class_id, person_id, during without overlaps),
  foreign key (class_id, school_id) references people.class (id, school_id)
);
create index class_member_person on people.class_member (person_id);
create index class_member_school on people.class_member (school_id);
select app.protect('people.class_member', 'person');

-- A post or duty at a school, or at the trust where school_id is null. Reading cases hangs on it.
create table people.appointment (
  id uuid primary key,
  person_id uuid not null,
  trust_id uuid not null references people.trust,
  school_id uuid,
  role text not null check (role in (
    'teacher', 'teaching_assistant', 'peripatetic', 'volunteer', 'office', 'slt', 'dsl', 'deputy_dsl', 'head',
    'it', 'governor', 'chair_of_governors', 'trust_safeguarding_lead', 'trust_it', 'trustee', 'information_manager')),
  designation text,
  as_cover boolean not null default false,
  -- A post that a roster brought ends when the roster no longer names it; one given by hand never does.
  by_roster boolean not null default false,
  during daterange not null check (not isempty(during)),
  check ((school_id is null) = (role in ('trust_safeguarding_lead', 'trust_it', 'trustee', 'information_manager'))),
  foreign key (person_id, trust_id) references people.person (id, trust_id),
  foreign key (school_id, trust_id) references people.school (id, trust_id)
);
alter table people.appointment add constraint appointment_once exclude using gist (
  person_id with =, (coalesce(school_id, trust_id)) with =, role with =, during with &&);
create index appointment_school on people.appointment (school_id, role);
create index appointment_trust on people.appointment (trust_id, role) where school_id is null;
select app.protect('people.appointment', 'person');

create table people.guardianship (
  id uuid primary key,
  child_id uuid not null references people.person,
  adult_id uuid not null references people.person,
  school_ids uuid[] not null default '{}',
  relation text,
  parental_responsibility text not null default 'unknown' check (parental_responsibility in ('unknown', 'yes', 'no')),
  contact text not null default 'unknown' check (contact in ('unknown', 'allowed', 'no_contact')),
  unique (child_id, adult_id)
);
create index guardianship_adult on people.guardianship (adult_id);
select app.protect('people.guardianship', 'person');

-- What a designated lead needs to know beside a child's name. Read by case readers only.
create table people.child_context (
  person_id uuid primary key references people.person,
  school_ids uuid[] not null default '{}',
  send text check (send in ('none', 'support', 'ehcp')),
  looked_after boolean,
  plan text check (plan in ('none', 'child_in_need', 'child_protection')),
  social_worker text,
  young_carer boolean,
  first_language text
);
select app.protect('people.child_context', 'child-protection');

-- One row an import. While one is read, previewed or applied, whoever asked for it follows it here: `preview` holds
-- the names that they are shown, and goes when the import is decided.
create table people.roster_import (
  id uuid primary key,
  school_id uuid not null references people.school,
  digest text,
  file_name text not null,
  status text not null check (status in (
    'reading', 'previewed', 'applying', 'applied', 'unchanged', 'refused', 'discarded', 'failed')),
  progress smallint not null default 0 check (progress between 0 and 100),
  -- The process at work says every few seconds that it lives: one that was killed is told by its silence.
  beat_at timestamptz not null,
  counts jsonb not null default '{}',
  preview jsonb,
  requested_by uuid references people.person,
  created_at timestamptz not null,
  applied_at timestamptz
);
create index roster_import_school on people.roster_import (school_id, created_at desc);
select app.protect('people.roster_import', 'working-copy');

-- Missing from a roster means proposed leaver, never deleted.
create table people.proposed_leaver (
  person_id uuid not null references people.person,
  school_id uuid not null references people.school,
  import_id uuid not null references people.roster_import,
  proposed_at timestamptz not null,
  primary key (person_id, school_id)
);
select app.protect('people.proposed_leaver', 'working-copy');

-- A roster row that looks like somebody already known (same name and birth date, other ids): a person decides.
create table people.proposed_match (
  id uuid primary key,
  school_id uuid not null references people.school,
  person_id uuid not null references people.person,
  candidate_id uuid not null references people.person,
  proposed_at timestamptz not null,
  unique (person_id, candidate_id)
);
select app.protect('people.proposed_match', 'working-copy');

create function people.keep_person_schools() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update people.person p
    set school_ids = array(select distinct unnest(p.school_ids || n.school_id) order by 1)
    from (select person_id, array_agg(distinct school_id) as school_id from added group by person_id) n
    where p.id = n.person_id and not p.school_ids @> n.school_id;
  return null;
end
$$;
create trigger keep_schools after insert on people.enrolment
  referencing new table as added for each statement execute function people.keep_person_schools();

create function people.keep_posts() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update people.person p
    set school_ids = array(select distinct unnest(p.school_ids || n.schools) order by 1),
      works_at = array(select distinct unnest(p.works_at || n.places) order by 1)
    from (
      select person_id, coalesce(array_agg(distinct school_id) filter (where school_id is not null), '{}') as schools,
        array_agg(distinct coalesce(school_id, trust_id)) as places
      from added group by person_id) n
    where p.id = n.person_id and not (p.school_ids @> n.schools and p.works_at @> n.places);
  return null;
end
$$;
create trigger keep_schools after insert on people.appointment
  referencing new table as added for each statement execute function people.keep_posts();

-- A guardian is seen by the schools of the child, and so is what is known of the two together.
create function people.keep_family_schools() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if not exists (select from changed) then
    return null; -- a statement trigger fires for no rows too, and this one updates its own table
  end if;
  update people.guardianship g set school_ids = c.school_ids
    from people.person c, changed n
    where c.id = g.child_id and n.id = g.child_id and g.school_ids <> c.school_ids;
  update people.child_context x set school_ids = c.school_ids
    from people.person c, changed n
    where c.id = x.person_id and n.id = x.person_id and x.school_ids <> c.school_ids;
  update people.person a set school_ids = array(select distinct unnest(a.school_ids || c.school_ids) order by 1)
    from people.person c, people.guardianship g, changed n
    where g.child_id = n.id and c.id = g.child_id and a.id = g.adult_id and not a.school_ids @> c.school_ids;
  return null;
end
$$;
create trigger keep_family after update on people.person
  referencing new table as changed for each statement execute function people.keep_family_schools();

create function people.keep_new_guardianship() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  update people.guardianship g set school_ids = c.school_ids
    from people.person c, added n where n.id = g.id and c.id = g.child_id;
  update people.person a set school_ids = array(select distinct unnest(a.school_ids || c.school_ids) order by 1)
    from people.person c, added n
    where c.id = n.child_id and a.id = n.adult_id and not a.school_ids @> c.school_ids;
  return null;
end
$$;
create trigger keep_schools after insert on people.guardianship
  referencing new table as added for each statement execute function people.keep_new_guardianship();

create function people.keep_new_context() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  new.school_ids := (select p.school_ids from people.person p where p.id = new.person_id);
  return new;
end
$$;
create trigger keep_schools before insert on people.child_context
  for each row execute function people.keep_new_context();

-- What a signed-in person may read and do.
grant select on people.trust, people.school, people.school_hours, people.school_closure, people.person,
  people.enrolment, people.class, people.class_member, people.appointment, people.guardianship,
  people.child_context, people.roster_import, people.proposed_leaver, people.proposed_match
  to gatehouse_person;

create policy own_trust on people.trust for select to gatehouse_person
  using (id = (select app.ids('trust'))[1]);
create policy own_trust on people.school for select to gatehouse_person
  using (trust_id = (select app.ids('trust'))[1]);
-- When a school is open is told to whoever may report there.
create policy own_schools on people.school_hours for select to gatehouse_person
  using (school_id = any ((select app.ids('report_schools'))::uuid[]));
create policy own_schools on people.school_closure for select to gatehouse_person
  using (school_id = any ((select app.ids('report_schools'))::uuid[]));
-- Pupils for whoever works there, staff for everybody who belongs there; parents and carers for case readers alone.
create policy own_schools on people.person for select to gatehouse_person
  using (id = (select app.actor()) or works_at && (select app.ids('schools'))::uuid[]
    or (kind = 'pupil' and school_ids && (select app.ids('roll_schools'))::uuid[])
    or school_ids && (select app.ids('child_schools'))::uuid[]
    or (works_at <> '{}' and trust_id = (select app.ids('trust_people'))[1]));
-- Everybody may know who stands above their school's own leads: a concern may have to be told to them.
create policy trust_leads on people.person for select to gatehouse_person
  using (id = any ((select app.ids('trust_leads'))::uuid[]));
-- Whoever reports at a school of the trust where they hold no post is told who reads it (app.enter_person).
create policy report_leads on people.person for select to gatehouse_person
  using (id = any ((select app.ids('report_leads'))::uuid[]));
create policy own_schools on people.enrolment for select to gatehouse_person
  using (school_id = any ((select app.ids('roll_schools'))::uuid[]));
create policy own_schools on people.class for select to gatehouse_person
  using (school_id = any ((select app.ids('schools'))::uuid[]));
create policy own_schools on people.class_member for select to gatehouse_person
  using (school_id = any ((select app.ids('roll_schools'))::uuid[]));
create policy own_schools on people.appointment for select to gatehouse_person
  using (person_id = (select app.actor()) or school_id = any ((select app.ids('schools'))::uuid[])
    or (school_id is null and trust_id = (select app.ids('trust'))[1]));
create policy report_leads on people.appointment for select to gatehouse_person
  using (person_id = any ((select app.ids('report_leads'))::uuid[])
    and role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors'));
create policy case_readers on people.guardianship for select to gatehouse_person
  using (school_ids && (select app.ids('child_schools'))::uuid[]);
create policy case_readers on people.child_context for select to gatehouse_person
  using (school_ids && (select app.ids('child_schools'))::uuid[]);

-- The roster: read and written by whoever may import for the school, in the browser or on the command line. Who
-- somebody is, which school a row is of and since when it holds, are written once.
grant insert (id, trust_id, kind, given_name, family_name, known_as, birth_date, email) on people.person
  to gatehouse_person, gatehouse_roster;
grant insert on people.identifier, people.enrolment, people.class, people.class_member, people.appointment,
  people.guardianship, people.roster_import, people.proposed_leaver, people.proposed_match
  to gatehouse_person, gatehouse_roster;
grant update (given_name, family_name, known_as, birth_date, email, version) on people.person to gatehouse_person, gatehouse_roster;
grant update (nc_year, registration_group, during) on people.enrolment to gatehouse_person, gatehouse_roster;
grant update (title, kind) on people.class to gatehouse_person, gatehouse_roster;
grant update (part, during) on people.class_member to gatehouse_person, gatehouse_roster;
grant update (designation, during) on people.appointment to gatehouse_person, gatehouse_roster;
grant update (digest, status, progress, beat_at, counts, preview, applied_at) on people.roster_import to gatehouse_person, gatehouse_roster;
grant delete on people.proposed_leaver, people.proposed_match to gatehouse_person, gatehouse_roster;
grant select on people.trust, people.school, people.person, people.enrolment, people.class,
  people.class_member, people.appointment, people.guardianship, people.roster_import, people.proposed_leaver,
  people.proposed_match to gatehouse_roster;

-- Matching looks across the whole trust, since a child may come from a sister school; these three functions are how.
-- They answer about nobody but whom the file names, so that keeping one school's roster shows no page of another's.
--
-- Known by UPN, by the id in the system of a school whose roster one keeps, or by the id in another system together
-- with the name: who that is, and whether they are of one's own schools (or of none yet).
-- A plain list has ids of its own: the same number need not be the same person in the OneRoster export of that school.
create function people.roster_matches(sources text[], ids text[], upns text[], given text[], family text[])
  returns table (source text, external_id text, person_id uuid, kind text, given_name text, family_name text,
    known_as text, birth_date text, upns text[], is_mine boolean)
  -- A whole trust is matched in one go, minutes after its first rows came, while the planner still takes the tables for
  -- empty: row by row through all of them would take hours.
  language sql stable security definer set search_path = '' set enable_nestloop = off
  set plan_cache_mode = force_custom_plan as $$
  with
    mine as (
      select array_agg(system || s.urn) as sources from people.school s cross join (values ('oneroster:'), ('csv:')) k (system)
      where s.id = any (app.ids('roster_schools'))),
    named as materialized (
      select * from unnest($2, $3, $4, $5) n (id, upn, given, family)),
    found as (
      select i.source, i.external_id, i.person_id
        from named n join people.identifier i
          on i.trust_id = (app.ids('roster_trust'))[1] and i.source = 'upn' and i.external_id = n.upn
      union
      select i.source, i.external_id, i.person_id
        from named n cross join unnest($1) s (source) cross join mine
        join people.identifier i
          on i.trust_id = (app.ids('roster_trust'))[1] and i.source = s.source and i.external_id = n.id
        join people.person p on p.id = i.person_id
        where i.source = any (mine.sources) or (
          lower(normalize(trim(p.given_name), NFKC)) = lower(normalize(trim(n.given), NFKC))
          and lower(normalize(trim(p.family_name), NFKC)) = lower(normalize(trim(n.family), NFKC))))
  select f.source, f.external_id, p.id, p.kind, p.given_name, p.family_name, p.known_as, p.birth_date::text,
    array(select i.external_id from people.identifier i where i.person_id = p.id and i.source = 'upn'),
    p.school_ids && app.ids('roster_schools') or (p.school_ids = '{}' and p.works_at = '{}')
  from found f join people.person p on p.id = f.person_id
$$;

-- Pupils of the trust with the name and birth date of somebody new: their ids alone, for a person to decide.
create function people.roster_lookalikes(ids uuid[], given text[], family text[], born date[])
  returns table (person_id uuid, candidate_id uuid)
  -- By hashes, never row by row: see roster_matches.
  language sql stable security definer set search_path = '' set enable_nestloop = off as $$
  select n.id, p.id
  from unnest(ids, given, family, born) n (id, given, family, born)
  join people.person p on p.trust_id = (app.ids('roster_trust'))[1] and p.kind = 'pupil' and p.birth_date = n.born
    and lower(p.family_name) = lower(n.family) and lower(p.given_name) = lower(n.given)
  order by 1, 2
$$;

-- What somebody of the trust is whom the importer may not see yet: a child who comes from a sister school.
create function people.roster_kind(person uuid) returns text
  language sql stable security definer set search_path = '' as $$
  select p.kind from people.person p where p.id = person and p.trust_id = (app.ids('roster_trust'))[1]
$$;
revoke all on function people.roster_matches, people.roster_lookalikes, people.roster_kind from public;
grant execute on function people.roster_matches, people.roster_lookalikes, people.roster_kind
  to gatehouse_person, gatehouse_roster;

-- One policy a table for both roles: the `roster_schools` set is empty for whoever may not import. Nobody of another
-- trust is put on a roll, in a class or in a family: the school would see them from then on. An adult of a sister
-- school is not, either, since whoever keeps a roster keeps its adults' sign-ins.
create policy roster_reads on people.trust for select to gatehouse_roster
  using (id = (select app.ids('trust'))[1]);
create policy roster_reads on people.school for select to gatehouse_roster
  using (trust_id = (select app.ids('trust'))[1]);
create policy roster_writes on people.enrolment to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]))
  with check (school_id = any ((select app.ids('roster_schools'))::uuid[]) and people.roster_kind(person_id) = 'pupil');
create policy roster_writes on people.class to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));
create policy roster_writes on people.class_member to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]))
  with check (school_id = any ((select app.ids('roster_schools'))::uuid[])
    and exists (select from people.person p where p.id = class_member.person_id));
create policy roster_writes on people.roster_import to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));
create policy roster_writes on people.proposed_leaver to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]))
  with check (school_id = any ((select app.ids('roster_schools'))::uuid[])
    and exists (select from people.person p where p.id = proposed_leaver.person_id));
create policy roster_writes on people.proposed_match to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]))
  with check (school_id = any ((select app.ids('roster_schools'))::uuid[])
    and exists (select from people.person p where p.id = proposed_match.person_id)
    and people.roster_kind(candidate_id) is not null);
-- A roster may bring and end posts; it may never bring, change or end a duty that reads cases (design rule 2), nor
-- bring a post to somebody who works elsewhere in the trust and has never worked here.
create policy roster_reads on people.appointment for select to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));
create policy roster_ends on people.appointment for update to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[])
    and role in ('teacher', 'teaching_assistant', 'peripatetic', 'volunteer', 'office', 'it', 'governor', 'slt'));
create policy roster_adds on people.appointment for insert to gatehouse_person, gatehouse_roster
  with check (school_id = any ((select app.ids('roster_schools'))::uuid[])
    and role in ('teacher', 'teaching_assistant', 'peripatetic', 'volunteer', 'office', 'it', 'governor', 'slt')
    and exists (select from people.person p where p.id = appointment.person_id and p.kind = 'adult'
      and (p.works_at = '{}' or p.works_at && (select app.ids('roster_schools'))::uuid[])));
-- New persons have no school yet, and no post.
create policy roster_reads on people.person for select to gatehouse_person, gatehouse_roster
  using (school_ids && (select app.ids('roster_schools'))::uuid[]
    or (school_ids = '{}' and works_at = '{}' and trust_id = (select app.ids('roster_trust'))[1]));
create policy roster_adds on people.person for insert to gatehouse_person, gatehouse_roster
  with check (trust_id = (select app.ids('roster_trust'))[1]);
-- Where a case reader's mail goes is not for a roster to say (design rule 2). Asked once a statement, and only where one
-- changes people: a set kept by every transaction would be the largest of all and used by almost none.
create function app.case_readers() returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct a.person_id), '{}') from people.appointment a
  where a.trust_id = (app.ids('roster_trust'))[1] and a.during @> (app.at() at time zone 'Europe/London')::date
    and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
$$;
revoke all on function app.case_readers from public;
grant execute on function app.case_readers to gatehouse_person, gatehouse_roster;
create policy roster_updates on people.person for update to gatehouse_person, gatehouse_roster
  using (school_ids && (select app.ids('roster_schools'))::uuid[] and not id = any ((select app.case_readers())::uuid[]));
create policy roster_adds on people.identifier for insert to gatehouse_person, gatehouse_roster
  with check (trust_id = (select app.ids('roster_trust'))[1]
    and exists (select from people.person p where p.id = identifier.person_id
      and (p.works_at = '{}' or p.school_ids && (select app.ids('roster_schools'))::uuid[])));
create policy roster_reads on people.guardianship for select to gatehouse_person, gatehouse_roster
  using (school_ids && (select app.ids('roster_schools'))::uuid[]);
create policy roster_adds on people.guardianship for insert to gatehouse_person, gatehouse_roster
  with check (
    exists (select from people.person p where p.id = guardianship.child_id
      and p.school_ids && (select app.ids('roster_schools'))::uuid[])
    and exists (select from people.person p where p.id = guardianship.adult_id
      and (p.works_at = '{}' or p.school_ids && (select app.ids('roster_schools'))::uuid[])));
-- The school's own settings: who leads safeguarding there says how long an urgent concern may wait, and when
-- somebody is at school.
grant update (acknowledge_within_minutes, record_of_truth, lado_contact, phone) on people.school to gatehouse_person;
grant insert, delete on people.school_hours, people.school_closure to gatehouse_person;
create policy leads_set on people.school for update to gatehouse_person
  using (id = any ((select app.ids('lead_schools'))::uuid[]));
create policy leads_set on people.school_hours to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]));
create policy leads_set on people.school_closure to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]));

-- What decides who is told of a concern, and how fast, can be changed by one person, who may be who a concern is about. So
-- each change is kept with what it was before, and those above the school are told of it.
create table people.setting_change (
  id uuid primary key,
  school_id uuid not null references people.school,
  what text not null check (what in ('lado', 'wait', 'head_route', 'hours', 'closures')),
  before text,
  after text,
  changed_at timestamptz not null,
  changed_by uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  unique (id, school_id)
);
create index setting_change_school on people.setting_change (school_id, changed_at desc);
select app.protect('people.setting_change', 'configuration');
select audit.register_content('people.setting_change');

create table people.setting_told (
  change_id uuid not null,
  school_id uuid not null,
  person_id uuid not null references people.person,
  seen_at timestamptz,
  primary key (change_id, person_id),
  foreign key (change_id, school_id) references people.setting_change (id, school_id)
);
create index setting_told_waiting on people.setting_told (person_id) where seen_at is null;
select app.protect('people.setting_told', 'configuration');

-- Keeps a change and tells the chair of governors and the trust's safeguarding leads of it, but for whoever makes it;
-- gives whom it told. The one way to such a row.
create function people.keep_setting_change(change uuid, school uuid, what text, before text, after text) returns setof uuid
  language plpgsql security definer set search_path = '' as $$
begin
  if school <> all (app.ids('lead_schools')) then
    raise insufficient_privilege using message = 'settings are changed by who leads safeguarding there';
  end if;
  insert into people.setting_change (id, school_id, what, before, after, changed_at, changed_by)
    values (change, school, what, before, after, app.at(), app.actor());
  return query
    insert into people.setting_told (change_id, school_id, person_id)
      select distinct change, school, a.person_id
      from people.school s
        join people.appointment a on (a.school_id = s.id and a.role = 'chair_of_governors')
          or (a.school_id is null and a.trust_id = s.trust_id and a.role = 'trust_safeguarding_lead')
      where s.id = school and a.person_id <> app.actor()
        and a.during @> (app.at() at time zone 'Europe/London')::date
      returning person_id;
end
$$;

-- Whichever page writes: at the end of the transaction the change is kept.
create function people.setting_change_is_kept() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  changed jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  if app.actor() is not null and not exists (
      select from people.setting_change c
      where c.school_id = coalesce(changed ->> 'school_id', changed ->> 'id')::uuid
        and c.what = tg_argv[0] and c.changed_at = app.at() and c.changed_by = app.actor()) then
    raise check_violation using message = 'a change of who is told, and when, is kept with what it was before';
  end if;
  return null;
end
$$;
revoke all on function people.keep_setting_change, people.setting_change_is_kept from public;
grant execute on function people.keep_setting_change to gatehouse_person;
create constraint trigger lado_is_kept after update of lado_contact on people.school
  deferrable initially deferred for each row when (old.lado_contact is distinct from new.lado_contact)
  execute function people.setting_change_is_kept('lado');
create constraint trigger wait_is_kept after update of acknowledge_within_minutes on people.school
  deferrable initially deferred for each row when (old.acknowledge_within_minutes <> new.acknowledge_within_minutes)
  execute function people.setting_change_is_kept('wait');
create constraint trigger hours_are_kept after insert or delete on people.school_hours
  deferrable initially deferred for each row execute function people.setting_change_is_kept('hours');
create constraint trigger closures_are_kept after insert or delete on people.school_closure
  deferrable initially deferred for each row execute function people.setting_change_is_kept('closures');

grant select (id, school_id, what, before, after, changed_at, changed_by) on people.setting_change to gatehouse_person;
grant select, update (seen_at) on people.setting_told to gatehouse_person;
create policy leads_and_above on people.setting_change for select to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]) or school_id = any ((select app.ids('head_schools'))::uuid[]));
create policy told on people.setting_told to gatehouse_person
  using (person_id = (select app.actor()) and school_id = any ((select app.ids('head_schools'))::uuid[]))
  with check (seen_at = (select app.at()));

-- Whom a school's staff can turn to when the work is heavy (CT-well): where a school has set none, the page says what
-- every school has.
create table people.support_contact (
  school_id uuid not null references people.school,
  kind text not null check (kind in ('line_manager', 'counselling', 'helpline')),
  name text not null check (name <> ''),
  contact text not null check (contact <> ''),
  primary key (school_id, kind)
);
select app.protect('people.support_contact', 'configuration');
grant select, insert, delete on people.support_contact to gatehouse_person;
create policy own_schools on people.support_contact for select to gatehouse_person
  using (school_id = any ((select app.ids('schools'))::uuid[]));
create policy leads_set on people.support_contact to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]));

-- Escalation follows the school's calendar and names who holds a duty; the postman needs addresses.
grant select on people.school, people.school_hours, people.school_closure, people.appointment, people.person to gatehouse_escalation;
create policy escalation_reads on people.school for select to gatehouse_escalation using (true);
create policy escalation_reads on people.school_hours for select to gatehouse_escalation using (true);
create policy escalation_reads on people.school_closure for select to gatehouse_escalation using (true);
create policy escalation_reads on people.appointment for select to gatehouse_escalation using (true);
create policy escalation_reads on people.person for select to gatehouse_escalation using (kind = 'adult');
grant select (id, kind, email) on people.person to gatehouse_postman;
create policy postman_reads on people.person for select to gatehouse_postman using (kind = 'adult');

-- A report about a chain says whose it is.
grant usage on schema people to gatehouse_auditor;
grant select (id, name) on people.school, people.trust to gatehouse_auditor;
create policy auditor_reads on people.school for select to gatehouse_auditor using (true);
create policy auditor_reads on people.trust for select to gatehouse_auditor using (true);
