-- Retention (design rule 15): how long each kind of record is kept and why, what is held back, and what was destroyed.

create schema retention;
grant usage on schema retention to gatehouse_person;

-- What the law, the guidance or Gatehouse itself says of each class, with its source and edition. `amount` counts in `unit`
-- from `counted_from`; null: kept. A trust or a school may set its own where `settable`.
create table retention.rule (
  class text primary key,
  position smallint not null unique,
  title text not null check (title <> ''),
  counted_from text not null check (counted_from <> ''),
  amount int check (amount > 0),
  unit text not null check (unit in ('years', 'days')),
  settable boolean not null,
  review boolean not null,                   -- destroyed only once people have decided, never by itself
  two_people boolean not null,
  says text not null,                        -- what there is to know besides; may be empty
  source text not null check (source <> ''),
  edition text not null check (edition <> '')
);
select app.protect('retention.rule', 'configuration');
grant select on retention.rule to gatehouse_person;
create policy everybody on retention.rule for select to gatehouse_person using ((select app.actor()) is not null);

insert into retention.rule values
  ('child-protection', 1, 'Concerns about children', 'the date of birth of the youngest child whom it is about', 25, 'years', true, true, true,
    'The child’s date of birth and 25 years, then a review. Where a birth date is not known, nothing is proposed before 25 years from the report, and then shown apart. The Independent Inquiry into Child Sexual Abuse asked for 75 years for records of abuse: consider a longer term.',
    'Information and Records Management Society, toolkit for schools', '2019'),
  ('staff-allegation', 2, 'Allegations against adults', 'the report, or the pension age of the adult, whichever is later', 10, 'years', true, true, true,
    'Until the adult reaches pension age (68), or 10 years from the allegation if that is longer; and never sooner than the file of a child whom it is about.',
    'Keeping children safe in education, part four', '2025'),
  ('low-level', 3, 'Low-level concerns about adults', 'the day on which the adult left', 7, 'years', true, true, true,
    'At least until the adult leaves the employment. The years after are Gatehouse’s own suggestion: set your own. Nothing of somebody who is still here is due, and never before the file of a child whom it is about. Where a case was ever judged anything else too, or the adult is on no list, it is kept like an allegation.',
    'Keeping children safe in education, part four', '2025'),
  ('person', 4, 'Pupils, staff and families on the roster', 'the day on which they left', 7, 'years', true, true, false,
    'A name stays while any case names it. The years are Gatehouse’s own suggestion: set your own. Gatehouse deletes nobody from the roster by itself.',
    'Gatehouse', '2026'),
  ('draft', 5, 'Reports that were begun and not sent', 'the last change', 7, 'days', false, false, false,
    'Its author is told the day before.', 'Gatehouse', '2026'),
  ('search', 6, 'Words that were searched for', 'the search', 1, 'days', false, false, false, '', 'Gatehouse', '2026'),
  ('upload', 7, 'Uploads that were not finished', 'when they were begun', 1, 'days', false, false, false, '', 'Gatehouse', '2026'),
  ('mail', 8, 'E-mails that were sent', 'when they were sent', 30, 'days', false, false, false,
    'They hold a link and nothing that tells.', 'Gatehouse', '2026'),
  ('sign-in', 9, 'Sessions, codes and typing that was kept', 'when they ended', 7, 'days', false, false, false, '', 'Gatehouse', '2026'),
  ('attempt', 10, 'Failed sign-ins', 'the first try', 1, 'days', false, false, false, '', 'Gatehouse', '2026'),
  ('backup', 11, 'How backups went', 'the backup', 2, 'years', false, false, false,
    'Backups themselves go as your settings say; what was destroyed lives on in older ones until then.', 'Gatehouse', '2026'),
  ('audit', 12, 'The audit record', 'the event', null, 'years', false, false, false,
    'It holds who did what and when, and hashes of what was written, never the words; those go with the case.', 'Gatehouse', '2026'),
  ('certificate', 13, 'Certificates of destruction', 'the destruction', null, 'years', false, false, false,
    'They show that what is gone was destroyed lawfully. They hold nothing of the content.', 'Gatehouse', '2026');

