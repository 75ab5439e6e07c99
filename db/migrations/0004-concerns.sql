-- The concern: what was reported (never changes), the case that follows it, and who may see which.

create schema concern;
grant usage on schema concern to gatehouse_person, gatehouse_escalation, gatehouse_housekeeper, gatehouse_auditor;

-- Who reads what hangs on one plain column: a school's caseload about children, about adults (the Head's),
-- and about the Head (the chair's and the trust's). A concern lies in exactly one.
create table concern.caseload (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  school_id uuid not null references people.school,
  stream text not null check (stream in ('child', 'adult', 'head')),
  unique (school_id, stream),
  unique (id, school_id)
);
select app.protect('concern.caseload', 'configuration');

create function concern.add_caseloads() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  insert into concern.caseload (id, trust_id, school_id, stream)
    select uuidv7(), new.trust_id, new.id, s from unnest(array['child', 'adult', 'head']) s;
  return null;
end
$$;
create trigger add_caseloads after insert on people.school for each row execute function concern.add_caseloads();

-- The report as it was sent. Granted for insert and select alone: what was sent never changes.
create table concern.concern (
  id uuid primary key,
  caseload_id uuid not null,
  school_id uuid not null references people.school,
  reference text not null unique,
  reporter_id uuid references people.person, -- null: somebody without an account told it (0018-ways-in.sql)
  way_in text check (way_in in ('pupil', 'parent', 'hirer')),
  reporter_designation text not null,
  submitted_key uuid not null,              -- the draft it came from: pressing Send twice sends once
  reported_at timestamptz not null,
  entered_at timestamptz not null,          -- later than reported_at when a paper form is typed in
  on_paper boolean not null default false,
  paper_author text,                        -- who wrote the paper form, when somebody else typed it in
  headline text not null,
  happened_on date,
  happened_time text,
  place text not null check (place in ('school', 'home', 'elsewhere', 'unknown')),
  place_detail text,
  immediate_danger boolean not null,
  about_adult boolean not null,
  kinds text[] not null check (cardinality(kinds) > 0),
  child_words text,
  seen text,
  thought text,
  address text,
  screen_hidden text check (screen_hidden in ('yes', 'no', 'not_applicable')),
  indecent_image text not null check (indecent_image in ('yes', 'not_sure', 'no')),
  self_reported boolean not null default false,
  evidence jsonb not null default '[]',     -- described, not held: what, where, still available
  other_witnesses text,
  reported_to text,
  lead_name text not null,                  -- the designated lead as at that time
  salt bytea not null default uuid_send(gen_random_uuid()),
  unique (id, caseload_id),
  -- What claims to be of this reporter's concern is tied to it by all three: no row can be hung on somebody else's.
  unique (id, caseload_id, reporter_id),
  unique (reporter_id, submitted_key),
  check ((reporter_id is null) = (way_in is not null)),
  foreign key (caseload_id, school_id) references concern.caseload (id, school_id)
);
create index concern_caseload on concern.concern (caseload_id, reported_at desc);
create index concern_reporter on concern.concern (reporter_id, reported_at desc);
select app.protect('concern.concern', 'child-protection');
select audit.register_content('concern.concern', '{caseload_id,school_id}'); -- a case may move with its child (0020)

create table concern.party (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  reporter_id uuid,
  part text not null check (part in ('affected', 'involved', 'witness', 'alleged')),
  person_id uuid references people.person,
  described_as text,                         -- "not known", or a name that is not on the roll
  is_adult boolean not null,
  age int,                                   -- on the day in question, when the birth date is held
  added_at timestamptz not null,
  added_by uuid references people.person,    -- null: by whoever told it from outside
  -- Whose row this one takes the place of: whoever the report could only describe, or had wrongly. That row stays as it
  -- was, and one alone takes its place.
  identifies uuid,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check (person_id is not null or described_as is not null),
  unique (id, concern_id),
  foreign key (identifies, concern_id) references concern.party (id, concern_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  foreign key (concern_id, caseload_id, reporter_id)
    references concern.concern (id, caseload_id, reporter_id) on update cascade
);
create unique index party_identifies on concern.party (identifies) where identifies is not null;
create index party_concern on concern.party (concern_id);
create index party_person on concern.party (person_id, caseload_id);
select app.protect('concern.party', 'child-protection');
select audit.register_content('concern.party', '{caseload_id}');

-- Whoever reads cases and may have done it themselves must not read this one: the report cannot be kept without the row
-- that shuts them out. Asked at the end of the transaction, whatever the pages forgot and whoever wrote.
create function concern.alleged_is_excluded() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from people.person p where p.id = new.person_id and p.kind = 'adult') and not exists (
    select from concern.exclusion e where e.concern_id = new.concern_id and e.person_id = new.person_id) then
    raise integrity_constraint_violation using message = 'an adult who is alleged is excluded from the concern';
  end if;
  return null;
