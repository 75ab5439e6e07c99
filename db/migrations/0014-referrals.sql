-- Referrals: whom a case was referred to, or why not, and what came of it (SY-3.1.4, CT-filter-4); what went out in a
-- pack; and the duties that the law lays on a person (domains/policies holds what the law says, by edition).

create table concern.referral (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  recipient text not null check (recipient <> ''),  -- whom there is, is data: referral/recipients.ts
  state text not null check (state in
    ('considered', 'made', 'acknowledged', 'accepted', 'declined', 'outcome', 'withdrawn')),
  reason text not null check (reason <> ''),        -- why it is made, or why not
  decided_at timestamptz not null,
  decided_by uuid not null references people.person,
  made_on date,
  made_time text,
  how text,
  spoke_to text,
  reference text,
  next_check date,                                  -- null once nothing more is awaited
  reminded_on date,
  seen_at timestamptz,                              -- of a reason not to tell the Police: when the Head read it
  seen_by uuid references people.person,
  unique (id, concern_id, caseload_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((state = 'considered') = (made_on is null) and (made_on is null) = (how is null)),
  check (next_check is null or state not in ('considered', 'outcome', 'withdrawn')),
  check ((seen_at is null) = (seen_by is null)),
  check (seen_at is null or (recipient = 'police' and state = 'considered'))
);
create index referral_concern on concern.referral (concern_id);
create index referral_listed on concern.referral (caseload_id, decided_at desc);
create index referral_waiting on concern.referral (next_check) where next_check is not null;
select app.protect('concern.referral', 'child-protection');

-- What was heard of it, written once.
create table concern.referral_step (
  id uuid primary key,
  referral_id uuid not null,
  concern_id uuid not null,
  caseload_id uuid not null,
  step text not null check (step in ('acknowledged', 'accepted', 'declined', 'outcome', 'withdrawn', 'checked')),
  happened_on date not null,
  note text not null check (note <> ''),
  at timestamptz not null,
  by_id uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (referral_id, concern_id, caseload_id)
    references concern.referral (id, concern_id, caseload_id) on update cascade
);
create index referral_step_referral on concern.referral_step (referral_id, at);
select app.protect('concern.referral_step', 'child-protection');
select audit.register_content('concern.referral_step', '{caseload_id}');

-- What went out about a case, as somebody read it through before: the file is made from this.
create table concern.referral_pack (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  recipient text not null check (recipient <> ''),
  fields jsonb not null check (jsonb_typeof(fields) = 'object'),
  others_named boolean not null,                    -- children who are not the subject stand in it by name
  made_at timestamptz not null,
  made_by uuid not null references people.person,
  code_shown_at timestamptz,                        -- the pass-code is on the screen once
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index referral_pack_concern on concern.referral_pack (concern_id, made_at desc);
select app.protect('concern.referral_pack', 'child-protection');
select audit.register_content('concern.referral_pack', '{caseload_id,code_shown_at}');

-- A duty that the law lays on one person, and how they did it. Nobody does it for them.
create table concern.legal_duty (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  duty text not null check (duty <> ''),            -- which there are, is data: duty/duties.ts
  edition text not null check (edition <> ''),      -- what the register said of it that day
  person_id uuid not null references people.person,
  told_whom text not null check (told_whom <> ''),
  told_on date not null,
  told_time text,
  reference text,
  note text,
  recorded_at timestamptz not null,
  recorded_by uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index legal_duty_concern on concern.legal_duty (concern_id);
select app.protect('concern.legal_duty', 'child-protection');
select audit.register_content('concern.legal_duty', '{caseload_id}');

-- Deliberate access to what is a crime, as the policy names it (SY-3.1.4). While nobody has judged the intent, or it cannot
-- be known, it appears deliberate. The one place that says which kinds and categories name it.
create function concern.police_matter(kinds text[], categories text[], intent text) returns boolean
  language sql immutable set search_path = '' as $$
  select coalesce(nullif(intent, 'unknown'), 'deliberate') = 'deliberate' and (
    kinds && array['indecent_image', 'hatred', 'illegal_acts', 'copyright']
    or categories && array['nudes', 'pornography', 'hate', 'violence', 'drugs', 'copyright', 'criminal_exploitation'])
$$;
revoke all on function concern.police_matter from public;
grant execute on function concern.police_matter to gatehouse_person;

-- Referred, or the lead's reason for not referring.
create function concern.police_decided(target uuid) returns boolean
  language sql stable set search_path = '' as $$
  select exists (
    select from concern.referral r
    where r.concern_id = target and r.recipient = 'police' and r.state <> 'withdrawn')
$$;

-- The day on which the decision is due: when it was reported, or first categorised as what it is.
create function concern.police_due_on(target uuid) returns date
  language sql stable set search_path = '' as $$
  select (case when concern.police_matter(c.kinds, '{}', f.intent) then c.entered_at
      else coalesce((select min(e.at) from concern.entry e where e.concern_id = c.id and e.kind = 'categorise'), c.entered_at)
    end at time zone 'Europe/London')::date
  from concern.concern c join concern.case_file f on f.concern_id = c.id
  where c.id = target
$$;
revoke all on function concern.police_decided, concern.police_due_on from public;
grant execute on function concern.police_decided, concern.police_due_on to gatehouse_person;

create function concern.police_before_closing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if concern.police_matter((select c.kinds from concern.concern c where c.id = new.concern_id), new.categories, new.intent)
      and not concern.police_decided(new.concern_id) then
    raise check_violation using message = 'a case is not closed before the Police were told, or it is said why not';
  end if;
  return null;
end
$$;
create trigger police_before_closing after update of status on concern.case_file
  for each row when (new.status = 'closed' and old.status <> 'closed') execute function concern.police_before_closing();
revoke all on function concern.police_before_closing from public;

-- For the job that chases: cases whose day has gone by without a decision, and of which nobody was told today.
create function concern.police_late(day date) returns table (concern_id uuid, caseload_id uuid, school_id uuid, stream text)
  language sql stable security definer set search_path = '' as $$
  select f.concern_id, f.caseload_id, f.school_id, l.stream
  from concern.case_file f
    join concern.concern c on c.id = f.concern_id
    join concern.caseload l on l.id = f.caseload_id
  where f.status <> 'closed' and concern.police_matter(c.kinds, f.categories, f.intent)
    and not concern.police_decided(f.concern_id) and concern.police_due_on(f.concern_id) < day
    and not exists (
      select from concern.notice n where n.concern_id = f.concern_id and n.kind = 'police'
        and (n.told_at at time zone 'Europe/London')::date = day)
$$;
revoke all on function concern.police_late from public;
grant execute on function concern.police_late to gatehouse_escalation;

-- Who reads the reason for not telling the Police: the Head; of a case about the Head the chair or the trust; the trust's
-- lead where the Head is shut out of a child's case, or there is none.
create function concern.hears_police_reason(target uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select coalesce((
    select c.caseload_id = any (app.ids('caseloads')) and c.id <> all (app.ids('excluded')) and exists (
      select from people.appointment a
      where a.person_id = app.actor() and a.during @> (app.at() at time zone 'Europe/London')::date
        and (a.school_id = c.school_id or (a.school_id is null and a.trust_id = l.trust_id))
        and case
          when l.stream = 'head' then a.role in ('chair_of_governors', 'trust_safeguarding_lead')
          when a.role = 'head' then true
          else l.stream = 'child' and a.role = 'trust_safeguarding_lead' and not exists (
            select from people.appointment h
            where h.school_id = c.school_id and h.role = 'head' and h.during @> (app.at() at time zone 'Europe/London')::date
              and not exists (select from concern.exclusion e
                where e.concern_id = c.id and e.person_id = h.person_id and e.state <> 'lifted'))
        end)
    from concern.concern c join concern.caseload l on l.id = c.caseload_id where c.id = target), false)
$$;
revoke all on function concern.hears_police_reason from public;
grant execute on function concern.hears_police_reason to gatehouse_person;

-- Read by whom it is meant for, in their own name and now.
create function concern.police_reason_seen() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if app.actor() is not null and (new.seen_by, new.seen_at) is distinct from (app.actor(), app.at())
      or app.actor() is not null and not concern.hears_police_reason(new.concern_id) then
    raise insufficient_privilege using message = 'the reason is read by the Head, in their own name';
  end if;
  return null;
end
$$;
create trigger police_reason_seen after insert or update of seen_at, seen_by on concern.referral
  for each row when (new.seen_at is not null) execute function concern.police_reason_seen();
revoke all on function concern.police_reason_seen from public;

-- As everything that follows a concern: whoever handles its caseload and is not shut out of it.
grant select, insert on concern.referral to gatehouse_person;
grant update (state, reference, next_check, reminded_on, seen_at, seen_by) on concern.referral to gatehouse_person;
create policy handlers on concern.referral for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_refer on concern.referral for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and decided_by = (select app.actor()) and decided_at = (select app.at()));
create policy handlers_work on concern.referral for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));

grant select (id, referral_id, concern_id, caseload_id, step, happened_on, note, at, by_id),
  insert (id, referral_id, concern_id, caseload_id, step, happened_on, note, at, by_id)
  on concern.referral_step to gatehouse_person;
create policy handlers on concern.referral_step for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_write on concern.referral_step for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and by_id = (select app.actor()) and at = (select app.at()));