-- What a trust or one of its schools set instead, each time that somebody said so: the last version counts, the school's
-- before the trust's.
create table retention.term (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  school_id uuid,
  class text not null references retention.rule,
  version int not null check (version > 0),
  amount int not null check (amount between 1 and 150),
  reason text not null check (btrim(reason) <> ''),
  set_at timestamptz not null,
  set_by uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  unique nulls not distinct (trust_id, school_id, class, version),
  foreign key (school_id, trust_id) references people.school (id, trust_id)
);
select app.protect('retention.term', 'configuration');
select audit.register_content('retention.term');

create function retention.only_settable() returns trigger
  language plpgsql set search_path = '' as $$
begin
  if not (select r.settable from retention.rule r where r.class = new.class) then
    raise check_violation using message = 'this term is not set by schools';
  end if;
  return new;
end
$$;
create trigger only_settable before insert on retention.term for each row execute function retention.only_settable();
revoke all on function retention.only_settable from public;

grant select (id, trust_id, school_id, class, version, amount, reason, set_at, set_by),
  insert (id, trust_id, school_id, class, version, amount, reason, set_at, set_by) on retention.term to gatehouse_person;
create policy trust_reads on retention.term for select to gatehouse_person using (trust_id = any ((select app.ids('trust'))::uuid[]));
create policy school_sets on retention.term for insert to gatehouse_person
  with check (school_id = any ((select app.ids('lead_schools'))::uuid[]) and set_by = (select app.actor())
    and set_at = (select app.at()));
create policy trust_sets on retention.term for insert to gatehouse_person
  with check (trust_id = any ((select app.ids('trust'))::uuid[]) and set_by = (select app.actor())
    and set_at = (select app.at()) and (select app.actor()) = any ((select app.ids('trust_leads'))::uuid[])
    and (select app.ids('lead_schools')) <> '{}');

-- How long a class is kept at a school today.
create function retention.amount_for(which text, trust uuid, school uuid) returns int
  language sql stable set search_path = '' as $$
  select coalesce(
    (select t.amount from retention.term t where t.class = which and t.school_id = school order by t.version desc limit 1),
    (select t.amount from retention.term t where t.class = which and t.trust_id = trust and t.school_id is null
      order by t.version desc limit 1),
    (select r.amount from retention.rule r where r.class = which))
$$;
revoke all on function retention.amount_for from public;
grant execute on function retention.amount_for to gatehouse_person;

-- Held back from destruction by the law or by somebody's request: a case, a file of it, or a child with every case. Whoever
-- handles it sets one; another lifts it.
create table retention.hold (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  school_id uuid not null,
  concern_id uuid,
  caseload_id uuid,
  item_id uuid references evidence.item,
  person_id uuid,
  reason text not null check (btrim(reason) <> ''),
  from_day date not null,
  set_at timestamptz not null,
  set_by uuid not null references people.person,
  lifted_at timestamptz,
  lifted_by uuid references people.person,
  lifted_reason text check (btrim(lifted_reason) <> ''),
  salt bytea not null default uuid_send(gen_random_uuid()),
  check ((concern_id is null) = (caseload_id is null) and (concern_id is null) = (person_id is not null)),
  check (item_id is null or concern_id is not null),
  check ((lifted_at is null) = (lifted_by is null) and (lifted_at is null) = (lifted_reason is null)),
  check (lifted_by <> set_by),
  foreign key (school_id, trust_id) references people.school (id, trust_id),
  foreign key (person_id, trust_id) references people.person (id, trust_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index hold_concern on retention.hold (concern_id) where lifted_at is null;
create index hold_person on retention.hold (person_id) where lifted_at is null;
select app.protect('retention.hold', 'child-protection');
select audit.register_content('retention.hold', '{caseload_id}', changes => true);

grant select (id, trust_id, school_id, concern_id, caseload_id, item_id, person_id, reason, from_day, set_at, set_by, lifted_at,
    lifted_by, lifted_reason),
  insert (id, trust_id, school_id, concern_id, caseload_id, item_id, person_id, reason, from_day, set_at, set_by),
  update (lifted_at, lifted_by, lifted_reason) on retention.hold to gatehouse_person;
create policy handlers on retention.hold for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_of_children on retention.hold for select to gatehouse_person
  using (concern_id is null and school_id = any ((select app.ids('child_schools'))::uuid[]));
create policy handlers_hold on retention.hold for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and set_by = (select app.actor()) and set_at = (select app.at())
    and (item_id is null or exists (
      select from evidence.item i where i.id = hold.item_id and i.concern_id = hold.concern_id)));
create policy handlers_hold_children on retention.hold for insert to gatehouse_person
  with check (school_id = any ((select app.ids('child_schools'))::uuid[]) and set_by = (select app.actor()) and set_at = (select app.at()) and exists (
      select from people.person p where p.id = hold.person_id and p.kind = 'pupil' and hold.school_id = any (p.school_ids)));
create policy another_lifts on retention.hold for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and lifted_at is null and set_by <> (select app.actor()))
  with check (lifted_by = (select app.actor()) and lifted_at = (select app.at()));
