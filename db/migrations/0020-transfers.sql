-- A child's file moves (ADR 0032): to another school of the trust against a receipt, or outside it; and what of it came
-- from elsewhere. What names other children too goes as lines with their names masked, and stays where it is.

-- Sent, and then one of three. While it is sent nobody changes the cases in it.
create table concern.transfer (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  child_id uuid not null,
  from_school_id uuid not null,
  from_caseload_id uuid not null,
  to_school_id uuid,
  to_caseload_id uuid,
  to_name text check (btrim(to_name) <> ''),   -- outside the trust: who gets it
  how text check (btrim(how) <> ''),           -- and by which way
  concern_ids uuid[] not null,                 -- the cases that move whole
  manifest jsonb not null,                     -- of those: reference, day, state, files; nothing of what they tell
  lines int not null default 0,                -- of cases that stay, other children masked
  note text,
  state text not null check (state in ('sent', 'received', 'refused', 'withdrawn')),
  sent_at timestamptz not null,
  sent_by uuid not null references people.person,
  ended_at timestamptz,
  ended_by uuid references people.person,
  reason text check (btrim(reason) <> ''),     -- why refused or withdrawn
  receipt_name text check (btrim(receipt_name) <> ''),
  receipt_role text check (btrim(receipt_role) <> ''),
  receipt_on date,
  receipt_hash bytea check (length(receipt_hash) = 32),
  salt bytea not null default uuid_send(gen_random_uuid()),
  check ((to_school_id is null) = (to_name is not null) and (to_school_id is null) = (how is not null)),
  check ((to_school_id is null) = (to_caseload_id is null)),
  check (to_school_id <> from_school_id),
  check (to_school_id is not null or concern_ids = '{}'),
  check ((state = 'sent') = (ended_at is null) and (state = 'sent') = (ended_by is null)),
  check ((state in ('refused', 'withdrawn')) = (reason is not null)),
  check ((state = 'received') = (receipt_name is not null) and (state = 'received') = (receipt_on is not null)),
  check ((receipt_hash is not null) = (state = 'received' and to_school_id is not null)),
  check (state <> 'received' or to_school_id is null or ended_by <> sent_by),
  foreign key (child_id, trust_id) references people.person (id, trust_id),
  foreign key (from_school_id, trust_id) references people.school (id, trust_id),
  foreign key (to_school_id, trust_id) references people.school (id, trust_id),
  foreign key (from_caseload_id, from_school_id) references concern.caseload (id, school_id),
  foreign key (to_caseload_id, to_school_id) references concern.caseload (id, school_id)
);
create index transfer_on_its_way on concern.transfer using gin (concern_ids) where state = 'sent';
create index transfer_from on concern.transfer (from_caseload_id, sent_at desc);
create index transfer_to on concern.transfer (to_caseload_id, sent_at desc);
create unique index transfer_once on concern.transfer (child_id, from_caseload_id) where state = 'sent';
select app.protect('concern.transfer', 'child-protection');
select audit.register_content('concern.transfer', '{concern_ids}', changes => true); -- a destroyed case is named no longer

-- Histories from another system (CPOMS, MyConcern), as one batch: open while somebody says which column is which and which
-- child is meant; taken in all at once; then kept, or undone whole. `lines` is the file, and goes when that is decided.
create table concern.history_import (
  id uuid primary key,
  school_id uuid not null,
  caseload_id uuid not null,
  source text not null check (btrim(source) <> ''),
  file_name text not null,
  headers text[] not null,
  lines jsonb,
  columns jsonb not null,
  chosen jsonb not null default '{}',          -- what a person said: which child is meant, or to leave that child out
  state text not null default 'open' check (state in ('open', 'taken', 'kept', 'undone', 'discarded')),
  entries int,
  made_at timestamptz not null,
  made_by uuid not null references people.person,
  changed_at timestamptz,
  changed_by uuid references people.person,
  check ((state = 'open') = (lines is not null)),
  foreign key (caseload_id, school_id) references concern.caseload (id, school_id)
);
create index history_import_caseload on concern.history_import (caseload_id, made_at desc);
select app.protect('concern.history_import', 'child-protection');