end
$$;
create constraint trigger alleged_is_excluded after insert or update of part, person_id on concern.party
  deferrable initially deferred for each row when (new.part = 'alleged' and new.person_id is not null)
  execute function concern.alleged_is_excluded();

-- Nor is a report about the Head kept without shutting out whoever is Head there that day: as the trust's lead, or a
-- chair, they would read it. Asked of whoever sends.
create function concern.heads_are_shut_out() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (app.actor() is not null or current_setting('role') = 'gatehouse_intake')
      and exists (select from concern.caseload l where l.id = new.caseload_id and l.stream = 'head')
      and exists (
        select from people.appointment a
          where a.school_id = new.school_id and a.role = 'head'
            and a.during @> (app.at() at time zone 'Europe/London')::date
            and not exists (
              select from concern.exclusion e where e.concern_id = new.id and e.person_id = a.person_id)) then
    raise integrity_constraint_violation using message = 'whoever is Head is excluded from a report about the Head';
  end if;
  return null;
end
$$;
create constraint trigger heads_are_shut_out after insert on concern.concern
  deferrable initially deferred for each row when (new.about_adult) execute function concern.heads_are_shut_out();
revoke all on function concern.alleged_is_excluded, concern.heads_are_shut_out from public;

-- What a reporter adds after sending.
create table concern.addition (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  author_id uuid references people.person,   -- null: whoever told it from outside, by their code
  added_at timestamptz not null,
  body text not null check (body <> ''),
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index addition_concern on concern.addition (concern_id);
select app.protect('concern.addition', 'child-protection');
select audit.register_content('concern.addition', '{caseload_id}');

-- Each addition is told to people and printed with the report: more than fifty are no report.
create function concern.few_additions() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if (select count(*) from concern.addition a where a.concern_id = new.concern_id) >= 50 then
    raise check_violation using message = 'a concern takes fifty additions';
  end if;
  return new;
end
$$;
create trigger few_additions before insert on concern.addition for each row execute function concern.few_additions();

-- The case: the working state of the handlers. The reporter has no right to it.
create table concern.case_file (
  concern_id uuid primary key,
  caseload_id uuid not null,
  school_id uuid not null references people.school,
  reporter_id uuid references people.person,
  reported_at timestamptz not null,
  version int not null default 1,
  status text not null check (status in ('submitted', 'open', 'monitoring', 'closed', 'reopened')),
  urgent boolean not null,
  severity text check (severity in ('low', 'medium', 'high', 'immediate')),
  intent text check (intent in (             -- null until a handler has judged it; 'unknown' is a judgement
    'accidental', 'curricular', 'careless', 'deliberate', 'coerced', 'unknown')),
  categories text[] not null default '{}',
  four_cs text[] not null default '{}' check (four_cs <@ array['content', 'contact', 'conduct', 'commerce']),
  assigned_to uuid references people.person,
  acknowledge_by timestamptz,                -- urgent cases only
  escalation_step int not null default 0,
  acknowledged_at timestamptz,
  acknowledged_by uuid references people.person,
  finding text check (finding in ('substantiated', 'unsubstantiated', 'unfounded', 'false', 'malicious', 'no_finding')),
  finding_reason text,
  outcome text,
  outcome_line text,                         -- what the reporter is told of it, when the case is closed
  child_involved text check (child_involved in ('involved', 'told', 'not_appropriate')),  -- CT-note-1; null is missing
  parents text not null default 'not_yet' check (parents in ('not_yet', 'spoken_to', 'not_safe', 'not_needed')),
  parents_note text,
  myconcern_reference text,
  closed_at timestamptz,
  changed_at timestamptz not null,
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  foreign key (concern_id, caseload_id, reporter_id)
    references concern.concern (id, caseload_id, reporter_id) on update cascade,
  foreign key (caseload_id, school_id) references concern.caseload (id, school_id) deferrable -- both move at once (0020)
);
create index case_inbox on concern.case_file (caseload_id, status, reported_at desc);
create index case_unacknowledged on concern.case_file (acknowledge_by)
  where acknowledged_at is null and acknowledge_by is not null;
select app.protect('concern.case_file', 'child-protection');

-- The timeline: one row for everything that was done, written once. Also the case's history of values.
create table concern.entry (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  at timestamptz not null,
  author_id uuid references people.person,   -- null when the system did it
  kind text not null,
  body text,
  details jsonb not null default '{}',
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index entry_concern on concern.entry (concern_id, at);
select app.protect('concern.entry', 'child-protection');
select audit.register_content('concern.entry', '{caseload_id}');

create table concern.action (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  version int not null default 1,
  what text not null check (what <> ''),
  owner_id uuid not null references people.person,
  due_on date not null,
  made_at timestamptz not null,
  made_by uuid not null references people.person,
  done_at timestamptz,
  done_by uuid references people.person,
  done_note text,
  dropped boolean not null default false,    -- ended without being done; done_note says why
  child_involved text not null check (child_involved in ('involved', 'told', 'not_yet', 'not_appropriate')),
  child_involved_note text,
  reminded_on date,
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index action_concern on concern.action (concern_id);
create index action_owner on concern.action (owner_id, due_on) where done_at is null;
create index action_open on concern.action (caseload_id, due_on) include (concern_id) where done_at is null;
select app.protect('concern.action', 'child-protection');

create table concern.link (
  concern_id uuid not null,
  caseload_id uuid not null,
  kind text not null check (kind in ('policy', 'concern')),
  target text not null,                      -- a policy's name, or another concern's id
  added_at timestamptz not null,
  added_by uuid not null references people.person,
  primary key (concern_id, kind, target),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index link_target on concern.link (target) where kind = 'concern';
select app.protect('concern.link', 'child-protection');

-- An adult who is alleged or in conflict never sees this concern. Provisional from the moment of naming.
create table concern.exclusion (
  concern_id uuid not null,
  caseload_id uuid not null,
  person_id uuid not null references people.person,
  state text not null check (state in ('provisional', 'confirmed', 'lifted')),
  reason text not null,
  set_by uuid references people.person,      -- null: named by whoever told it from outside
  set_at timestamptz not null,
  id uuid not null unique default uuidv7(),
  salt bytea not null default uuid_send(gen_random_uuid()),
  primary key (concern_id, person_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index exclusion_person on concern.exclusion (person_id) where state <> 'lifted';
create index exclusion_waiting on concern.exclusion (caseload_id) where state = 'provisional';
select app.protect('concern.exclusion', 'staff-allegation');
select audit.register_content('concern.exclusion', '{caseload_id}', changes => true);

-- What the reporter is told: receipt, acknowledgement, questions, the outcome line written for them.
create table concern.reporter_update (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  reporter_id uuid references people.person,
  at timestamptz not null,
  kind text not null check (kind in ('sent', 'acknowledged', 'message', 'outcome', 'reopened')),
  body text,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  foreign key (concern_id, caseload_id, reporter_id)
    references concern.concern (id, caseload_id, reporter_id) on update cascade
);
create index reporter_update_concern on concern.reporter_update (concern_id, at);
create index reporter_update_reporter on concern.reporter_update (reporter_id, at desc);
select app.protect('concern.reporter_update', 'child-protection');
select audit.register_content('concern.reporter_update', '{caseload_id}');

-- Who was told, when, as what step of the route.
create table concern.notice (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  person_id uuid not null references people.person,
  step int not null,
  kind text not null check (kind in ('new', 'urgent', 'escalated', 'reminder', 'addition', 'assigned', 'shut_out',
    'police')),
  told_at timestamptz not null,
  seen_at timestamptz,
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index notice_person on concern.notice (person_id, told_at desc) where seen_at is null;
create index notice_concern on concern.notice (concern_id);
select app.protect('concern.notice', 'child-protection');

-- Who is told, per school: by duty, in order; `kind` null is the school's general route.
create table concern.route (
  id uuid primary key,
  school_id uuid not null references people.school,
  stream text not null check (stream in ('child', 'adult', 'head')),
  kind text,
  position int not null check (position between 1 and 9),
  role text not null check (role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')),
  at_once boolean not null,                  -- told with the first; else next in line
  unique nulls not distinct (school_id, stream, kind, position)
);
select app.protect('concern.route', 'configuration');

-- Who is told of a concern about the Head, the Head may set: those above are told of it (people.setting_change).
create constraint trigger added_is_kept after insert on concern.route
  deferrable initially deferred for each row when (new.stream = 'head') execute function people.setting_change_is_kept('head_route');
create constraint trigger removed_is_kept after delete on concern.route
  deferrable initially deferred for each row when (old.stream = 'head') execute function people.setting_change_is_kept('head_route');

-- The duties to tell about a concern of these kinds, in order. A kind without a route of its own takes the general
-- one; where kinds lead to several routes, everybody whom any of them names is told, at once if any says so.
create function concern.ladder(school uuid, which text, ticked text[]) returns table (role text, at_once boolean)
  language sql stable set search_path = '' as $$
  select r.role, bool_or(r.at_once)
    from unnest(ticked) k
    join concern.route r on r.school_id = school and r.stream = which
      and r.kind is not distinct from (
        select distinct o.kind from concern.route o where o.school_id = school and o.stream = which and o.kind = k)
    group by r.role
    order by min(r.position), r.role
$$;

-- The same for one concern, for the escalation job: whom to tell, and never what it is about.
create function concern.ladder_of(concern uuid)
  returns table (stream text, immediate_danger boolean, rules jsonb)
  language sql stable security definer set search_path = '' as $$
  select l.stream, c.immediate_danger, coalesce((
      select jsonb_agg(jsonb_build_object('role', r.role, 'atOnce', r.at_once) order by r.n)
      from concern.ladder(c.school_id, l.stream, c.kinds) with ordinality as r (role, at_once, n)), '[]')
    from concern.concern c join concern.caseload l on l.id = c.caseload_id
    where c.id = concern
$$;
revoke all on function concern.ladder, concern.ladder_of from public;
grant execute on function concern.ladder to gatehouse_person;
grant execute on function concern.ladder_of to gatehouse_escalation;

-- Urgent, told to everybody in line, and still acknowledged by nobody: shown to whoever stands above the school's
-- own leads (the readers of its third caseload), even where they may not open the concern itself.
create table concern.unanswered (
  concern_id uuid primary key references concern.concern,
  school_id uuid not null references people.school,
  seen_by_caseload_id uuid not null references concern.caseload,
  since timestamptz not null
);
select app.protect('concern.unanswered', 'child-protection');

-- What is being typed: its author's alone, purged after a week.
create table concern.draft (
  id uuid primary key,
  author_id uuid not null references people.person,
  school_id uuid not null references people.school,
  fields jsonb not null default '{}',
  version int not null default 1,
  made_at timestamptz not null,
  saved_at timestamptz not null,
  sent_concern_id uuid,
  prompted_at timestamptz                    -- when its author was told that it is about to be thrown away
);
create index draft_author on concern.draft (author_id, saved_at desc);
select app.protect('concern.draft', 'working-copy');

-- A search is posted and kept under an opaque id, so that no address or log holds what was looked for.
create table concern.search (
  id uuid primary key,
  person_id uuid not null references people.person,
  words text not null,
  made_at timestamptz not null
);
select app.protect('concern.search', 'working-copy');

-- A handler reads and works the cases of their caseloads, but for those they are excluded from.
grant select on concern.caseload, concern.concern, concern.party, concern.addition, concern.case_file, concern.entry,
  concern.action, concern.link, concern.exclusion, concern.reporter_update, concern.notice, concern.route,
  concern.draft, concern.search to gatehouse_person;
grant insert on concern.concern, concern.party, concern.addition, concern.entry, concern.action,
  concern.link, concern.exclusion, concern.reporter_update, concern.notice, concern.draft, concern.search, concern.route
  to gatehouse_person;
grant insert (concern_id, caseload_id, school_id, reporter_id, reported_at, status, urgent, acknowledge_by, changed_at)
  on concern.case_file to gatehouse_person;
grant update (version, status, severity, intent, categories, assigned_to, acknowledge_by, escalation_step, acknowledged_at,
  acknowledged_by, four_cs, finding, finding_reason, outcome, outcome_line, child_involved, parents, parents_note,
  myconcern_reference, closed_at, changed_at)
  on concern.case_file to gatehouse_person;
grant update (version, done_at, done_by, done_note, dropped, due_on, owner_id, child_involved, child_involved_note, reminded_on)
  on concern.action to gatehouse_person;
grant update (state, reason, set_by, set_at) on concern.exclusion to gatehouse_person;
grant update (seen_at) on concern.notice to gatehouse_person;
grant update (fields, version, saved_at, sent_concern_id) on concern.draft to gatehouse_person;
grant delete on concern.draft, concern.link, concern.route to gatehouse_person;

create policy handlers on concern.caseload for select to gatehouse_person
  using (school_id = any ((select app.ids('report_schools'))::uuid[]));

create policy handlers on concern.concern for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and id <> all ((select app.ids('excluded'))::uuid[]));
-- `withheld`: what somebody wrote before one person alone gave their sign-in anew (0003), until they are vouched for.
create policy reporter_reads on concern.concern for select to gatehouse_person
  using (reporter_id = (select app.actor()) and id <> all ((select app.ids('withheld'))::uuid[]));
create policy reporter_sends on concern.concern for insert to gatehouse_person
  with check (reporter_id = (select app.actor()) and school_id = any ((select app.ids('report_schools'))::uuid[])
    and entered_at = (select app.at()));

create policy handlers on concern.party for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy reporter_reads on concern.party for select to gatehouse_person
  using (reporter_id = (select app.actor()) and added_by = (select app.actor())
    and concern_id <> all ((select app.ids('withheld'))::uuid[]));
-- A report is whole when it is sent: whom it names, whom that shuts out and who is told are written in that same
-- moment, and later only by those who handle it. The look at the concern is held to its own policies: it is there for
-- its reporter and its handlers alone.
create policy reporter_names on concern.party for insert to gatehouse_person
  with check (reporter_id = (select app.actor()) and added_by = (select app.actor()) and exists (
    select from concern.concern c
    where c.id = party.concern_id and c.entered_at = (select app.at())));
create policy handlers_name on concern.party for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[])
    and concern_id <> all ((select app.ids('excluded'))::uuid[]) and added_by = (select app.actor()));

create policy handlers on concern.addition for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy author_reads on concern.addition for select to gatehouse_person
  using (author_id = (select app.actor()) and concern_id <> all ((select app.ids('withheld'))::uuid[]));
create policy author_adds on concern.addition for insert to gatehouse_person
  with check (author_id = (select app.actor()) and exists (
    select from concern.concern c where c.id = addition.concern_id and c.reporter_id = (select app.actor())));

create policy handlers on concern.case_file for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_work on concern.case_file for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy reporter_opens on concern.case_file for insert to gatehouse_person
  with check (reporter_id = (select app.actor()) and status = 'submitted');

-- An entry or a link that names another concern is hidden with it: whoever is excluded from that one infers nothing.
create policy handlers on concern.entry for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and coalesce(details ->> 'concern', '') <> all ((select app.ids('excluded'))::text[]));
create policy handlers_write on concern.entry for insert to gatehouse_person
  with check (author_id = (select app.actor()) and caseload_id = any ((select app.ids('caseloads'))::uuid[])
    and concern_id <> all ((select app.ids('excluded'))::uuid[]));

create policy handlers on concern.action for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_plan on concern.action for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and made_by = (select app.actor())
    and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_work on concern.action for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers on concern.link to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and target <> all ((select app.ids('excluded'))::text[]))
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and target <> all ((select app.ids('excluded'))::text[]) and added_by = (select app.actor()));

create policy handlers on concern.exclusion to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]))
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and set_by = (select app.actor())
    and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy reporter_names on concern.exclusion for insert to gatehouse_person
  with check (set_by = (select app.actor()) and state = 'provisional' and exists (
    select from concern.party p join concern.concern c on c.id = p.concern_id
    where p.concern_id = exclusion.concern_id and p.person_id = exclusion.person_id and p.part = 'alleged' and p.is_adult
      and c.entered_at = (select app.at())));