grant select (id, concern_id, caseload_id, recipient, fields, others_named, made_at, made_by, code_shown_at),
  insert (id, concern_id, caseload_id, recipient, fields, others_named, made_at, made_by),
  update (code_shown_at)
  on concern.referral_pack to gatehouse_person;
create policy handlers on concern.referral_pack for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_make on concern.referral_pack for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and made_by = (select app.actor()) and made_at = (select app.at()));
-- Whoever made it takes it: the pass-code is theirs to tell.
create policy maker_takes on concern.referral_pack for update to gatehouse_person
  using (made_by = (select app.actor()) and caseload_id = any ((select app.ids('caseloads'))::uuid[])
    and concern_id <> all ((select app.ids('excluded'))::uuid[]) and code_shown_at is null)
  with check (code_shown_at = (select app.at()));

grant select (id, concern_id, caseload_id, duty, edition, person_id, told_whom, told_on, told_time, reference, note, recorded_at,
    recorded_by),
  insert (id, concern_id, caseload_id, duty, edition, person_id, told_whom, told_on, told_time, reference, note, recorded_at,
    recorded_by)
  on concern.legal_duty to gatehouse_person;
create policy handlers on concern.legal_duty for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_record on concern.legal_duty for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and recorded_by = (select app.actor()) and recorded_at = (select app.at()));