create policy another_lifts_of_children on retention.hold for update to gatehouse_person
  using (concern_id is null and school_id = any ((select app.ids('child_schools'))::uuid[])
    and lifted_at is null and set_by <> (select app.actor()))
  with check (lifted_by = (select app.actor()) and lifted_at = (select app.at()));

-- What was decided about a case that is due: keep it until a day, or destroy it, which another must agree to. The last that
-- has not ended counts.
create table retention.decision (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  what text not null check (what in ('keep', 'destroy')),
  keep_until date,
  reason text not null check (btrim(reason) <> ''),
  decided_at timestamptz not null,
  decided_by uuid not null references people.person,
  ended_at timestamptz,                      -- taken back, or followed by another
  ended_by uuid references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check ((what = 'keep') = (keep_until is not null)),
  check ((ended_at is null) = (ended_by is null)),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create unique index decision_in_force on retention.decision (concern_id) where ended_at is null;
create index decision_concern on retention.decision (concern_id, decided_at);
select app.protect('retention.decision', 'child-protection');
select audit.register_content('retention.decision', '{caseload_id,ended_at,ended_by}');
grant select (id, concern_id, caseload_id, what, keep_until, reason, decided_at, decided_by, ended_at, ended_by)
  on retention.decision to gatehouse_person;
create policy handlers on retention.decision for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));

-- Certificates: that a case was destroyed, by whom, under which rule and term, how many rows; nothing of its content.
create table retention.destruction (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  school_id uuid not null references people.school,
  caseload_id uuid not null references concern.caseload,
  concern_id uuid not null unique,           -- names nothing any more; a restore looks for it
  reference text not null,
  class text not null references retention.rule,
  source text not null,                      -- of the rule, with its edition, as it was that day
  amount int not null,
  due_on date not null,
  birth_known boolean not null,              -- false: counted from the report, as no birth date was known
  -- Null where a restore brought back a roster on which they are not; its event names them.
  asked_by uuid references people.person,
  asked_at timestamptz not null,
  agreed_by uuid references people.person,
  destroyed_at timestamptz not null,
  row_counts jsonb not null,                 -- table → rows
  files int not null,
  backups_until date,                        -- when the last backup that still holds it is cleared away; null: no backups
  salt bytea not null default uuid_send(gen_random_uuid()),
  check (asked_by <> agreed_by)
);
create index destruction_listed on retention.destruction (caseload_id, destroyed_at desc);
select app.protect('retention.destruction', 'audit');
select audit.register_content('retention.destruction');

-- Trusts whose information manager I am, by post or by responsibility. They read no case.
create function retention.managed_trusts() returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(x.trust_id), '{}') from (
    select a.trust_id from people.appointment a
      where a.person_id = app.actor() and a.role = 'information_manager'
        and a.during @> (app.at() at time zone 'Europe/London')::date
    union
    select r.trust_id from people.responsibility r
      where r.person_id = app.actor() and r.kind = 'information_manager'
        and r.during @> (app.at() at time zone 'Europe/London')::date) x
$$;
revoke all on function retention.managed_trusts from public;
grant execute on function retention.managed_trusts to gatehouse_person;

grant select (id, trust_id, school_id, caseload_id, concern_id, reference, class, source, amount, due_on, birth_known, asked_by,
    asked_at, agreed_by, destroyed_at, row_counts, files, backups_until) on retention.destruction to gatehouse_person;
create policy handlers on retention.destruction for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]));
create policy information_manager on retention.destruction for select to gatehouse_person
  using (trust_id = any ((select retention.managed_trusts())::uuid[]));

create function retention.today() returns date
  language sql stable set search_path = '' as $$ select (app.at() at time zone 'Europe/London')::date $$;
revoke all on function retention.today from public;