create policy handlers on concern.reporter_update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]))
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and kind <> 'sent');
create policy reporter_reads on concern.reporter_update for select to gatehouse_person
  using (reporter_id = (select app.actor()) and concern_id <> all ((select app.ids('withheld'))::uuid[]));
create policy reporter_receipt on concern.reporter_update for insert to gatehouse_person
  with check (reporter_id = (select app.actor()) and kind = 'sent');

create policy handlers on concern.notice for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_tell on concern.notice for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy told_sees on concern.notice for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and person_id = (select app.actor()));
-- By whoever sends a concern, and by whoever has just moved it out of their own sight (concern.place).
create policy reporter_tells on concern.notice for insert to gatehouse_person
  with check (kind in ('new', 'urgent') and step = 0 and seen_at is null and told_at = (select app.at()) and (
    concern_id = any ((select app.ids('moved'))::uuid[])
    or exists (select from concern.concern c
      where c.id = notice.concern_id and c.entered_at = (select app.at()))));

create policy own_schools on concern.route for select to gatehouse_person
  using (school_id = any ((select app.ids('report_schools'))::uuid[]));
create policy leads_set on concern.route to gatehouse_person
  using (school_id = any ((select app.ids('lead_schools'))::uuid[]));

create policy mine on concern.draft to gatehouse_person
  using (author_id = (select app.actor()) and id <> all ((select app.ids('withheld'))::uuid[]));