-- What another school, or another system, wrote about a child: never a report of this school, and counted nowhere.
create table concern.history (
  id uuid primary key,
  caseload_id uuid references concern.caseload, -- null while it is on its way, when nobody reads it
  transfer_id uuid references concern.transfer,
  import_id uuid references concern.history_import,
  person_id uuid not null references people.person,
  at timestamptz not null,
  day_only boolean not null,
  source text not null check (source <> ''),
  title text not null check (title <> ''),
  body text,
  written_by text,
  -- Made from the row that it was told by: a second sending brings no line twice.
  origin uuid,
  check (num_nonnulls(transfer_id, import_id) = 1),
  salt bytea not null default uuid_send(gen_random_uuid())
);
create index history_person on concern.history (person_id, caseload_id);
create unique index history_once on concern.history (caseload_id, origin);
create index history_transfer on concern.history (transfer_id);
create index history_import_of on concern.history (import_id);
select app.protect('concern.history', 'child-protection');
select audit.register_content('concern.history', '{caseload_id}');

grant select (id, trust_id, child_id, from_school_id, from_caseload_id, to_school_id, to_caseload_id, to_name, how, concern_ids,
    manifest, lines, note, state, sent_at, sent_by, ended_at, ended_by, reason, receipt_name, receipt_role, receipt_on, receipt_hash)
  on concern.transfer to gatehouse_person;
grant select (id, school_id, caseload_id, source, file_name, headers, lines, columns, chosen, state, entries, made_at, made_by,
    changed_at, changed_by),
  insert (id, school_id, caseload_id, source, file_name, headers, lines, columns, made_at, made_by), update (columns, chosen)
  on concern.history_import to gatehouse_person;
create policy handlers on concern.history_import for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]));
create policy handlers_bring on concern.history_import for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and made_by = (select app.actor())
    and made_at = (select app.at()));
create policy handlers_choose on concern.history_import for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and state = 'open');
grant select (id, caseload_id, transfer_id, import_id, person_id, at, day_only, source, title, body, written_by)
  on concern.history to gatehouse_person;
-- Whoever is shut out of a case in it knows of no transfer.
create policy senders on concern.transfer for select to gatehouse_person
  using (from_caseload_id = any ((select app.ids('caseloads'))::uuid[])
    and not concern_ids && ((select app.ids('excluded'))::uuid[]));
create policy receivers on concern.transfer for select to gatehouse_person
  using (to_caseload_id = any ((select app.ids('caseloads'))::uuid[])
    and not concern_ids && ((select app.ids('excluded'))::uuid[]));
create policy handlers on concern.history for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]));

-- A child whose file comes is known by name to whoever handles it, before any roster brings them.
create policy files_that_come on people.person for select to gatehouse_person
  using (id = any (array(
    select t.child_id from concern.transfer t
      where t.to_caseload_id = any ((select app.ids('caseloads'))::uuid[]) and t.state in ('sent', 'received'))));