-- What is due of these caseloads, or how it stands with one case there: when it is due, and what keeps it. A birth date that is not known makes
-- it due at the latest day that it could be, and is said. Nobody calls it but the functions below.
create function retention.states(within uuid[], target uuid)
  returns table (concern_id uuid, caseload_id uuid, school_id uuid, trust_id uuid, reference text, class text, amount int,
    closed_on date, due_on date, birth_known boolean, blocks text[])
  language sql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
  with own as (
    -- What a school has set for itself; else its trust's, asked for once: a trust's lead has hundreds of caseloads.
    select distinct on (t.school_id, t.class) t.school_id, t.class, t.amount from retention.term t
      where t.school_id is not null order by t.school_id, t.class, t.version desc
  ), usual as materialized (
    select t.id, retention.amount_for('child-protection', t.id, null) as child_years,
        retention.amount_for('staff-allegation', t.id, null) as staff_years,
        retention.amount_for('low-level', t.id, null) as low_years
      from people.trust t where t.id in (select l.trust_id from concern.caseload l where l.id = any (within))
  ), lies as materialized (
    select l.id, l.trust_id, l.stream, coalesce(c.amount, u.child_years) as child_years, coalesce(a.amount, u.staff_years) as staff_years,
        coalesce(w.amount, u.low_years) as low_years
      from concern.caseload l
        join usual u on u.id = l.trust_id
        left join own c on c.school_id = l.school_id and c.class = 'child-protection'
        left join own a on a.school_id = l.school_id and a.class = 'staff-allegation'
        left join own w on w.school_id = l.school_id and w.class = 'low-level'
      where l.id = any (within)
  ), maybe as materialized (
    -- Few are old enough to be looked at: nothing is due before its years have passed since the report, or since the birth
    -- of a child in it.
    select c.id as concern_id from lies l
      join concern.concern c on c.caseload_id = l.id and c.reported_at < app.at() + interval '1 day'
        - make_interval(years => case l.stream when 'child' then l.child_years else l.staff_years end)
      where target is null
    union
    select p.concern_id from (
        -- `offset 0`: those who are old enough are looked up one by one, being few, whatever the planner takes them for.
        select n.id from people.person n
          where target is null and n.kind = 'pupil'
            and n.birth_date <= app.at()::date + 1 - make_interval(years => (select min(l.child_years) from lies l)) offset 0) n
      cross join lateral (
        select p.concern_id from concern.party p where p.person_id = n.id and p.caseload_id = any (within) offset 0) p
    union
    -- What is low-level counts from when the adult left, which may have been before.
    select s.concern_id from concern.staff_assessment s
      where target is null and s.level = 'low_level' and s.caseload_id = any (within)
    union
    select target where target is not null
  ), found as (
    select c.id, c.caseload_id, c.school_id, l.trust_id, l.stream, l.child_years, l.staff_years, l.low_years, c.reference, f.status,
        (c.reported_at at time zone 'Europe/London')::date as reported_on, (f.closed_at at time zone 'Europe/London')::date as closed_on
      from maybe m
        cross join lateral (select f.* from concern.case_file f where f.concern_id = m.concern_id offset 0) f
        join lies l on l.id = f.caseload_id
        join concern.concern c on c.id = f.concern_id
      where target is not null or f.status = 'closed'
  ), born as (
    select f.*, coalesce(b.children, 0) as children, coalesce(b.adults, 0) as adults, b.child_born, b.adult_born,
        coalesce(b.child_unknown, false) as child_unknown, coalesce(b.adult_unknown, false) as adult_unknown
      from found f left join (
        select p.concern_id, count(*) filter (where not p.is_adult) as children, count(*) filter (where p.is_adult) as adults,
            max(n.birth_date) filter (where not p.is_adult) as child_born, max(n.birth_date) filter (where p.is_adult) as adult_born,
            bool_or(n.birth_date is null) filter (where not p.is_adult) as child_unknown,
            bool_or(n.birth_date is null) filter (where p.is_adult) as adult_unknown
          from concern.party p left join people.person n on n.id = p.person_id
          where p.concern_id in (select m.concern_id from maybe m)
            and (p.part = 'alleged' or (not p.is_adult and p.part in ('affected', 'involved')))
            and not exists (select from concern.party i where i.identifies = p.id)
          group by p.concern_id) b on b.concern_id = f.id
  ), weighed as (
    -- Low-level is what was never judged anything else, of adults whose leaving is known; who is still here leaves today.
    select b.*, coalesce(w.low and not a.unknown, false) as low, a.left_on,
        case when b.stream = 'child' then 'child-protection' when w.low and not a.unknown then 'low-level' else 'staff-allegation' end as class
      from born b
        left join lateral (
          select bool_and(s.level = 'low_level') as low from concern.staff_assessment s where s.concern_id = b.id) w on b.stream <> 'child'
        left join lateral (
          select coalesce(bool_or(e.ends is null), true) as unknown, max(least(e.ends, retention.today())) as left_on
            from concern.party p cross join lateral (
              select max(coalesce(upper(m.during), 'infinity')) as ends from people.appointment m where m.person_id = p.person_id) e
            where p.concern_id = b.id and p.is_adult and p.part = 'alleged'
              and not exists (select from concern.party i where i.identifies = p.id)) a on b.stream <> 'child'
  ), counted as (
    select b.*,
        case when b.stream = 'child' then b.children > 0 and not b.child_unknown
          else (b.low or (b.adults > 0 and not b.adult_unknown)) and not b.child_unknown end as birth_known,
        case when b.children = 0 and b.stream <> 'child' then null
          when b.children = 0 or b.child_unknown then b.reported_on else b.child_born end + make_interval(years => b.child_years) as child_due,
        -- An adult is eighteen at the least: fifty years on, they have reached pension age.
        case when b.low then b.left_on + make_interval(years => b.low_years)
          when b.stream <> 'child' then greatest(b.reported_on + make_interval(years => b.staff_years),
          case when b.adults = 0 or b.adult_unknown then b.reported_on + interval '50 years' else b.adult_born + interval '68 years' end) end as staff_due
      from weighed b
  )
  select k.id, k.caseload_id, k.school_id, k.trust_id, k.reference, k.class,
      case k.class when 'child-protection' then k.child_years when 'low-level' then k.low_years else k.staff_years end, k.closed_on,
      greatest(k.child_due, k.staff_due, kept.keep_until)::date,
      k.birth_known,
      array_remove(array[
        case when k.status <> 'closed' then 'open' end,
        case when exists (
          select from retention.hold h where h.lifted_at is null and (h.concern_id = k.id or h.person_id in (
            select p.person_id from concern.party p where p.concern_id = k.id))) then 'held' end,
        case when exists (
          select from evidence.item i where i.concern_id = k.id and i.quarantined_at is not null and i.destroyed_at is null) then 'locked' end,
        case when concern.on_its_way(k.id) then 'moving' end],
        null)
    from counted k
      left join retention.decision kept on kept.concern_id = k.id and kept.ended_at is null and kept.what = 'keep'
    where target is not null or greatest(k.child_due, k.staff_due, kept.keep_until) <= (app.at() at time zone 'Europe/London')::date