create policy mine on concern.search to gatehouse_person using (person_id = (select app.actor()));

-- Whoever can read a concern of this stream at this school on this day: the same duties as in app.enter_person. An
-- account that was closed opens nothing, whatever duty its holder still has.
create function concern.readers(school uuid, which text, day date) returns setof uuid
  language sql stable set search_path = '' as $$
  select a.person_id
    from people.school s
    join people.appointment a on a.school_id = s.id or (a.school_id is null and a.trust_id = s.trust_id)
    where s.id = school and a.during @> day
      and not exists (select from signin.account c where c.person_id = a.person_id and c.disabled_at is not null)
      and (
      (which = 'child' and a.role in ('dsl', 'deputy_dsl', 'head', 'trust_safeguarding_lead'))
      or (which = 'adult' and a.role = 'head')
      or (which = 'head' and a.role in ('chair_of_governors', 'trust_safeguarding_lead')))
$$;

-- Whether a concern in that stream belongs above it, with the chair and the trust: nobody is left who reads it, or one
-- alone is and somebody else shut out another who would. So nobody shuts the others out of a case to have it to themself.
create function concern.goes_up(target uuid, school uuid, which text) returns boolean
  language sql stable set search_path = '' as $$
  with shut as (
    select e.person_id, e.set_by from concern.exclusion e where e.concern_id = target and e.state <> 'lifted'
  ), reader as (
    select distinct r as person_id
      from concern.readers(school, which, (app.at() at time zone 'Europe/London')::date) r
  ), left_over as (
    select r.person_id from reader r where r.person_id not in (select s.person_id from shut s)
  )
  select which <> 'head' and (
    not exists (select from left_over)
    or (select count(*) from left_over) = 1
      and exists (select from shut s join reader r on r.person_id = s.person_id where s.set_by is distinct from s.person_id)
      and exists (
        select from concern.readers(school, 'head', (app.at() at time zone 'Europe/London')::date) h
        where h not in (select s.person_id from shut s)))
