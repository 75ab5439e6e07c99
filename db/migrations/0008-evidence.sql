-- Evidence: what stands before a file may enter (the guard), what is known of each file, who opened it, and the keys
-- without which nobody opens it (design rules 5 and 6). The files themselves lie sealed outside the database.

create schema evidence;
grant usage on schema evidence to gatehouse_person, gatehouse_housekeeper, gatehouse_auditor;

-- A concern is found by the draft that it came from, whose id its files bear: no second one may claim it.
create unique index concern_folder on concern.concern (submitted_key);

-- Keys of schools, wrapped by the master key that the database never sees; each wraps the keys of its files.
create table evidence.school_key (
  school_id uuid primary key references people.school,
  wrapped bytea not null,
  made_at timestamptz not null
);
select app.protect('evidence.school_key', 'configuration');

-- How much a school may keep, each time that somebody said so: the last version counts; without one, what the program says.
create table evidence.quota (
  id uuid primary key,
  school_id uuid not null references people.school,
  version int not null check (version > 0),
  bytes bigint not null check (bytes >= 0),
  set_by uuid not null references people.person,
  set_at timestamptz not null,
  reason text not null check (btrim(reason) <> ''),
  salt bytea not null default uuid_send(gen_random_uuid()),
  unique (school_id, version)
);
select app.protect('evidence.quota', 'configuration');
select audit.register_content('evidence.quota');

