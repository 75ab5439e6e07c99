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