$$;

-- What the report itself names is provisional from the moment of naming and may be judged by any handler. What a
-- handler sets is confirmed or lifted by another. Asked of whoever acts, not of the owner.
create function concern.judged_by_another() returns trigger
  language plpgsql security definer set search_path = '' as $$
declare
  sent_at timestamptz := (select c.entered_at from concern.concern c where c.id = new.concern_id);
begin
  if app.actor() is null then
    return null;
  end if;
  if tg_op = 'INSERT' then
    if new.state <> 'provisional' or new.set_at <> app.at() then
      raise check_violation using message = 'an exclusion begins as provisional, now';
    end if;
    return null;
  end if;
  if new.set_at not in (old.set_at, app.at()) then
    raise check_violation using message = 'an exclusion is judged now';
  end if;
  if new.state = old.state then
    return null;
  end if;
  if old.state <> (case new.state when 'provisional' then 'lifted' when 'confirmed' then 'provisional' else old.state end)
      or (old.state = 'provisional' and old.set_by = app.actor() and old.set_at <> sent_at) then
    raise check_violation using message = 'an exclusion is confirmed or lifted by another than set it';
  end if;
  return null;
end
$$;
create trigger judged_by_another after insert or update on concern.exclusion
  for each row execute function concern.judged_by_another();