$$;
revoke all on function retention.states from public;

-- What is due where I lead, the oldest first; what nothing but a decision is wanted of.
create function retention.due() returns table (concern_id uuid, school_id uuid, reference text, class text, closed_on date,
    due_on date, birth_known boolean, blocks text[], asked_by uuid)
  language sql stable security definer set search_path = '' as $$
  select s.concern_id, s.school_id, s.reference, s.class, s.closed_on, s.due_on, s.birth_known, s.blocks, d.decided_by
    from retention.states(app.ids('caseloads'), null) s
      left join retention.decision d on d.concern_id = s.concern_id and d.ended_at is null and d.what = 'destroy'
    where s.concern_id <> all (app.ids('excluded'))
    order by s.due_on, s.reference
$$;

-- The same of one case that I handle.
create function retention.state_of(target uuid) returns table (concern_id uuid, school_id uuid, trust_id uuid, reference text,
    class text, amount int, closed_on date, due_on date, birth_known boolean, blocks text[], leads boolean)
  language sql stable security definer set search_path = '' as $$
  select s.concern_id, s.school_id, s.trust_id, s.reference, s.class, s.amount, s.closed_on, s.due_on, s.birth_known, s.blocks,
      concern.leads(s.caseload_id)
    from retention.states(app.ids('caseloads'), target) s where s.concern_id <> all (app.ids('excluded'))
$$;

-- For the information manager, who opens no case: how many are due, of which kind, where, and how many of them are held.
create function retention.due_counts() returns table (school_id uuid, class text, due bigint, held bigint)
  language sql stable security definer set search_path = '' as $$
  select s.school_id, s.class, count(*), count(*) filter (where 'held' = any (s.blocks))
    from retention.states(array(
      select l.id from concern.caseload l where l.trust_id = any (retention.managed_trusts())), null) s
    group by s.school_id, s.class
