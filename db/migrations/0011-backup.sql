-- Backups: what was made, checked and failed, and which installation a folder of backups belongs to.

-- One row. A backup carries its id, so that two Gatehouses that share a folder never clear away each other's backups.
-- It is restored with everything else: the restored installation goes on with its own backups.
create table app.installation (
  id uuid primary key default gen_random_uuid(),
  only_one boolean not null unique default true check (only_one)
);
insert into app.installation default values;
select app.protect('app.installation', 'configuration');

-- Written by the owner's connection, which makes backups, once each has ended: a backup that was interrupted leaves
-- no row, and "none in 26 hours" is what tells of it.
create table app.backup (
  id uuid primary key,
  name text not null,
  began_at timestamptz not null,
  ended_at timestamptz not null check (ended_at >= began_at),
  scheduled boolean not null,
  -- What went wrong, in one of our own words; null where it is whole.
  failure text,
  row_count bigint,
  database_bytes bigint,
  object_count int,
  object_bytes bigint,
  copied_bytes bigint,
  -- Restored into a temporary database and verified; `check_failure` says what was found.
  checked_at timestamptz,
  check_seconds int,
  check_failure text,
  -- Cleared away, as the settings say.
  removed_at timestamptz,
  check ((failure is null) = (row_count is not null)),
  check (check_failure is null or checked_at is not null)
);
create index backup_began on app.backup (began_at desc);
select app.protect('app.backup', 'configuration');

-- Whoever runs the installation or answers for it: the trust's IT team and the Heads. It holds nothing of a child.
create function app.sees_backups() returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from people.appointment a
    where a.person_id = app.actor() and a.role in ('trust_it', 'head')
      and a.during @> (app.at() at time zone 'Europe/London')::date)
$$;

-- Who is told on Today when none is made: the IT team or, where a trust has none, its Heads.
create function app.is_told_of_backups() returns boolean
  language sql stable security definer set search_path = '' as $$
  select app.sees_backups() and coalesce((
    select bool_or(a.person_id = app.actor()) from people.appointment a
    where a.role = 'trust_it' and a.during @> (app.at() at time zone 'Europe/London')::date
      and a.trust_id = (select p.trust_id from people.person p where p.id = app.actor())), true)
$$;
revoke all on function app.sees_backups, app.is_told_of_backups from public;
grant execute on function app.sees_backups, app.is_told_of_backups to gatehouse_person;

grant select on app.backup to gatehouse_person;
create policy whoever_runs_it on app.backup for select to gatehouse_person using ((select app.sees_backups()));