-- At the end of the transaction, so that a move in it counts. A report that is just being sent went where routing says.
create function concern.two_are_left() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if app.actor() is not null and exists (
    select from concern.concern c join concern.caseload l on l.id = c.caseload_id
    where c.id = new.concern_id and c.entered_at <> app.at() and concern.goes_up(c.id, c.school_id, l.stream)
      and new.person_id in (
        select concern.readers(c.school_id, l.stream, (app.at() at time zone 'Europe/London')::date))) then
    raise check_violation using message = 'a concern that one alone would be left to read moves up';
  end if;
  return null;
end
$$;
create constraint trigger two_are_left after insert or update of state on concern.exclusion
  deferrable initially deferred for each row when (new.state = 'provisional' and new.set_by <> new.person_id)
  execute function concern.two_are_left();

-- Whoever shut another reader out does not close the case before somebody else has looked at that.
create function concern.not_closed_alone() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from concern.exclusion e
      join concern.concern c on c.id = e.concern_id
      join concern.caseload l on l.id = c.caseload_id
    where e.concern_id = new.concern_id and e.state = 'provisional' and e.set_by = app.actor()
      and e.person_id <> e.set_by and e.set_at <> c.entered_at and e.person_id in (
        select concern.readers(c.school_id, l.stream, (app.at() at time zone 'Europe/London')::date))) then
    raise check_violation using message = 'whoever shut a reader out does not close the case while that waits';
  end if;
  return null;
