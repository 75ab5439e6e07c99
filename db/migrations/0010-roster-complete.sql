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

-- Two rows that are one person, as somebody said who may: `merged_id` stands for `kept_id` from then on. Nothing is
-- deleted, both ids lead to the person, and cases stay with the id they name: who reads a case is the same after as before.
create table people.person_merge (
  id uuid primary key,
  salt bytea not null default uuid_send(gen_random_uuid()),
  trust_id uuid not null references people.trust,
  school_id uuid not null references people.school,
  kept_id uuid not null,
  merged_id uuid not null,
  merged_at timestamptz not null,
  merged_by uuid not null references people.person,
  -- What went from one to the other, and until when it held before: for taking it back.
  moved jsonb not null,
  undone_at timestamptz,
  undone_by uuid references people.person,
  check (kept_id <> merged_id),
  foreign key (kept_id, trust_id) references people.person (id, trust_id),
  foreign key (merged_id, trust_id) references people.person (id, trust_id)
);
create unique index person_merge_once on people.person_merge (merged_id) where undone_at is null;
create index person_merge_kept on people.person_merge (kept_id) where undone_at is null;
select app.protect('people.person_merge', 'person');
select audit.register_content('people.person_merge', '{undone_at,undone_by}');
grant select (id, trust_id, school_id, kept_id, merged_id, merged_at, merged_by, undone_at) on people.person_merge
  to gatehouse_person, gatehouse_roster;
create policy keepers_read on people.person_merge for select to gatehouse_person
  using (trust_id = (select app.ids('trust_people'))[1]);
create policy keepers_read_roster on people.person_merge for select to gatehouse_roster
  using (trust_id = (select app.ids('roster_trust'))[1]);

-- Every id that stands for the same person as this one, itself first.
create function people.same_person(person uuid) returns uuid[]
  language sql stable set search_path = '' as $$
  with recursive same (id) as (
    select $1
    union
    select case m.kept_id when s.id then m.merged_id else m.kept_id end
    from same s join people.person_merge m on m.undone_at is null and (m.kept_id = s.id or m.merged_id = s.id))
  select array_agg(s.id order by s.id <> $1, s.id) from same s
$$;

-- Why these two may not be joined by whoever acts; null where they may. A child may be joined by who keeps a roster that
-- each of the two is on. An adult only by who keeps the rosters of every school that ever knew either, since with them goes
-- their sign-in; and never a case reader. What anybody's cases say has no part in it: else the answer would tell of them.
create function people.join_refusal(one uuid, other uuid) returns text
  language sql stable security definer set search_path = '' as $$
  with both_of as (
    select p.*, p.school_ids && app.ids('roster_schools') as on_mine,
      p.school_ids <@ app.ids('roster_schools') and p.works_at <@ app.ids('roster_schools') as all_mine
    from people.person p where p.id in (one, other) and p.trust_id = (app.ids('roster_trust'))[1])
  select case
    when count(*) <> 2 or not bool_and(on_mine) or not bool_and(kind = 'pupil' or all_mine) then 'rights'
    when bool_or(id = any (app.case_readers())) then 'reader'
    when count(distinct kind) > 1 then 'kinds'
    when (select count(*) from signin.account a where a.person_id in (one, other)) > 1 then 'accounts'
    when exists (select from people.person_merge m where m.undone_at is null and m.merged_id in (one, other)) then 'joined'
  end
  from both_of
$$;

-- Moves what hangs on `gone` to `stays`. Where both hold the same thing at the same time, that of `gone` ends today and
-- stays with it. Gives what it did, row by row.
create function people.move_person(gone uuid, stays uuid) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  today date := (app.at() at time zone 'Europe/London')::date;
  held text;
  key text;
  part jsonb;
  done jsonb := '[]';