$$;

-- A lead decides. False where there is no such case for them, or it may not be: destroying is asked of what is due, and
-- kept by nothing.
create function retention.decide(decision uuid, target uuid, what text, why text, until date) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  state record;
begin
  perform 1 from concern.case_file f where f.concern_id = target for update;
  select * into state from retention.state_of(target);
  if state.concern_id is null or not state.leads
      or (what = 'destroy' and (state.blocks <> '{}' or state.due_on > retention.today()))
      or (what = 'keep' and (until is null or until <= retention.today())) then
    return false;
  end if;
  update retention.decision d set ended_at = app.at(), ended_by = app.actor() where d.concern_id = target and d.ended_at is null;
  insert into retention.decision (id, concern_id, caseload_id, what, keep_until, reason, decided_at, decided_by)
    select decision, f.concern_id, f.caseload_id, decide.what, until, why, app.at(), app.actor()
      from concern.case_file f where f.concern_id = target;
  return true;
end
$$;

-- Whoever handles the case takes a decision back.
create function retention.take_back(target uuid) returns boolean
  language plpgsql security definer set search_path = '' as $$
begin
  update retention.decision d set ended_at = app.at(), ended_by = app.actor()
    where d.concern_id = target and d.ended_at is null
      and d.caseload_id = any (app.ids('caseloads')) and d.concern_id <> all (app.ids('excluded'));
  return found;
end
$$;

-- Every row that hangs on a concern, found along the catalogue's foreign keys, whoever made the table: the concern, what
-- names it, what names that, and so on. Table → places of its rows, all of them locked.
create function retention.hanging_on(target uuid) returns jsonb
  language plpgsql set search_path = '' as $$
declare
  found jsonb := jsonb_build_object('concern.concern', array(
    select c.ctid::text from concern.concern c where c.id = target for update));
  known tid[];
  fresh text[];
  grew boolean := true;
  key record;
begin
  while grew loop
    grew := false;
    for key in
      select k.conrelid::regclass::text as child, k.confrelid::regclass::text as parent,
          string_agg(format('c.%I = p.%I', a.attname, b.attname), ' and ') as matched
        from pg_constraint k
          cross join unnest(k.conkey, k.confkey) as u (here, there)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.here
          join pg_attribute b on b.attrelid = k.confrelid and b.attnum = u.there
        where k.contype = 'f' and found ? k.confrelid::regclass::text
        group by k.oid order by k.oid
    loop
      known := array(select x::tid from jsonb_array_elements_text(coalesce(found -> key.child, '[]')) x);
      execute format('select array(select distinct x.ctid from (
          select c.ctid from %s c join %s p on %s where p.ctid = any ($1) and c.ctid <> all ($2) for update of c) x)::text[]',
          key.child, key.parent, key.matched)
        into fresh using array(select x::tid from jsonb_array_elements_text(found -> key.parent) x), known;
      if fresh <> '{}' then
        grew := true;
        found := found || jsonb_build_object(key.child, coalesce(found -> key.child, '[]') || to_jsonb(fresh));
      end if;
    end loop;
  end loop;
  return found;
end
$$;

-- Deletes them, those first on which nothing hangs. Gives how many there were of each table, and the ids of those that the
-- audit record vouches for. Kept for good is what is configuration, somebody's own row or the audit's: where such a row hangs
-- on a case somebody has to decide, so it refuses.
create function retention.erase(target uuid) returns jsonb
  language plpgsql set search_path = '' as $$
declare
  left_over jsonb := retention.hanging_on(target);
  counts jsonb := '{}';
  contents jsonb := '{}';
  ids jsonb;
  next text;
