-- Rosters, complete: deltas, plain CSV, pick-up from a folder, proposed leavers and matches (issue 3, part 5).

-- What a school's OneRoster files have said so far, as one packed text: a delta says only what changed, and of a place
-- in a class that it takes away often no more than an id. Replaced by each import; a working copy of the MIS's own.
create table people.roster_held (
  school_id uuid primary key references people.school,
  fingerprint text not null,
  taken_at timestamptz not null,
  body bytea not null
);
select app.protect('people.roster_held', 'working-copy');
grant select, insert on people.roster_held to gatehouse_person, gatehouse_roster;
grant update (fingerprint, taken_at, body) on people.roster_held to gatehouse_person, gatehouse_roster;
create policy roster_writes on people.roster_held to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));

-- A plain list has ids of its own: the same number need not be the same person in the OneRoster export of that school.
create or replace function people.roster_matches(sources text[], ids text[], upns text[], given text[], family text[])
  returns table (source text, external_id text, person_id uuid, kind text, given_name text, family_name text,
    known_as text, birth_date text, upns text[], is_mine boolean)
  language sql stable security definer set search_path = '' as $$
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

-- An import of a list waits until somebody has said which column is which.
alter table people.roster_import
  add column format text not null default 'oneroster' check (format in ('oneroster', 'pupils', 'staff')),
  add column mapping jsonb,
  drop constraint roster_import_status_check,
  add constraint roster_import_status_check check (status in (
    'columns', 'reading', 'previewed', 'applying', 'applied', 'unchanged', 'refused', 'discarded', 'failed'));
grant update (mapping) on people.roster_import to gatehouse_person, gatehouse_roster;

-- Which column of a school's list says what, as somebody last said it. Column names, nothing about anybody.
create table people.list_mapping (
  school_id uuid not null references people.school,
  kind text not null check (kind in ('pupils', 'staff')),
  columns jsonb not null,
  set_at timestamptz not null,
  primary key (school_id, kind)
);
select app.protect('people.list_mapping', 'configuration');
grant select, insert on people.list_mapping to gatehouse_person, gatehouse_roster;
grant update (columns, set_at) on people.list_mapping to gatehouse_person, gatehouse_roster;
create policy roster_writes on people.list_mapping to gatehouse_person, gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));

-- Files that a school's system lays into its folder. The worker looks, and acts as the roster of that school; a person
-- says whether what it would not do by itself is done.
alter table people.roster_import
  drop constraint roster_import_status_check,
  add constraint roster_import_status_check check (status in (
    'columns', 'reading', 'previewed', 'approved', 'applying', 'applied', 'unchanged', 'refused', 'discarded', 'failed'));

create table people.inbox_file (
  id uuid primary key,
  school_id uuid not null references people.school,
  file_name text not null,
  -- As at the last look: a file that is still being written differs at the next.
  stamp text not null,
  state text not null check (state in ('seen', 'waiting', 'done', 'refused')),
  -- Why it waits or was refused: a word, nothing about anybody.
  reason text,
  import_id uuid references people.roster_import,
  seen_at timestamptz not null,
  decided_at timestamptz,
  -- Out of the folder, where it was put by what was decided.
  moved boolean not null default false,
  noted_by uuid references people.person,
  unique (school_id, file_name),
  check ((state in ('done', 'refused')) = (decided_at is not null))
);
create index inbox_file_import on people.inbox_file (import_id);
select app.protect('people.inbox_file', 'working-copy');
grant select on people.inbox_file to gatehouse_person, gatehouse_roster;
grant insert on people.inbox_file to gatehouse_roster;
grant update (stamp, state, reason, import_id, seen_at, decided_at, moved, noted_by) on people.inbox_file to gatehouse_roster;
grant update (noted_by) on people.inbox_file to gatehouse_person;
create policy roster_works on people.inbox_file to gatehouse_roster
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));
create policy roster_reads on people.inbox_file for select to gatehouse_person
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));
create policy roster_notes on people.inbox_file for update to gatehouse_person
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]))
  with check (noted_by = (select app.actor()));

-- Whose folder is which: the worker has no person whose schools could be asked.
grant usage on schema people to gatehouse_housekeeper;
grant select (id, trust_id, urn, name) on people.school to gatehouse_housekeeper;
create policy housekeeper_reads on people.school for select to gatehouse_housekeeper using (true);

-- What somebody decided of a proposed leaver, on what day and why. Until that day is over it can be taken back: `ended`
-- says which rows it ended, and until when they held before.
create table people.leaver_decision (
  id uuid primary key,
  salt bytea not null default uuid_send(gen_random_uuid()),
  school_id uuid not null references people.school,
  person_id uuid not null references people.person,
  import_id uuid not null references people.roster_import,
  proposed_at timestamptz not null,
  decision text not null check (decision in ('left', 'kept')),
  last_day date,
  reason text,
  decided_at timestamptz not null,
  decided_by uuid not null references people.person,
  ended jsonb not null default '[]',
  undone_at timestamptz,
  undone_by uuid references people.person,
  check ((decision = 'left') = (last_day is not null)),
  check ((decision = 'kept') = (reason is not null)),
  check ((undone_at is null) = (undone_by is null))
);
create index leaver_decision_school on people.leaver_decision (school_id, decided_at desc);
select app.protect('people.leaver_decision', 'person');
select audit.register_content('people.leaver_decision', '{undone_at,undone_by}');
grant select, insert on people.leaver_decision to gatehouse_person;
grant update (undone_at, undone_by) on people.leaver_decision to gatehouse_person;
create policy roster_reads on people.leaver_decision for select to gatehouse_person
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]));
create policy roster_decides on people.leaver_decision for insert to gatehouse_person
  with check (school_id = any ((select app.ids('roster_schools'))::uuid[]) and decided_by = (select app.actor())
    and exists (select from people.person p where p.id = leaver_decision.person_id));
create policy roster_undoes on people.leaver_decision for update to gatehouse_person
  using (school_id = any ((select app.ids('roster_schools'))::uuid[]))
  with check (undone_by = (select app.actor()));