begin
  foreach held in array array['enrolment', 'class_member', 'appointment'] loop
    key := case held when 'class_member' then 'm.class_id = k.class_id'
      when 'appointment' then 'coalesce(m.school_id, m.trust_id) = coalesce(k.school_id, k.trust_id) and m.role = k.role'
      else 'm.school_id = k.school_id' end;
    execute format($q$
      with clash as (
        select m.ctid as row from people.%1$I m where m.person_id = $1 and exists (
          select from people.%1$I k where k.person_id = $2 and %2$s and m.during && k.during)),
      moved as (
        update people.%1$I m set person_id = $2 where m.person_id = $1 and m.ctid not in (select row from clash)
        returning to_jsonb(m) - 'salt' as now, null::daterange as before),
      ended as (
        update people.%1$I m set during = daterange(lower(m.during), greatest($3, lower(m.during) + 1))
        from clash where m.ctid = clash.row and (upper_inf(m.during) or upper(m.during) > greatest($3, lower(m.during) + 1))
        returning to_jsonb(m) as now, old.during as before)
      select coalesce(jsonb_agg(jsonb_build_object('table', %1$L, 'did', case when before is null then 'moved' else 'ended' end,
        'key', coalesce(now -> 'id', now -> 'class_id', now -> 'school_id'), 'from', lower((now ->> 'during')::daterange),
        'until', upper((now ->> 'during')::daterange), 'before', upper(before))), '[]')
      from (select * from moved union all select * from ended) x$q$, held, key)
      into part using gone, stays, today;
    done := done || part;
  end loop;

  with moved as (
    update people.identifier i set person_id = stays where i.person_id = gone returning i.source, i.external_id)
  select done || coalesce(jsonb_agg(jsonb_build_object('table', 'identifier', 'did', 'moved', 'source', source,
    'external', external_id)), '[]') into done from moved;
  with moved as (
    update people.guardianship g set child_id = stays where g.child_id = gone
      and not exists (select from people.guardianship o where o.child_id = stays and o.adult_id = g.adult_id) returning g.id)
  select done || coalesce(jsonb_agg(jsonb_build_object('table', 'child', 'did', 'moved', 'key', id)), '[]') into done from moved;
  with moved as (
    update people.guardianship g set adult_id = stays where g.adult_id = gone
      and not exists (select from people.guardianship o where o.adult_id = stays and o.child_id = g.child_id) returning g.id)
  select done || coalesce(jsonb_agg(jsonb_build_object('table', 'adult', 'did', 'moved', 'key', id)), '[]') into done from moved;
  with moved as (
    update people.child_context x set person_id = stays where x.person_id = gone
      and not exists (select from people.child_context o where o.person_id = stays) returning x.person_id)
  select done || coalesce(jsonb_agg(jsonb_build_object('table', 'context', 'did', 'moved')), '[]') into done from moved;

  update people.person p set version = p.version + 1,
      school_ids = array(select distinct unnest(p.school_ids || g.school_ids) order by 1),
      works_at = array(select distinct unnest(p.works_at || g.works_at) order by 1)
    from people.person g where p.id = stays and g.id = gone;
  update people.guardianship g set school_ids = p.school_ids from people.person p
    where g.child_id = stays and p.id = stays and g.school_ids <> p.school_ids;
  update people.child_context x set school_ids = p.school_ids from people.person p
    where x.person_id = stays and p.id = stays and x.school_ids <> p.school_ids;
  return done;
end
$$;

-- Whoever is shut out of a concern under one id is shut out under the other, from this moment: nobody reads about
-- themselves by being joined to a namesake. Handlers may lift it as any other. It stays when the joining is taken back.
create function people.follow_exclusions(one uuid, other uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  followed jsonb;
begin
  with known as (
    select e.*, case e.person_id when one then other else one end as also
    from concern.exclusion e where e.person_id in (one, other) and e.state <> 'lifted'),
  added as (
    insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
    select k.concern_id, k.caseload_id, k.also, 'provisional', 'The same person as somebody who is shut out', k.set_by, app.at()
    from known k
    on conflict (concern_id, person_id) do update
      set state = 'provisional', reason = excluded.reason, set_at = excluded.set_at where exclusion.state = 'lifted'
    returning id, concern_id, caseload_id, person_id)
  select jsonb_agg(jsonb_build_object('chain', c.school_id, 'type', 'exclusion.followed/1', 'subject', a.concern_id,
      'data', jsonb_build_object('person', a.person_id),
      'content', jsonb_build_array(jsonb_build_object('table', 'concern.exclusion', 'id', a.id))) order by a.concern_id)
    into followed from added a join concern.caseload c on c.id = a.caseload_id;
  if followed is not null then
    perform audit.append(followed, app.at(), 'person:' || app.actor(), null);
  end if;
end
$$;

-- One roster at a time in a trust: the lock that an import takes too.
create function people.lock_roster() returns void
  language sql set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('roster ' || (app.ids('roster_trust'))[1], 0))
$$;

