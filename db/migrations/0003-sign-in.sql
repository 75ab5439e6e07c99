-- Accounts, sessions, recovery and rate limits: their own role, never a person's (design rules 1 and 2).

create schema signin;
grant usage on schema signin to gatehouse_person, gatehouse_signin, gatehouse_visitor, gatehouse_housekeeper;

create table signin.account (
  person_id uuid primary key references people.person,
  user_name text not null check (user_name = lower(user_name) and user_name ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
  password_hash text,
  totp_sealed bytea,             -- AES-256-GCM under the master key: a stolen database does not yield it
  totp_last_step bigint,         -- a code is used once
  disabled_at timestamptz,
  created_at timestamptz not null,
  unique (user_name)
);
select app.protect('signin.account', 'sign-in');

create table signin.session (
  id uuid primary key,
  token_hash bytea not null,
  person_id uuid not null references people.person,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ends_at timestamptz not null,   -- the absolute limit
  ended_at timestamptz,
  second_factor boolean not null,
  user_agent text not null,
  address_hint text not null,
  unique (token_hash)
);
create index session_person on signin.session (person_id) where ended_at is null;
select app.protect('signin.session', 'sign-in');

-- One-time links and codes: an invitation to set a password, or a reset. Only the hash is kept.
create table signin.pass (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references people.person,
  purpose text not null check (purpose in ('invitation', 'recovery', 'second_step')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  state jsonb not null default '{}'
);
create index pass_person on signin.pass (person_id);
select app.protect('signin.pass', 'sign-in');

-- A case reader's lost sign-in is given back in person, by two people (design rule 2).
create table signin.recovery (
  id uuid primary key,
  person_id uuid not null references people.person,
  trust_id uuid not null references people.trust,
  started_by uuid not null references people.person,
  started_at timestamptz not null,
  reason text not null,
  confirmed_by uuid references people.person,
  confirmed_at timestamptz,
  cancelled_at timestamptz,
  expires_at timestamptz not null,
  check (confirmed_by is null or (confirmed_by <> started_by and confirmed_by <> person_id)),
  check (started_by <> person_id)
);
select app.protect('signin.recovery', 'sign-in');

-- Failed attempts by account and by address; `key` is a keyed hash, so the table names nobody.
create table signin.attempt (
  key bytea primary key,
  failures int not null,
  window_began timestamptz not null,
  locked_until timestamptz
);
select app.protect('signin.attempt', 'sign-in');

grant select, insert, update on signin.account, signin.session, signin.pass to gatehouse_signin;
grant select, insert, update, delete on signin.attempt to gatehouse_signin;
grant select on people.person, people.appointment, people.school to gatehouse_signin;
create policy signin_all on signin.account to gatehouse_signin using (true) with check (true);
create policy signin_all on signin.session to gatehouse_signin using (true) with check (true);
create policy signin_all on signin.pass to gatehouse_signin using (true) with check (true);
create policy signin_all on signin.attempt to gatehouse_signin using (true) with check (true);
create policy signin_reads on people.person for select to gatehouse_signin using (kind = 'adult');
create policy signin_reads on people.appointment for select to gatehouse_signin using (true);
create policy signin_reads on people.school for select to gatehouse_signin using (true);

-- List and end mine.
grant select (id, person_id, created_at, last_seen_at, ends_at, ended_at, second_factor, user_agent, address_hint)
  on signin.session to gatehouse_person;
grant update (ended_at) on signin.session to gatehouse_person;
create policy mine on signin.session to gatehouse_person using (person_id = (select app.actor()));

grant select, insert, update on signin.recovery to gatehouse_person;
create policy recovery_helpers on signin.recovery to gatehouse_person
  using (trust_id = (select app.ids('recovery_trust'))[1] and person_id <> (select app.actor()))
  with check (trust_id = (select app.ids('recovery_trust'))[1] and person_id <> (select app.actor())
    and (started_by = (select app.actor()) or confirmed_by = (select app.actor())));

grant select, delete on signin.session, signin.pass to gatehouse_housekeeper;
create policy housekeeping on signin.session to gatehouse_housekeeper using (ended_at is not null or ends_at < (select app.at()));
create policy housekeeping on signin.pass to gatehouse_housekeeper using (expires_at < (select app.at()));

-- A parked form: what somebody typed when their session had already ended. Given back on their next sign-in.
create table signin.parked_form (
  id uuid primary key,
  person_id uuid not null references people.person,
  path text not null,
  fields jsonb not null,
  parked_at timestamptz not null
);
select app.protect('signin.parked_form', 'working-copy');
grant select, insert on signin.parked_form to gatehouse_signin;
create policy parking on signin.parked_form for insert to gatehouse_signin with check (true);
grant select, delete on signin.parked_form to gatehouse_person;
create policy mine on signin.parked_form to gatehouse_person using (person_id = (select app.actor()));
grant select, delete on signin.parked_form to gatehouse_housekeeper;
create policy housekeeping on signin.parked_form to gatehouse_housekeeper using (parked_at < (select app.at()) - interval '7 days');