-- What belongs to one concern, from its draft on: the draft's id, which the concern keeps as its submitted_key.
-- `guard` is the answer in force: Yes beats Not sure, Not sure beats No, and only a lead lets Not sure become No.
create table evidence.folder (
  id uuid primary key,
  school_id uuid not null references people.school,
  author_id uuid references people.person,   -- null: of a concern that was told from outside
  concern_id uuid unique,
  caseload_id uuid,
  guard text check (guard in ('no', 'not_sure', 'yes')),
  made_at timestamptz not null,
  check ((concern_id is null) = (caseload_id is null)),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index folder_author on evidence.folder (author_id);
select app.protect('evidence.folder', 'child-protection');

-- Each time the question was asked, what was said: "Could it show anyone under 18 nude, part-nude or sexual?"
create table evidence.answer (
  id uuid primary key,
  folder_id uuid not null references evidence.folder,
  concern_id uuid,
  caseload_id uuid,
  answered_by uuid not null references people.person,
  answered_at timestamptz not null,
  answer text not null check (answer in ('no', 'not_sure', 'yes')),
  reason text,                               -- a lead's, for letting Not sure become No
  used boolean not null default false,       -- a file was begun with it; whatever became of that, the next one asks again
  salt bytea not null default uuid_send(gen_random_uuid()),
  unique (id, folder_id, answered_by, answer),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index answer_folder on evidence.answer (folder_id, answered_at);
select app.protect('evidence.answer', 'child-protection');
select audit.register_content('evidence.answer', '{concern_id,caseload_id,used}');

-- A file on its way in. Its row is its address, and there is none before the question was answered with No: the row is
-- tied to that very answer, by the same person, used once.
create table evidence.upload (
  id uuid primary key,
  folder_id uuid not null references evidence.folder,
  answer_id uuid not null unique,
  by_id uuid not null references people.person,
  said text not null generated always as ('no') stored,
  wrapped_key bytea not null,
  begun_at timestamptz not null,
  foreign key (answer_id, folder_id, by_id, said) references evidence.answer (id, folder_id, answered_by, answer)
);
create index upload_folder on evidence.upload (folder_id);
create index upload_begun on evidence.upload (begun_at);
select app.protect('evidence.upload', 'working-copy');

-- A file that is kept. What it is called outside is ours; `called` is shown to whoever may read the case.
create table evidence.item (
  id uuid primary key,                       -- also names the sealed file
  folder_id uuid not null references evidence.folder,
  answer_id uuid not null unique,
  school_id uuid not null references people.school,
  concern_id uuid,
  caseload_id uuid,
  added_by uuid not null references people.person,
  said text not null generated always as ('no') stored,
  added_at timestamptz not null,
  called text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 bytea not null check (length(sha256) = 32),
  media_type text not null,                  -- as its first bytes say, never as the sender says
  flags text[] not null default '{}',
  virus text not null check (virus in ('clean', 'not_checked', 'found')),
  wrapped_key bytea,
  quarantined_at timestamptz,
  destroyed_at timestamptz,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check (wrapped_key is not null or quarantined_at is not null or destroyed_at is not null),
  foreign key (answer_id, folder_id, added_by, said) references evidence.answer (id, folder_id, answered_by, answer),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index item_folder on evidence.item (folder_id, added_at);
create index item_concern on evidence.item (concern_id, added_at);
-- What a school keeps is added up from the index alone.
create index item_school on evidence.item (school_id) include (bytes) where destroyed_at is null;
select app.protect('evidence.item', 'child-protection');
select audit.register_content('evidence.item',
  '{school_id,concern_id,caseload_id,wrapped_key,quarantined_at,destroyed_at,said,flags,virus}');

-- Keys that were taken away from everybody. No role reads them; one function hands one out, against a Police reference.
create table evidence.withdrawn_key (
  item_id uuid primary key references evidence.item,
  wrapped_key bytea not null
);
select app.protect('evidence.withdrawn_key', 'child-protection');

-- The custody log: everything that ever happened to a file, by whom, why.
create table evidence.custody (
  id uuid primary key,
  item_id uuid not null references evidence.item,
  concern_id uuid,
  caseload_id uuid,
  at timestamptz not null,
  person_id uuid references people.person,   -- null when the system did it
  act text not null check (act in (
    'added', 'revealed', 'downloaded', 'copied', 'quarantined', 'restored', 'police_copy', 'checked', 'destroyed')),
  reason text,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index custody_item on evidence.custody (item_id, at);
select app.protect('evidence.custody', 'child-protection');
select audit.register_content('evidence.custody', '{concern_id,caseload_id}');

-- The answer in force: the folder's, or what its draft says already, where that is stricter. A page that is kept while
-- it is filled in counts from that moment, though it becomes an answer only when it is sent on.
create function evidence.in_force(f evidence.folder) returns text
  language sql stable set search_path = '' as $$
  select case
    when f.guard = 'yes' or d.said = 'yes' then 'yes'
    when f.guard = 'not_sure' or d.said = 'not_sure' then 'not_sure'
    else f.guard end
  from (select 1) one left join (
    select w.fields -> 'indecent_image' ->> 0 as said from concern.draft w where w.id = f.id and w.sent_concern_id is null) d on true
$$;

-- Nothing enters a folder whose answer in force is not No; asked under a lock, so that no answer slips in between. An
-- answer begins one upload and becomes one file: an upload that was given up does not give its answer back.
create function evidence.refuse_guarded() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select evidence.in_force(f) from evidence.folder f where f.id = new.folder_id for share) is distinct from 'no' then
    raise insufficient_privilege using message = 'the guard takes no file for this concern';
  end if;
  update evidence.answer a set used = true where a.id = new.answer_id and not a.used;
  if not found and tg_table_name = 'upload' then
    raise insufficient_privilege using message = 'the guard asks again for each file';
  end if;
  return new;
end
$$;
create trigger guard before insert on evidence.upload for each row execute function evidence.refuse_guarded();
create trigger guard before insert on evidence.item for each row execute function evidence.refuse_guarded();

grant select, insert on evidence.school_key to gatehouse_person;
grant select on evidence.folder, evidence.answer, evidence.custody to gatehouse_person;
grant select (id, school_id, version, bytes, set_by, set_at, reason), insert (id, school_id, version, bytes, set_by, set_at, reason)
  on evidence.quota to gatehouse_person;
grant select, delete on evidence.upload to gatehouse_person;
grant insert (id, folder_id, answer_id, by_id, wrapped_key, begun_at) on evidence.upload to gatehouse_person;
grant select (id, folder_id, answer_id, school_id, concern_id, caseload_id, added_by, added_at, called, bytes, sha256, media_type,
    flags, virus, quarantined_at, destroyed_at)
  on evidence.item to gatehouse_person;
grant insert (id, folder_id, answer_id, school_id, concern_id, caseload_id, added_by, added_at, called, bytes, sha256, media_type,
    flags, virus, wrapped_key)
  on evidence.item to gatehouse_person;
grant insert (id, item_id, concern_id, caseload_id, at, person_id, act, reason) on evidence.custody to gatehouse_person;

create policy own_schools on evidence.school_key for select to gatehouse_person
  using (school_id = any ((select app.ids('report_schools'))::uuid[]));
create policy own_schools_make on evidence.school_key for insert to gatehouse_person
  with check (school_id = any ((select app.ids('report_schools'))::uuid[]));

-- Where I say how much a school may keep: where I lead safeguarding and, for the trust's IT team, at all its schools.
create function evidence.quota_schools() returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(s.id), '{}') from people.school s
    where s.id = any (app.ids('lead_schools')) or exists (
      select from people.appointment a
      where a.person_id = app.actor() and a.role = 'trust_it' and a.trust_id = s.trust_id
        and a.during @> (app.at() at time zone 'Europe/London')::date)
$$;
revoke all on function evidence.quota_schools from public;
grant execute on function evidence.quota_schools to gatehouse_person;
create policy whoever_sets_it on evidence.quota for select to gatehouse_person
  using (school_id = any ((select evidence.quota_schools())::uuid[]));
create policy whoever_sets_it_says on evidence.quota for insert to gatehouse_person
  with check (school_id = any ((select evidence.quota_schools())::uuid[]) and set_by = (select app.actor())
    and set_at = (select app.at()));

-- Until it is sent a folder is its author's for as long as the draft is, and the draft's own policy says that: a draft
-- that was purged, or is withheld, takes the names of its files along.
create policy author_reads on evidence.folder for select to gatehouse_person
  using (author_id = (select app.actor()) and case
    when concern_id is null then id = any (array(select d.id from concern.draft d))
    else concern_id <> all ((select app.ids('withheld'))::uuid[]) end);
create policy handlers on evidence.folder for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));