-- Joins the two people of a proposed match. Who has a sign-in stays, else who was known before.
create function people.join_match(match uuid, merge_id uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  found_match people.proposed_match;
  gone uuid;
  stays uuid;
  refusal text;
begin
  perform people.lock_roster();
  select * into found_match from people.proposed_match m
    where m.id = match and m.school_id = any (app.ids('roster_schools')) for update;
  if not found then
    return null;
  end if;
  refusal := people.join_refusal(found_match.person_id, found_match.candidate_id);
  if refusal is not null or app.actor() is null then
    raise insufficient_privilege using message = 'these two may not be joined: ' || coalesce(refusal, 'nobody acts');
  end if;
  gone := found_match.person_id;
  stays := found_match.candidate_id;
  if exists (select from signin.account a where a.person_id = gone) then
    gone := found_match.candidate_id;
    stays := found_match.person_id;
  end if;
  delete from people.proposed_match m where m.id = match
    or (m.person_id in (gone, stays) and m.candidate_id in (gone, stays));
  delete from people.proposed_leaver l where l.person_id = gone;
  insert into people.person_merge (id, trust_id, school_id, kept_id, merged_id, merged_at, merged_by, moved)
    select merge_id, p.trust_id, found_match.school_id, stays, gone, app.at(), app.actor(), people.move_person(gone, stays)
    from people.person p where p.id = stays;
  perform people.follow_exclusions(gone, stays);
  return stays;
end
$$;

-- Takes a joining back: what went over and is still there goes back, what ended for it holds again, and the match is
-- proposed once more. What came to the person since stays with them. Null where there is nothing of theirs to take back.
create function people.undo_merge(merge uuid, match uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  found_merge people.person_merge;
  one record;
begin
  perform people.lock_roster();
  select * into found_merge from people.person_merge m
    where m.id = merge and m.undone_at is null and m.school_id = any (app.ids('roster_schools')) for update;
  if not found or app.actor() is null then
    return null;
  end if;
  -- Joined, the two are one; apart, each must be the actor's as it had to be then.
  if people.join_refusal(found_merge.kept_id, found_merge.merged_id) in ('rights', 'reader') then
    raise insufficient_privilege using message = 'this joining is not the actor’s to take back';
  end if;
  for one in
    select *, case m."table" when 'enrolment' then 'school_id' when 'class_member' then 'class_id' else 'id' end as column
      from jsonb_to_recordset(found_merge.moved)
        as m ("table" text, did text, key uuid, "from" date, until date, before date, source text, "external" text)
  loop
    if one.did = 'moved' and one."table" in ('enrolment', 'class_member', 'appointment') then
      execute format('update people.%I t set person_id = $1 where t.person_id = $2 and t.%I = $3 and lower(t.during) = $4',
        one."table", one.column)
        using found_merge.merged_id, found_merge.kept_id, one.key, one."from";
    elsif one.did = 'ended' then
      execute format('update people.%I t set during = daterange($4, $5) where t.person_id = $1 and t.%I = $2
          and t.during = daterange($4, $3)',
        one."table", one.column)
        using found_merge.merged_id, one.key, one.until, one."from", one.before;
    elsif one."table" = 'identifier' then
      update people.identifier i set person_id = found_merge.merged_id
        where i.person_id = found_merge.kept_id and i.source = one.source and i.external_id = one."external";
    elsif one."table" = 'child' then
      update people.guardianship g set child_id = found_merge.merged_id where g.id = one.key and g.child_id = found_merge.kept_id;
    elsif one."table" = 'adult' then
      update people.guardianship g set adult_id = found_merge.merged_id where g.id = one.key and g.adult_id = found_merge.kept_id;
    elsif one."table" = 'context' then
      update people.child_context x set person_id = found_merge.merged_id where x.person_id = found_merge.kept_id;
    end if;
  end loop;
  update people.person_merge m set undone_at = app.at(), undone_by = app.actor() where m.id = merge;
  insert into people.proposed_match (id, school_id, person_id, candidate_id, proposed_at)
    values (match, found_merge.school_id, found_merge.merged_id, found_merge.kept_id, app.at()) on conflict do nothing;
  return found_merge.kept_id;
end
$$;
revoke all on function people.same_person, people.join_refusal, people.lock_roster, people.move_person,
  people.follow_exclusions, people.join_match, people.undo_merge from public;
grant execute on function people.same_person, people.lock_roster to gatehouse_person, gatehouse_roster;
grant execute on function people.join_refusal, people.join_match, people.undo_merge to gatehouse_person;

-- What tells the two of a proposed match apart or shows that they are one, to who may join them: their UPNs and ids.
create function people.match_identifiers(match uuid) returns table (person_id uuid, source text, external_id text)
  language sql stable security definer set search_path = '' as $$
  select i.person_id, i.source, i.external_id
  from people.proposed_match m join people.identifier i on i.person_id in (m.person_id, m.candidate_id)
  where m.id = match and m.school_id = any (app.ids('roster_schools'))
    and people.join_refusal(m.person_id, m.candidate_id) is distinct from 'rights'
  order by i.source, i.external_id
$$;
revoke all on function people.match_identifiers from public;
grant execute on function people.match_identifiers to gatehouse_person;