end
$$;
create trigger not_closed_alone after update of status on concern.case_file
  for each row when (new.status = 'closed' and old.status <> 'closed') execute function concern.not_closed_alone();
revoke all on function concern.goes_up, concern.judged_by_another, concern.two_are_left, concern.not_closed_alone from public;

-- For whoever stands above a school and cannot open the concern: that a reader was shut out of one by another, and that
-- nobody else has looked at it yet. Never which child, nor who shut out whom.
create function concern.shut_out_below() returns table (concern_id uuid, school text, since timestamptz)
  language sql stable security definer set search_path = '' as $$
  select c.id, s.name, min(e.set_at)
    from concern.caseload above
    join concern.caseload l on l.school_id = above.school_id and l.stream <> 'head'
    join concern.exclusion e on e.caseload_id = l.id and e.state = 'provisional' and e.person_id <> e.set_by
    join concern.concern c on c.id = e.concern_id and c.entered_at <> e.set_at
    join people.school s on s.id = l.school_id
    where above.stream = 'head' and above.id = any (app.ids('caseloads')) and l.id <> all (app.ids('caseloads'))
      and c.id <> all (app.ids('excluded'))
      and e.person_id in (select concern.readers(l.school_id, l.stream, (app.at() at time zone 'Europe/London')::date))
    group by c.id, s.name
    order by 3
$$;
revoke all on function concern.shut_out_below from public;
grant execute on function concern.shut_out_below to gatehouse_person;

-- Duties that a concern can be told to, and whose holders cannot sign in: their account was closed, or they have never
-- had a password. Whoever may not see accounts learns this much of the leads of their own schools, since a concern that
-- is told to somebody who cannot open it would lie; the escalation job learns it of every school.
create function concern.cannot_sign_in(school uuid) returns table (person_id uuid, closed boolean)
  language sql stable security definer set search_path = '' as $$
  select distinct a.person_id, c.disabled_at is not null
    from people.school s
    join people.appointment a on a.school_id = s.id or (a.school_id is null and a.trust_id = s.trust_id)
    left join signin.account c on c.person_id = a.person_id
    where s.id = school and a.during @> (app.at() at time zone 'Europe/London')::date
      and (current_setting('role') in ('gatehouse_escalation', 'gatehouse_intake') or s.id = any (app.ids('report_schools')))
      and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
      and (c.disabled_at is not null or c.has_password is not true)
$$;
revoke all on function concern.readers, concern.cannot_sign_in from public;
grant execute on function concern.cannot_sign_in to gatehouse_person, gatehouse_escalation;

-- About the Head, whoever holds that duty is shut out though the report describes and does not name them. By its
-- reporter, in the moment of sending. Gives the rows that shut them out.
create function concern.shut_heads_out(concern uuid) returns setof uuid
  language plpgsql security definer set search_path = '' as $$
begin
  return query insert into concern.exclusion (concern_id, caseload_id, person_id, state, reason, set_by, set_at)
    select c.id, c.caseload_id, a.person_id, 'provisional', 'Headteacher when it was reported', c.reporter_id, c.entered_at
      from concern.concern c
      join concern.caseload l on l.id = c.caseload_id and l.stream = 'head'
      join people.appointment a on a.school_id = c.school_id and a.role = 'head'
        and a.during @> (app.at() at time zone 'Europe/London')::date
      where c.id = shut_heads_out.concern and c.about_adult
        and (c.reporter_id = app.actor() and c.entered_at = app.at() or c.id = any (app.ids('arriving')))
    on conflict do nothing
    returning exclusion.id;
end
$$;
revoke all on function concern.shut_heads_out from public;
grant execute on function concern.shut_heads_out to gatehouse_person;

-- For its reporter, just after Send: who was told in that moment. Read from what was written then, never from where the
-- concern lies now: that it was moved since is nothing that a reporter learns, who may be its subject.
create function concern.told_at_sending(concern uuid) returns setof uuid
  language sql stable security definer set search_path = '' as $$
  select n.person_id
    from concern.concern c join concern.notice n on n.concern_id = c.id and n.told_at = c.entered_at and n.step = 0
    where c.id = told_at_sending.concern and c.reporter_id = app.actor() and c.id <> all (app.ids('withheld'))
      and c.entered_at > app.at() - interval '10 minutes' and n.kind in ('new', 'urgent')