-- One's own, in what one reported oneself. What a handler put to another's report is theirs as a handler alone: once
-- they are excluded it is gone. The folders are found once a query and by their own policy, which knows what is withheld.
create policy mine on evidence.answer for select to gatehouse_person
  using (answered_by = (select app.actor()) and folder_id = any (array(
    select f.id from evidence.folder f where f.author_id = (select app.actor()))));
create policy handlers on evidence.answer for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));

-- The looks at the folder are held to its own policies: whoever may see it no more goes on with nothing.
create policy mine on evidence.upload to gatehouse_person
  using (by_id = (select app.actor()) and exists (select from evidence.folder f where f.id = upload.folder_id))
  with check (by_id = (select app.actor()) and begun_at = (select app.at())
    and exists (select from evidence.folder f where f.id = upload.folder_id));

create policy mine on evidence.item for select to gatehouse_person
  using (added_by = (select app.actor()) and folder_id = any (array(
    select f.id from evidence.folder f where f.author_id = (select app.actor()))));
create policy handlers on evidence.item for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
-- Where a file belongs is its folder's to say: the look at it is held to the folder's own policies.
create policy adds on evidence.item for insert to gatehouse_person
  with check (added_by = (select app.actor()) and added_at = (select app.at()) and exists (
    select from evidence.folder f
    where f.id = item.folder_id and f.school_id = item.school_id
      and f.concern_id is not distinct from item.concern_id and f.caseload_id is not distinct from item.caseload_id));

create policy handlers on evidence.custody for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy adds on evidence.custody for insert to gatehouse_person
  with check (person_id = (select app.actor()) and act = 'added' and at = (select app.at()) and exists (
    select from evidence.item i
    where i.id = custody.item_id and i.added_by = (select app.actor()) and i.added_at = (select app.at())
      and i.concern_id is not distinct from custody.concern_id and i.caseload_id is not distinct from custody.caseload_id));

-- Is this concern's folder mine to put something into: its author's, or that of whoever handles it?
create function evidence.is_mine(f evidence.folder) returns boolean
  language sql stable set search_path = '' as $$
  select coalesce(
    (f.author_id = app.actor() and case
      when f.concern_id is null then exists (
        select from concern.draft d
        where d.id = f.id and d.author_id = app.actor() and d.id <> all (app.ids('withheld')))
      else f.concern_id <> all (app.ids('withheld')) end)
    or (f.caseload_id = any (app.ids('caseloads')) and f.concern_id <> all (app.ids('excluded'))), false)
$$;

-- Do I lead this caseload: as the designated lead of a child's case (the trust's lead too), the Head of one about an
-- adult, the chair or the trust's lead of one about the Head? Their deputies do not.
create function concern.leads(target uuid) returns boolean
  language sql stable set search_path = '' as $$
  select target = any (app.ids('caseloads')) and exists (
    select from concern.caseload l
      join people.appointment a on a.person_id = app.actor() and a.during @> (app.at() at time zone 'Europe/London')::date
        and (a.school_id = l.school_id or (a.school_id is null and a.trust_id = l.trust_id))
      where l.id = target and a.role = any (case l.stream
        when 'child' then array['dsl', 'trust_safeguarding_lead']
        when 'adult' then array['head']
        else array['chair_of_governors', 'trust_safeguarding_lead'] end))