-- The reminders' job sees that an answer is awaited, never of whom or why.
grant select (id, concern_id, caseload_id, decided_by, next_check, reminded_on), update (reminded_on)
  on concern.referral to gatehouse_escalation;
create policy escalation on concern.referral to gatehouse_escalation using (next_check is not null);

-- The reference register (design rule 18): what the law and the guidance say, by edition, in our words. Every edition stays.
create schema policy;
grant usage on schema policy to gatehouse_person;
create table policy.reference (
  id uuid primary key,
  trust_id uuid references people.trust,            -- null: came with Gatehouse
  slug text not null check (slug ~ '^[a-z0-9-]+$'),
  title text not null check (title <> ''),
  edition text not null check (edition <> ''),
  says text not null check (says <> ''),
  in_force boolean not null,
  in_force_from date,
  checked_on date not null,
  source text not null check (source <> ''),
  added_at timestamptz not null,
  added_by uuid references people.person,
  check ((trust_id is null) = (added_by is null))
);
create index reference_slug on policy.reference (slug, added_at desc);
select app.protect('policy.reference', 'configuration');
grant select, insert on policy.reference to gatehouse_person;
create policy everybody on policy.reference for select to gatehouse_person
  using ((trust_id is null and (select app.actor()) is not null) or trust_id = any ((select app.ids('trust'))::uuid[]));