$$;
revoke all on function concern.told_at_sending from public;
grant execute on function concern.told_at_sending to gatehouse_person;

-- Tells those who were told of a concern and may read it now that its reporter added to it: where it has moved on, and
-- where they have all gone, whoever may read it now. The reporter may see neither who was told
-- nor who is excluded, so the owner does it for them; it can be asked only by the author of the addition. Of what came
-- from outside (`told`) nothing here tells the moment more closely than the addition itself, its ids neither.
create function concern.tell_of_addition(addition uuid) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  added concern.addition;
  at timestamptz;
begin
  select * into strict added from concern.addition a
    where a.id = addition and (a.author_id = app.actor() or a.author_id is null and a.concern_id = any (app.ids('told')));
  at := added.added_at;
  with reader as (
    select distinct r as person_id
      from concern.caseload l, concern.readers(l.school_id, l.stream, (app.at() at time zone 'Europe/London')::date) r
      where l.id = added.caseload_id
        and not exists (
          select from concern.exclusion e
          where e.concern_id = added.concern_id and e.person_id = r and e.state <> 'lifted')
  ), known as (
    select r.person_id from reader r
      where exists (select from concern.notice n where n.concern_id = added.concern_id and n.person_id = r.person_id)
  ), told as (
    select k.person_id from known k
    union all
    select r.person_id from reader r where not exists (select from known)
  ), noticed as (
    insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at)
      select gen_random_uuid(), added.concern_id, added.caseload_id, t.person_id, 0, 'addition', at from told t
  )
  insert into mail.outbox (id, to_person_id, template, link, queued_at, next_attempt_at)
    select gen_random_uuid(), t.person_id, 'waits', '/concerns/' || added.concern_id, at, at from told t;
end
$$;
revoke all on function concern.tell_of_addition from public;
grant execute on function concern.tell_of_addition to gatehouse_person;

-- The escalation job sees that a case waits, never what it is about.
grant select (concern_id, caseload_id, school_id, acknowledge_by, acknowledged_at, escalation_step, version, status, assigned_to,
    myconcern_reference)
  on concern.case_file to gatehouse_escalation;
grant update (acknowledge_by, escalation_step, version) on concern.case_file to gatehouse_escalation;
grant select on concern.caseload, concern.route, concern.exclusion, concern.notice to gatehouse_escalation;
grant select, insert, delete on concern.unanswered to gatehouse_escalation;
create policy escalation on concern.unanswered to gatehouse_escalation using (true);
grant select on concern.unanswered to gatehouse_person;
create policy above_the_school on concern.unanswered for select to gatehouse_person
  using (seen_by_caseload_id = any ((select app.ids('caseloads'))::uuid[])
    and concern_id <> all ((select app.ids('excluded'))::uuid[]));
grant insert on concern.notice, concern.entry to gatehouse_escalation;
grant select (id, concern_id, caseload_id, owner_id, due_on, done_at, reminded_on) on concern.action to gatehouse_escalation;
grant update (reminded_on) on concern.action to gatehouse_escalation;
create policy escalation on concern.case_file to gatehouse_escalation using (status <> 'closed');
create policy escalation on concern.caseload for select to gatehouse_escalation using (true);
create policy escalation on concern.route for select to gatehouse_escalation using (true);
create policy escalation on concern.exclusion for select to gatehouse_escalation using (true);
create policy escalation on concern.notice to gatehouse_escalation using (true) with check (kind in ('escalated', 'reminder', 'police'));
create policy escalation on concern.entry for insert to gatehouse_escalation with check (author_id is null);
create policy escalation on concern.action to gatehouse_escalation using (done_at is null);

grant select (id, author_id, saved_at, sent_concern_id, prompted_at), update (prompted_at), delete on concern.draft
  to gatehouse_housekeeper;
grant select (id, made_at), delete on concern.search to gatehouse_housekeeper;
create policy housekeeping on concern.draft for select to gatehouse_housekeeper
  using (saved_at < (select app.at()) - interval '6 days');
create policy housekeeping_prompts on concern.draft for update to gatehouse_housekeeper
  using (saved_at < (select app.at()) - interval '6 days');
create policy housekeeping_purges on concern.draft for delete to gatehouse_housekeeper
  using (saved_at < (select app.at()) - interval '7 days');
create policy housekeeping on concern.search to gatehouse_housekeeper using (made_at < (select app.at()) - interval '1 day');