$$;
revoke all on function concern.leads from public;
grant execute on function concern.leads to gatehouse_person;

-- May I let Not sure become No, or hand out a sealed copy? Whoever leads the case and is not excluded from it, be it their
-- own report.
create function evidence.leads(f evidence.folder) returns boolean
  language sql stable set search_path = '' as $$
  select coalesce(concern.leads(f.caseload_id) and f.concern_id <> all (app.ids('excluded')), false)
$$;

-- The folder of a draft or of a concern, made when it is first needed; null for what is not there for this person.
create function evidence.open_folder(target uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  found evidence.folder;
begin
  insert into evidence.folder (id, school_id, author_id, made_at)
    select d.id, d.school_id, d.author_id, app.at() from concern.draft d
      where d.id = target and d.author_id = app.actor() and d.sent_concern_id is null
        and d.id <> all (app.ids('withheld'))
    on conflict do nothing;
  insert into evidence.folder (id, school_id, author_id, concern_id, caseload_id, guard, made_at)
    select c.submitted_key, c.school_id, c.reporter_id, c.id, c.caseload_id, c.indecent_image, app.at()
      from concern.concern c
      where c.submitted_key = target and (
        (c.reporter_id = app.actor() and c.id <> all (app.ids('withheld')))
        or (c.caseload_id = any (app.ids('caseloads')) and c.id <> all (app.ids('excluded'))))
    on conflict do nothing;
  select * into found from evidence.folder f where f.id = target;
  return case when evidence.is_mine(found) then found.id end;
end
$$;

-- Takes the key of every file of a folder away from everybody: nothing is deleted, nothing opens. Locked first, so that
-- a file that is being taken out in the same moment leaves no key behind.
create function evidence.withdraw(folder uuid, why text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  perform 1 from evidence.item i where i.folder_id = folder order by i.id for update;
  insert into evidence.withdrawn_key (item_id, wrapped_key)
    select i.id, i.wrapped_key from evidence.item i where i.folder_id = folder and i.wrapped_key is not null
    on conflict do nothing;
  insert into evidence.custody (id, item_id, concern_id, caseload_id, at, person_id, act, reason)
    select uuidv7(), i.id, i.concern_id, i.caseload_id, app.at(), app.actor(), 'quarantined', why
      from evidence.item i where i.folder_id = folder and i.wrapped_key is not null;
  update evidence.item i set wrapped_key = null, quarantined_at = app.at()
    where i.folder_id = folder and i.wrapped_key is not null;
end
$$;

-- Keeps an answer to the question and gives the one that is in force now. Yes and Not sure end every upload that is on
-- its way and withdraw the keys of what is there. A reason says that a lead lets Not sure become No.
create function evidence.give_answer(target uuid, answer_id uuid, said text, why text) returns text
  language plpgsql security definer set search_path = '' as $$
declare
  found evidence.folder;
  settles boolean := why is not null;
  in_force text;
begin
  select * into found from evidence.folder f where f.id = target for update;
  if not evidence.is_mine(found) then
    raise insufficient_privilege using message = 'no such folder in this scope';
  end if;
  found.guard := evidence.in_force(found);
  if settles and not (said = 'no' and found.guard = 'not_sure' and btrim(why) <> '' and evidence.leads(found)) then
    raise insufficient_privilege using message = 'only the lead lets Not sure become No, with a reason';
  end if;
  insert into evidence.answer (id, folder_id, concern_id, caseload_id, answered_by, answered_at, answer, reason)
    values (answer_id, target, found.concern_id, found.caseload_id, app.actor(), app.at(), said, why);
  in_force := case
    when settles then 'no'
    when said = 'yes' or found.guard = 'yes' then 'yes'
    when said = 'not_sure' or found.guard = 'not_sure' then 'not_sure'
    else 'no' end;
  update evidence.folder f set guard = in_force where f.id = target;
  if in_force <> 'no' then
    delete from evidence.upload u where u.folder_id = target;
    perform evidence.withdraw(target, 'Answered that it could show a child');
  elsif settles then
    insert into evidence.custody (id, item_id, concern_id, caseload_id, at, person_id, act, reason)
      select uuidv7(), i.id, i.concern_id, i.caseload_id, app.at(), app.actor(), 'restored', why
        from evidence.item i join evidence.withdrawn_key k on k.item_id = i.id where i.folder_id = target;
    update evidence.item i set wrapped_key = k.wrapped_key, quarantined_at = null
      from evidence.withdrawn_key k where k.item_id = i.id and i.folder_id = target;
    delete from evidence.withdrawn_key k using evidence.item i where i.id = k.item_id and i.folder_id = target;
  end if;
  return in_force;
end
$$;

-- Ties what was collected while drafting to the concern that was sent from it, in the transaction that sends it. What the
-- report itself says of an indecent image counts like any answer: the stricter is in force.
create function evidence.attach(target uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  sent concern.concern;
begin
  select * into strict sent from concern.concern c
    where c.submitted_key = target and c.reporter_id = app.actor() and c.entered_at = app.at();
  update evidence.folder f set concern_id = sent.id, caseload_id = sent.caseload_id
    where f.id = target and f.author_id = app.actor() and f.concern_id is null;
  if not found then
    return;
  end if;
  update evidence.answer a set concern_id = sent.id, caseload_id = sent.caseload_id where a.folder_id = target;
  update evidence.item i set concern_id = sent.id, caseload_id = sent.caseload_id where i.folder_id = target;
  update evidence.custody y set concern_id = sent.id, caseload_id = sent.caseload_id
    from evidence.item i where i.folder_id = target and y.item_id = i.id;
  update evidence.folder f set guard = sent.indecent_image
    where f.id = target and (f.guard is null or sent.indecent_image = 'yes'
      or (sent.indecent_image = 'not_sure' and f.guard = 'no'));
  if sent.indecent_image <> 'no' then
    delete from evidence.upload u where u.folder_id = target;
    perform evidence.withdraw(target, 'Reported that it could show a child');
  end if;
end
$$;

-- How long a file stays open once somebody has said why they open it.
create function evidence.shown_for() returns interval language sql immutable as $$ select interval '10 minutes' $$;

-- The keys of one file, for whoever handles its case, and never without a line in the custody log: opening it
-- ('revealed'), fetching it ('downloaded'), or a copy of it without hidden details ('copied'), or a sealed copy of what was withdrawn ('police_copy', the reason holds the
-- Police's reference). 'shown' is what follows a reveal of one's own and is no event of its own. Null: not there.
create function evidence.take_keys(target uuid, purpose text, custody_id uuid, why text) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  found evidence.item;
  folder evidence.folder;
  key bytea;
begin
  select * into found from evidence.item i
    where i.id = target and i.caseload_id = any (app.ids('caseloads')) and i.concern_id <> all (app.ids('excluded'));
  select * into folder from evidence.folder f where f.id = found.folder_id;
  if found.id is null or found.destroyed_at is not null then
    return null;
  end if;
  if purpose = 'police_copy' then
    select k.wrapped_key into key from evidence.withdrawn_key k where k.item_id = target;
    if not evidence.leads(folder) then
      raise insufficient_privilege using message = 'only the lead hands out a sealed copy';
    end if;
  elsif found.quarantined_at is null and found.virus <> 'found' then
    key := found.wrapped_key;
  end if;
  if key is null then
    return null;
  end if;
  if purpose = 'shown' then
    if not exists (
      select from evidence.custody y where y.item_id = target and y.person_id = app.actor() and y.act = 'revealed'
        and y.at > app.at() - evidence.shown_for()) then
      return null;
    end if;
  else
    if purpose not in ('revealed', 'downloaded', 'copied', 'police_copy') or coalesce(btrim(why), '') = '' then
      raise insufficient_privilege using message = 'a file opens for a purpose and a reason';
    end if;
    insert into evidence.custody (id, item_id, concern_id, caseload_id, at, person_id, act, reason)
      values (custody_id, target, found.concern_id, found.caseload_id, app.at(), app.actor(), purpose, why);
  end if;
  return jsonb_build_object('schoolId', found.school_id, 'itemKey', encode(key, 'base64'),
    'schoolKey', (select encode(s.wrapped, 'base64') from evidence.school_key s where s.school_id = found.school_id));
end
$$;

-- Bytes that a school at which I report may still keep.
create function evidence.room(school uuid, usual bigint) returns bigint
  language sql stable security definer set search_path = '' as $$
  select case when school = any (app.ids('report_schools')) then greatest(0,
    coalesce((select q.bytes from evidence.quota q where q.school_id = school order by q.version desc limit 1), usual)
    - coalesce((select sum(i.bytes) from evidence.item i where i.school_id = school and i.destroyed_at is null), 0))::bigint
  end
$$;

-- What each school keeps whose limit I may set.
create function evidence.held() returns table (school_id uuid, files bigint, bytes bigint)
  language sql stable security definer set search_path = '' as $$
  select i.school_id, count(*), sum(i.bytes)::bigint from evidence.item i
    where i.school_id = any ((select evidence.quota_schools())::uuid[]) and i.destroyed_at is null
    group by i.school_id
$$;

-- Takes a file out of a report that has not been sent: its key goes, and with it the file.
create function evidence.take_out(target uuid, custody_id uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  found evidence.item;
begin
  select * into found from evidence.item i
    where i.id = target and i.added_by = app.actor() and i.concern_id is null and i.quarantined_at is null
      and i.destroyed_at is null and exists (
        select from evidence.folder f where f.id = i.folder_id and evidence.is_mine(f))
    for update;
  if found.id is null then
    return false;
  end if;
  update evidence.item i set wrapped_key = null, destroyed_at = app.at() where i.id = target;
  insert into evidence.custody (id, item_id, at, person_id, act) values (custody_id, target, app.at(), app.actor(), 'destroyed');
  return true;
end
$$;

revoke all on function evidence.refuse_guarded, evidence.in_force, evidence.is_mine, evidence.leads, evidence.open_folder, evidence.withdraw,
  evidence.give_answer, evidence.attach, evidence.shown_for, evidence.take_keys, evidence.room, evidence.held, evidence.take_out from public;
grant execute on function evidence.in_force, evidence.is_mine, evidence.leads, evidence.open_folder, evidence.give_answer, evidence.attach, evidence.take_keys, evidence.room,
  evidence.held, evidence.take_out to gatehouse_person;

-- Housekeeping: uploads that nobody goes on with, and files of reports that were never sent.
grant select (id, folder_id, begun_at), delete on evidence.upload to gatehouse_housekeeper;
create policy housekeeping on evidence.upload to gatehouse_housekeeper
  using (begun_at < (select app.at()) - interval '1 day');
-- Which sealed files are still wanted, asked before one is deleted: those with a row that is not destroyed, and those
-- on their way.
create function evidence.unwanted(keys uuid[]) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select k from unnest(keys) k
    where not exists (select from evidence.item i where i.id = k and i.destroyed_at is null)
      and not exists (select from evidence.upload u where u.id = k)
$$;
-- A draft was purged and with it the reason to keep what had been put to it. What was withdrawn stays.
create function evidence.destroy_orphans() returns table (item_id uuid, school_id uuid)
  language plpgsql security definer set search_path = '' as $$
begin
  return query
    with gone as (
      update evidence.item i set wrapped_key = null, destroyed_at = app.at()
        where i.concern_id is null and i.destroyed_at is null and i.quarantined_at is null
          and not exists (select from concern.draft d where d.id = i.folder_id)
        returning i.id, i.school_id
    ), logged as (
      insert into evidence.custody (id, item_id, at, act, reason)
        select uuidv7(), g.id, app.at(), 'destroyed', 'The report was never sent' from gone g
    )
    select g.id, g.school_id from gone g;
end
$$;
revoke all on function evidence.unwanted, evidence.destroy_orphans from public;
grant execute on function evidence.unwanted, evidence.destroy_orphans to gatehouse_housekeeper;

-- Replacing the master key: what it seals is sealed anew, in one transaction, and nothing else is touched.
grant usage on schema app, audit, signin to gatehouse_keyholder;
grant usage on schema evidence to gatehouse_keyholder;
grant execute on function audit.append to gatehouse_keyholder;
grant select (school_id, wrapped), update (wrapped) on evidence.school_key to gatehouse_keyholder;
grant select (id, school_id, wrapped_key, bytes, destroyed_at) on evidence.item to gatehouse_keyholder;
grant select (person_id, totp_sealed), update (totp_sealed) on signin.account to gatehouse_keyholder;
create policy rotation on evidence.school_key for select to gatehouse_keyholder using (true);
create policy rotation_seals on evidence.school_key for update to gatehouse_keyholder using (true);
create policy verification on evidence.item for select to gatehouse_keyholder using (destroyed_at is null);
create policy rotation on signin.account for select to gatehouse_keyholder using (totp_sealed is not null);
create policy rotation_seals on signin.account for update to gatehouse_keyholder using (totp_sealed is not null);