create policy trust_lead_adds on policy.reference for insert to gatehouse_person
  with check (trust_id = any ((select app.ids('trust'))::uuid[]) and added_by = (select app.actor())
    and (select app.actor()) = any ((select app.ids('trust_leads'))::uuid[]) and (select app.ids('caseloads')) <> '{}'
    and added_at = (select app.at()));

insert into policy.reference (id, slug, title, edition, says, in_force, in_force_from, checked_on, source, added_at) values
  (uuidv7(), 'kcsie', 'Keeping children safe in education', '2025', 'What schools must do to keep children safe: a designated lead, records with decisions and reasons, filtering and monitoring that somebody answers for, low-level concerns kept, and children’s files passed on with a receipt. Statutory guidance.', true, '2025-09-01', '2026-11-20', 'Department for Education', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'kcsie', 'Keeping children safe in education', '2026 (draft)', 'Consulted on from February to April 2026: review how well filtering and monitoring work at least once a school year; self-generated intimate images, those made by AI too; deepfakes as abuse between children. The final text was not found when this was checked.', false, null, '2026-11-20', 'Department for Education, consultation', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'ukcis-nudes', 'Sharing nudes and semi-nudes: advice for education settings', '2024', 'Tell the designated lead at once. Do not look, copy, print, share, keep or save, and do not ask a child to. Only the designated lead may look, and only exceptionally. Where an adult is involved, the Police.', true, null, '2026-11-20', 'UK Council for Internet Safety', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'prevent-duty', 'Counter-Terrorism and Security Act 2015, section 26 (the Prevent duty)', '2015', 'Schools have due regard to the need to keep people from being drawn into terrorism: assessing risk, working with others, training, and safe use of the internet. Channel is voluntary for whoever is referred.', true, '2015-07-01', '2026-11-20', 'legislation.gov.uk', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'dfe-filtering', 'Filtering and monitoring standards for schools and colleges', 'June 2026', 'A named senior leader and governor. A review each year, and whenever a risk, a way of working, a technology or an AI tool is new. What is blocked or let through, and why, is written down. Lists of illegal material are always on.', true, null, '2026-11-20', 'Department for Education', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'searching', 'Searching, screening and confiscation', '2022', 'Only the Head and staff whom the Head has authorised may search, on reasonable grounds, with care for a child’s privacy. Evidence of an offence, or an image of a child, is not deleted: it goes to the Police.', true, '2022-09-01', '2026-11-20', 'Department for Education', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'mandatory-reporting', 'Duty to report child sexual abuse (Crime and Policing Bill)', 'Bill, as of February 2026', 'Somebody who works with children and is told of a child sexual offence, or sees one, would have to notify the Police or the local authority themselves, as soon as practicable. Enactment was not found when this was checked: it is not treated as law here. Good practice is the same.', false, null, '2026-11-20', 'gov.uk, memorandum of 13 February 2026', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'fgm-duty', 'Female Genital Mutilation Act 2003, section 5B', '2015', 'A teacher who in their work is told by a girl under 18 that she has had FGM, or sees signs of it, must report it to the Police themselves, on 101. Known means told or seen: a suspicion goes to the designated lead. Nobody else can do it for them.', true, '2015-10-31', '2026-11-20', 'legislation.gov.uk', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'working-together', 'Working together to safeguard children', '2023', 'How schools, children’s social care, the Police and health work together; what happens after a referral. The local authority decides within one working day what comes next.', true, '2023-12-15', '2026-11-20', 'Department for Education', '2026-11-20T00:00:00Z'),
  (uuidv7(), 'ico-breach', 'UK GDPR, Article 33: personal data breaches', '2018', 'A breach that may harm somebody is reported to the Information Commissioner within 72 hours of becoming aware of it, over weekends and holidays too, even if not all is known. Where it is not reported, the reason is kept. All breaches are logged.', true, '2018-05-25', '2026-11-20', 'Information Commissioner’s Office', '2026-11-20T00:00:00Z');