begin
  if exists (
    select from jsonb_object_keys(left_over) t join app.protected_table p on p.table_name = t::regclass
      where p.retention_class not in ('child-protection', 'staff-allegation', 'working-copy')) then
    raise exception 'a row that is kept for good hangs on this case';
  end if;
  while left_over <> '{}' loop
    select t into next from jsonb_object_keys(left_over) t
      where not exists (
        select from pg_constraint k where k.contype = 'f' and k.confrelid = t::regclass and k.conrelid <> k.confrelid
          and left_over ? k.conrelid::regclass::text)
      order by t limit 1;
    if next is null then
      raise exception 'tables that hang on a case refer to each other in a circle';
    end if;
    if exists (select from audit.content_table c where c.name = next) then
      execute format('select jsonb_agg(r.id) from %s r where r.ctid = any ($1)', next)
        into ids using array(select x::tid from jsonb_array_elements_text(left_over -> next) x);
      contents := contents || jsonb_build_object(next, ids);
    end if;
    execute format('delete from %s r where r.ctid = any ($1)', next)
      using array(select x::tid from jsonb_array_elements_text(left_over -> next) x);
    counts := counts || jsonb_build_object(next, jsonb_array_length(left_over -> next));
    left_over := left_over - next;
  end loop;
  -- What names it without a foreign key.
  delete from concern.link l where l.kind = 'concern' and l.target = erase.target::text;
  delete from concern.draft d where d.sent_concern_id = erase.target;
  delete from mail.outbox m where m.link like '/concerns/' || erase.target || '%';
  update concern.transfer t set concern_ids = array_remove(t.concern_ids, erase.target) where t.concern_ids @> array[erase.target];
  return jsonb_build_object('counts', counts, 'contents', contents, 'files', coalesce((counts ->> 'evidence.item')::int, 0));
end
$$;
revoke all on function retention.hanging_on, retention.erase from public;

-- The second of two agrees, and it is gone. Null where there is nothing to agree to for this person.
create function retention.destroy(certificate uuid, target uuid, held_in_backups_until date) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  state record;
  asked retention.decision;
  lies_in uuid;
  chains uuid[];
  done jsonb;
begin
  -- Locked first: no note, no hold and no reopening slips in between. A hold on a child locks the child.
  perform 1 from concern.concern c where c.id = target for update;
  perform 1 from concern.case_file f where f.concern_id = target for update;
  perform 1 from people.person n where n.id in (select p.person_id from concern.party p where p.concern_id = target)
    order by n.id for update;
  select * into state from retention.state_of(target);
  select * into asked from retention.decision d where d.concern_id = target and d.what = 'destroy' and d.ended_at is null;
  if state.concern_id is null or asked.id is null or asked.decided_by = app.actor()
      or state.blocks <> '{}' or state.due_on > retention.today() then
    return null;
  end if;
  lies_in := asked.caseload_id;
  -- What a school's chain vouches for is said to be gone in that chain, and the case may have come from another school.
  chains := array(
    select state.school_id union
    select t.from_school_id from concern.transfer t where t.state = 'received' and t.concern_ids @> array[target]);
  done := retention.erase(target);
  insert into retention.destruction (id, trust_id, school_id, caseload_id, concern_id, reference, class, source, amount, due_on,
      birth_known, asked_by, asked_at, agreed_by, destroyed_at, row_counts, files, backups_until)
    select certificate, state.trust_id, state.school_id, lies_in, target, state.reference, r.class,
        r.source || ', ' || r.edition, state.amount, state.due_on, state.birth_known, asked.decided_by, asked.decided_at,
        app.actor(), app.at(), done -> 'counts', (done ->> 'files')::int, held_in_backups_until
      from retention.rule r where r.class = state.class;
  return done || jsonb_build_object('schoolId', state.school_id, 'chains', chains);
end
$$;
revoke all on function retention.due, retention.state_of, retention.due_counts, retention.decide, retention.take_back,
  retention.destroy from public;
grant execute on function retention.due, retention.state_of, retention.due_counts, retention.decide, retention.take_back,
  retention.destroy to gatehouse_person;

-- A restore from a backup that is older than a destruction brings the case back; the list that is kept outside brings its
-- certificate, and the case goes again. Null where that backup knows neither. For the owner, who restores, and nobody else.
create function retention.destroy_again(listed jsonb) returns jsonb
  language plpgsql set search_path = '' as $$
declare
  again retention.destruction := jsonb_populate_record(null::retention.destruction, listed);
  done jsonb := '{"contents": {}}';
begin
  if not exists (select from concern.caseload l where l.id = again.caseload_id)
      or exists (select from retention.destruction d where d.id = again.id) then
    return null;
  end if;
  if exists (select from concern.concern c where c.id = again.concern_id) then
    done := retention.erase(again.concern_id);
  end if;
  again.asked_by := (select p.id from people.person p where p.id = again.asked_by);
  again.agreed_by := (select p.id from people.person p where p.id = again.agreed_by);
  insert into retention.destruction select again.*;
  return done;
end
$$;
revoke all on function retention.destroy_again from public;