create function concern.on_its_way(target uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (select from concern.transfer t where t.state = 'sent' and t.concern_ids @> array[target])
$$;

-- The same of a case that I handle, for its page.
create function concern.mine_on_its_way(target uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select concern.on_its_way(target) and exists (
    select from concern.case_file f where f.concern_id = target and f.caseload_id = any (app.ids('caseloads')))
$$;

-- What was sent stays as it was until somebody signs for it or it comes back. What a reporter adds, that somebody was told,
-- and what was asked of a file are taken all the same: a child's need does not wait for a receipt.
create function concern.nothing_on_its_way_changes() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if app.actor() is not null and concern.on_its_way(coalesce(new.concern_id, old.concern_id)) then
    raise check_violation using message = 'a case that is on its way to another school does not change';
  end if;
  return coalesce(new, old);
end
$$;
do $$
declare
  name text;
begin
  for name in
    select r.oid::regclass::text from pg_class r
      where r.relnamespace = 'concern'::regnamespace and r.relkind = 'r' and r.relname not in ('addition', 'notice', 'reporter_update')
        and 2 = (select count(*) from pg_attribute a where a.attrelid = r.oid and a.attname in ('concern_id', 'caseload_id'))
  loop
    execute format('create trigger nothing_on_its_way_changes before insert or update or delete on %s
      for each row execute function concern.nothing_on_its_way_changes()', name);
  end loop;
end
$$;

-- Does this case name another child, by name or as somebody described one who is not this child?
create function concern.names_others(target uuid, child uuid) returns boolean
  language sql stable set search_path = '' as $$
  select exists (
    select from concern.party y
      where y.concern_id = target and not y.is_adult and coalesce(y.person_id <> all (people.same_person(child)), true)
        and not (y.person_id is null and exists (
          select from concern.party i where i.identifies = y.id and i.person_id = any (people.same_person(child)))))
$$;

-- The designated lead of a school sends. `chosen` move whole: each is a case of that school about this child alone, which
-- somebody has acknowledged. `passed` are lines of cases that stay. Gives those that go, without any that is there already;
-- null where any of it is not theirs to send.
create function concern.send_transfer(transfer uuid, child uuid, school uuid, goal uuid, outside jsonb, chosen uuid[], passed jsonb, why text)
  returns uuid[]
  language plpgsql security definer set search_path = '' as $$
declare
  lies_in uuid := (select l.id from concern.caseload l where l.school_id = school and l.stream = 'child');
  ours uuid := (select s.trust_id from people.school s where s.id = school);
  takes uuid := (select l.id from concern.caseload l where l.school_id = goal and l.stream = 'child');
  going uuid[];
begin
  perform 1 from people.person p where p.id = child for update;
  perform 1 from concern.case_file f where f.concern_id = any (chosen) order by f.concern_id for update;
  if concern.leads(lies_in) is not true
      or not exists (select from people.person p where p.id = child and p.kind = 'pupil' and p.trust_id = ours)
      or exists (select from people.guardianship g
        where g.child_id = any (people.same_person(child)) and g.adult_id = any (people.same_person(app.actor())))
      or (goal is not null and not exists (select from people.school s where s.id = goal and s.trust_id = ours and s.id <> school))
      or (goal is null and chosen <> '{}')
      or exists (select from concern.transfer t where t.child_id = child and t.from_caseload_id = lies_in and t.state = 'sent')
      or exists (select from concern.history h join concern.history_import i on i.id = h.import_id
        where i.state = 'taken' and h.caseload_id = lies_in and h.person_id = any (people.same_person(child)))
      or exists (select from unnest(chosen) x where not exists (
        select from concern.case_file f
          where f.concern_id = x and f.caseload_id = lies_in and f.status <> 'submitted' and x <> all (app.ids('excluded'))
            and not concern.on_its_way(x) and not concern.names_others(x, child)
            and exists (select from concern.party y where y.concern_id = x and y.person_id = any (people.same_person(child))))) then
    return null;
  end if;
  going := array(
    select (x ->> 'id')::uuid from jsonb_array_elements(passed) x
      where not exists (select from concern.history h where h.caseload_id = takes and h.origin = md5(x ->> 'of')::uuid));
  insert into concern.transfer (id, trust_id, child_id, from_school_id, from_caseload_id, to_school_id, to_caseload_id, to_name, how,
      concern_ids, manifest, lines, note, state, sent_at, sent_by)
    values (transfer, ours, child, school, lies_in, goal, takes, outside ->> 'name', outside ->> 'how',
      chosen, coalesce((
        select jsonb_agg(jsonb_build_object('reference', c.reference, 'reported', (c.reported_at at time zone 'Europe/London')::date,
            'status', f.status, 'files', (select count(*) from evidence.item i where i.concern_id = c.id and i.destroyed_at is null))
            order by c.reported_at, c.id)
          from concern.concern c join concern.case_file f on f.concern_id = c.id where c.id = any (chosen)), '[]'),
      cardinality(going), why, 'sent', app.at(), app.actor());
  insert into concern.history (id, transfer_id, person_id, at, day_only, source, title, body, written_by, origin)
    select x.id, transfer, child, x.at, x."dayOnly", s.name, x.title, x.body, x.by, md5(x.of)::uuid
      from jsonb_to_recordset(passed) x (id uuid, of text, at timestamptz, "dayOnly" boolean, title text, body text, by text),
        people.school s where s.id = school and x.id = any (going);
  return going;
end
$$;

-- The transfer, locked, if I lead where it goes to (or, `sending`, where it comes from) and it has not ended.
create function concern.open_transfer(target uuid, sending boolean) returns concern.transfer
  language sql security definer set search_path = '' as $$
  select t from concern.transfer t
    where t.id = target and t.state = 'sent' and not t.concern_ids && app.ids('excluded')
      and concern.leads(case when sending then t.from_caseload_id else t.to_caseload_id end)
    for update
$$;

-- Over every row that the audit record vouches for and that hangs on these cases, and every line that came with them.
create function concern.transfer_hash(target concern.transfer) returns bytea
  language plpgsql stable set search_path = '' as $$
declare
  name text;
  part text;
  whole text := '';
begin
  for name in
    select c.name from audit.content_table c join pg_attribute a on a.attrelid = to_regclass(c.name)
      and a.attname = case c.name when 'concern.concern' then 'id' else 'concern_id' end order by c.name
  loop
    execute format('select string_agg(%L || r.id || encode(audit.content_hash(%L, r.id), ''hex''), '''' order by r.id) from %s r where r.%I = any ($1)',
        name, name, name, case name when 'concern.concern' then 'id' else 'concern_id' end)
      into part using target.concern_ids;
    whole := whole || coalesce(part, '');
  end loop;
  select string_agg('concern.history' || h.id || encode(audit.content_hash('concern.history', h.id), 'hex'), '' order by h.id)
    into part from concern.history h where h.transfer_id = target.id;
  return sha256(convert_to(whole || coalesce(part, ''), 'UTF8'));
end
$$;

-- The wrapped keys of every file in it, for whoever is about to sign: they seal each anew for their own school.
create function concern.transfer_keys(target uuid)
  returns table (item_id uuid, item_key bytea, from_school uuid, from_key bytea, to_school uuid, to_key bytea)
  language plpgsql security definer set search_path = '' as $$
declare
  moving concern.transfer := concern.open_transfer(target, false);
begin
  return query
    select i.id, coalesce(i.wrapped_key, w.wrapped_key), moving.from_school_id, a.wrapped, moving.to_school_id, b.wrapped
      from evidence.item i
        left join evidence.withdrawn_key w on w.item_id = i.id
        join evidence.school_key a on a.school_id = i.school_id
        left join evidence.school_key b on b.school_id = moving.to_school_id
      where i.concern_id = any (moving.concern_ids) and coalesce(i.wrapped_key, w.wrapped_key) is not null;
end
$$;

-- Signed for: the cases lie with the receiver from here on, and with nobody else. Their open actions are whoever signed's.
-- `keys` holds each file's key, sealed for this school, by the file's id. Gives the hash and the entry of each case.
create function concern.accept_transfer(target uuid, signed text, as_what text, keys jsonb) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  moving concern.transfer := concern.open_transfer(target, false);
  hash bytea;
  entries jsonb;
begin
  if moving.id is null or moving.sent_by = app.actor() then
    return null;
  end if;
  perform 1 from concern.case_file f where f.concern_id = any (moving.concern_ids) order by f.concern_id for update;
  perform 1 from evidence.item i where i.concern_id = any (moving.concern_ids) order by i.id for update;
  if exists (
    select from evidence.item i left join evidence.withdrawn_key w on w.item_id = i.id
      where i.concern_id = any (moving.concern_ids) and coalesce(i.wrapped_key, w.wrapped_key) is not null and not keys ? i.id::text) then
    return null;
  end if;
  hash := concern.transfer_hash(moving);
  update concern.transfer t
    set state = 'received', ended_at = app.at(), ended_by = app.actor(), receipt_name = signed, receipt_role = as_what,
      receipt_on = (app.at() at time zone 'Europe/London')::date, receipt_hash = hash
    where t.id = target;
  set constraints concern.case_file_caseload_id_school_id_fkey deferred;
  update concern.concern c
    set school_id = moving.to_school_id, caseload_id = (
      select l.id from concern.caseload l where l.school_id = moving.to_school_id
        and l.stream = case when concern.goes_up(c.id, moving.to_school_id, 'child') then 'head' else 'child' end)
    where c.id = any (moving.concern_ids);
  update concern.case_file f
    set school_id = moving.to_school_id, assigned_to = null, version = f.version + 1, changed_at = app.at()
    where f.concern_id = any (moving.concern_ids);
  set constraints concern.case_file_caseload_id_school_id_fkey immediate;
  update concern.action a set owner_id = app.actor(), version = a.version + 1
    where a.concern_id = any (moving.concern_ids) and a.done_at is null;
  update evidence.folder f set school_id = moving.to_school_id where f.concern_id = any (moving.concern_ids);
  update evidence.item i set school_id = moving.to_school_id,
      wrapped_key = case when i.wrapped_key is not null then decode(keys ->> i.id::text, 'base64') end
    where i.concern_id = any (moving.concern_ids);
  update evidence.withdrawn_key w set wrapped_key = decode(keys ->> i.id::text, 'base64')
    from evidence.item i where i.id = w.item_id and i.concern_id = any (moving.concern_ids);
  update concern.history h set caseload_id = moving.to_caseload_id
    where h.transfer_id = target
      or (h.caseload_id = moving.from_caseload_id and h.person_id = any (people.same_person(moving.child_id)));
  with written as (
    insert into concern.entry (id, concern_id, caseload_id, at, author_id, kind, details)
      select uuidv7(), c.id, c.caseload_id, app.at(), app.actor(), 'transferred', jsonb_build_object('row', target, 'version', f.version - 1)
        from concern.concern c join concern.case_file f on f.concern_id = c.id where c.id = any (moving.concern_ids)
      returning id)
  select coalesce(jsonb_agg(w.id), '[]') into entries from written w;
  return jsonb_build_object('hash', encode(hash, 'hex'), 'entries', entries);
end
$$;

-- Taken back by who sent it, or refused by who should sign: everything stays where it is. Gives the lines that are gone.
create function concern.end_transfer(target uuid, goal text, why text) returns uuid[]
  language plpgsql security definer set search_path = '' as $$
declare
  moving concern.transfer := concern.open_transfer(target, goal = 'withdrawn');
  gone uuid[];
begin
  if moving.id is null or goal not in ('withdrawn', 'refused') then
    return null;
  end if;
  update concern.transfer t set state = goal, ended_at = app.at(), ended_by = app.actor(), reason = why where t.id = target;
  with deleted as (delete from concern.history h where h.transfer_id = target returning h.id)
  select coalesce(array_agg(d.id), '{}') into gone from deleted d;
  return gone;
end
$$;

-- Outside the trust: who has it, as they told whoever sent it.
create function concern.receive_outside(target uuid, who text, as_what text, on_day date) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  moving concern.transfer := concern.open_transfer(target, true);
begin
  if moving.id is null or moving.to_school_id is not null or on_day > (app.at() at time zone 'Europe/London')::date then
    return false;
  end if;
  update concern.transfer t
    set state = 'received', ended_at = app.at(), ended_by = app.actor(), receipt_name = who, receipt_role = as_what, receipt_on = on_day
    where t.id = target;
  return true;
end
$$;
-- UPNs of whoever is or was a pupil there, for whoever is about to take a file in: no role reads them otherwise.
create function concern.import_upns(target uuid) returns table (person_id uuid, upn text)
  language sql stable security definer set search_path = '' as $$
  select p.id, upper(n.external_id)
    from concern.history_import i
      join people.person p on p.kind = 'pupil' and p.school_ids @> array[i.school_id]
      join people.identifier n on n.person_id = p.id and n.source = 'upn'
    where i.id = target and i.state = 'open' and concern.leads(i.caseload_id)
$$;

-- Takes a whole file in, or nothing of it: each entry about a child of that school. By its designated lead.
create function concern.take_history(target uuid, passed jsonb) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  found concern.history_import;
begin
  select * into found from concern.history_import i where i.id = target and i.state = 'open' for update;
  if concern.leads(found.caseload_id) is not true or exists (
    select from jsonb_array_elements(passed) x where not exists (
      select from people.person p where p.id = (x ->> 'child')::uuid and p.kind = 'pupil' and p.school_ids @> array[found.school_id]
        and not exists (select from people.guardianship g
          where g.child_id = any (people.same_person(p.id)) and g.adult_id = any (people.same_person(app.actor()))))) then
    return false;
  end if;
  insert into concern.history (id, caseload_id, import_id, person_id, at, day_only, source, title, body, written_by)
    select x.id, found.caseload_id, target, x.child, x.at, true, found.source, x.title, x.body, x.by
      from jsonb_to_recordset(passed) x (id uuid, child uuid, at timestamptz, title text, body text, by text);
  update concern.history_import i
    set state = 'taken', lines = null, entries = jsonb_array_length(passed), changed_at = app.at(), changed_by = app.actor()
    where i.id = target;
  return true;
end
$$;

-- An open one is thrown away; one that was taken in is kept, or undone whole before that. Gives the entries that are gone.
create function concern.end_history(target uuid, goal text) returns uuid[]
  language plpgsql security definer set search_path = '' as $$
declare
  found concern.history_import;
  gone uuid[];
begin
  select * into found from concern.history_import i
    where i.id = target and (i.state, goal) in (('open', 'discarded'), ('taken', 'kept'), ('taken', 'undone')) for update;
  if concern.leads(found.caseload_id) is not true then
    return null;
  end if;
  update concern.history_import i set state = goal, lines = null, changed_at = app.at(), changed_by = app.actor() where i.id = target;
  with deleted as (delete from concern.history h where h.import_id = target and goal = 'undone' returning h.id)
  select coalesce(array_agg(d.id), '{}') into gone from deleted d;
  return gone;
end
$$;
revoke all on function concern.import_upns, concern.take_history, concern.end_history, concern.on_its_way, concern.mine_on_its_way, concern.nothing_on_its_way_changes, concern.names_others, concern.send_transfer,
  concern.open_transfer, concern.transfer_hash, concern.transfer_keys, concern.accept_transfer, concern.end_transfer,
  concern.receive_outside from public;
grant execute on function concern.import_upns, concern.take_history, concern.end_history, concern.mine_on_its_way, concern.names_others, concern.send_transfer, concern.transfer_keys,
  concern.accept_transfer, concern.end_transfer, concern.receive_outside to gatehouse_person;
