-- Who is responsible for what (SY-1.5, SY-2.2a): a register over time. Duties that read cases stay appointments, given by
-- two people (0003); what stands here reads no case, and is given by the Head or the trust's lead alone (ADR 0022).

-- `during` is what held: it is cut short when somebody ends it, never moved and never reaching back. What it was meant to
-- be, by whom and why, stands in the deeds.
create table people.responsibility (
  id uuid primary key,
  trust_id uuid not null references people.trust,
  school_id uuid,
  place_id uuid not null generated always as (coalesce(school_id, trust_id)) stored,
  kind text not null check (kind in (
    'filtering_lead', 'link_governor', 'searcher', 'counter_signer', 'trust_it_lead', 'information_manager')),
  person_id uuid not null,
  as_cover boolean not null default false,
  during daterange not null check (not isempty(during) and not lower_inf(during)),
  check ((school_id is null) = (kind in ('trust_it_lead', 'information_manager'))),
  -- Cover starts and ends by itself, so it says when.
  check (not as_cover or not upper_inf(during)),
  foreign key (person_id, trust_id) references people.person (id, trust_id),
  foreign key (school_id, trust_id) references people.school (id, trust_id),
  constraint responsibility_once exclude using gist (place_id with =, kind with =, person_id with =, during with &&),
  -- One holder, and one who covers.
  constraint responsibility_one_holder exclude using gist (
    place_id with =, kind with =, (as_cover::int) with =, during with &&) where (kind not in ('searcher', 'counter_signer'))
);
create index responsibility_person on people.responsibility (person_id);
select app.protect('people.responsibility', 'person');

-- What was done, by whom and why: written once. `during` is the period as the deed left it, empty where it never came to be.
create table people.responsibility_deed (
  id uuid primary key,
  responsibility_id uuid not null,  -- no reference: what is taken back before its first day is in the register no more
  place_id uuid not null,
  kind text not null,
  person_id uuid not null references people.person,
  as_cover boolean not null,
  during daterange not null,
  what text not null check (what in ('given', 'ended')),
  reason text not null check (reason <> ''),
  done_by uuid not null references people.person,
  done_at timestamptz not null,
  salt bytea not null default uuid_send(gen_random_uuid())
);
create index responsibility_deed_place on people.responsibility_deed (place_id, done_at desc);
select app.protect('people.responsibility_deed', 'person');
select audit.register_content('people.responsibility_deed');

-- A holder hands over: the successor has it from the day on once whoever gives it has agreed.
create table people.handover (
  id uuid primary key,
  responsibility_id uuid not null,
  place_id uuid not null,
  kind text not null,
  from_person_id uuid not null references people.person,
  to_person_id uuid not null references people.person,
  from_day date not null,
  notes text not null check (notes <> ''),
  asked_by uuid not null references people.person,
  asked_at timestamptz not null,
  decided_by uuid references people.person,
  decided_at timestamptz,
  agreed boolean,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check (from_person_id <> to_person_id),
  check ((decided_at is null) = (agreed is null))
);
create index handover_place on people.handover (place_id, asked_at desc);
create unique index handover_waits on people.handover (responsibility_id) where agreed is null;
select app.protect('people.handover', 'person');
select audit.register_content('people.handover', '{decided_by,decided_at,agreed}');

-- The schools whose Head the actor is today, cover included, and for the trust's lead every school and the trust; empty
-- without a second factor (no recovery_trust then). A set like those of app.enter_person, asked for once a statement and
-- only where it is needed.
create function people.led_places() returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct p.id), '{}')
  from people.appointment a
  cross join lateral (
    select a.school_id as id where a.role = 'head'
    union all
    select s.id from people.school s where a.role = 'trust_safeguarding_lead' and s.trust_id = a.trust_id
    union all
    select a.trust_id where a.role = 'trust_safeguarding_lead') p
  where a.person_id = app.actor() and a.during @> (app.at() at time zone 'Europe/London')::date
    and a.trust_id = any (app.ids('recovery_trust'))
$$;

-- Gives and ends this kind at this place. Searching pupils is authorised by the Head alone: the law names nobody above.
create function people.gives(place uuid, what text) returns boolean
  language sql stable security definer set search_path = '' as $$
  select place = any (people.led_places()) and (what <> 'searcher' or exists (
    select from people.appointment a
    where a.person_id = app.actor() and a.role = 'head' and a.school_id = place
      and a.during @> (app.at() at time zone 'Europe/London')::date))
$$;

-- The posts from which each is held; a school's are held by its own people.
create function people.posts_for(what text) returns text[]
  language sql immutable set search_path = '' as $$
  select case what
    when 'filtering_lead' then array['slt', 'head', 'dsl', 'deputy_dsl']
    when 'link_governor' then array['governor', 'chair_of_governors']
    when 'searcher' then array['teacher', 'teaching_assistant', 'peripatetic', 'office', 'it', 'slt', 'dsl', 'deputy_dsl', 'head']
    when 'counter_signer' then array['slt', 'dsl', 'deputy_dsl', 'head', 'chair_of_governors']
    when 'trust_it_lead' then array['trust_it']
    when 'information_manager' then array['information_manager', 'trust_it', 'trustee', 'office', 'slt', 'head'] end
$$;

create function people.may_hold(person uuid, place uuid, what text, day date) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from people.appointment a
    where a.person_id = person and a.during @> day and a.role = any (people.posts_for(what))
      and (a.school_id = place or a.trust_id = place))
$$;

-- The whole register: duties that read cases, from the appointments, and what stands above. Somebody holds a
-- responsibility only while they have a post there, so a leaver has left it by themself. For the owner's functions.
create function people.register(places uuid[])
  returns table (id uuid, place_id uuid, kind text, person_id uuid, as_cover boolean, during daterange)
  language sql stable set search_path = '' as $$
  select a.id, coalesce(a.school_id, a.trust_id), case a.role when 'head' then 'nominated_senior_person' else a.role end,
      a.person_id, a.as_cover, a.during
    from people.appointment a
    where a.role in ('head', 'dsl', 'deputy_dsl', 'chair_of_governors', 'trust_safeguarding_lead')
      and (a.school_id = any (places) or (a.school_id is null and a.trust_id = any (places)))
  union all
  select r.id, r.place_id, r.kind, r.person_id, r.as_cover, held
    from people.responsibility r
    cross join lateral unnest(datemultirange(r.during) * coalesce((
      select range_agg(a.during) from people.appointment a
      where a.person_id = r.person_id and (a.school_id = r.place_id or a.trust_id = r.place_id)), '{}')) held
    where r.place_id = any (places)
$$;

-- As far as the actor may know: what holds today at their schools and at the trust; their own ever; and where they lead,
-- everything, past and to come.
create function people.held(places uuid[])
  returns table (id uuid, place_id uuid, kind text, person_id uuid, as_cover boolean, during daterange)
  language sql stable security definer set search_path = '' as $$
  with scope as materialized (
    select l.led, app.ids('schools') || app.ids('trust') || l.led as seen, app.actor() as me,
      (app.at() at time zone 'Europe/London')::date as today
    from (select people.led_places() as led) l)
  select r.* from people.register(places) r, scope
  where r.place_id = any (scope.seen)
    and (r.during @> scope.today or r.person_id = scope.me or r.place_id = any (scope.led))
$$;

-- Who holds a responsibility on a day, cover included: what other parts of Gatehouse ask. Nobody learns more than above.
create function people.holders(place uuid, what text, day date) returns table (person_id uuid, as_cover boolean)
  language sql stable security definer set search_path = '' as $$
  select h.person_id, bool_and(h.as_cover) from people.held(array[place]) h
  where h.kind = what and h.during @> day
  group by h.person_id order by 2, 1
$$;

-- Everybody may know who is responsible at the trust, though they see nobody else of its people.
create function people.trust_holders() returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct r.person_id), '{}') from people.responsibility r
  where r.school_id is null and r.trust_id = (app.ids('trust'))[1]
    and r.during @> (app.at() at time zone 'Europe/London')::date
$$;
create policy trust_holders on people.person for select to gatehouse_person
  using (id = any ((select people.trust_holders())::uuid[]));

-- Reasons and notes are for who gives, who gets and who holds.
grant select on people.responsibility_deed, people.handover to gatehouse_person;
create policy concerned on people.responsibility_deed for select to gatehouse_person
  using (person_id = (select app.actor()) or place_id = any ((select people.led_places())::uuid[]));
create policy concerned on people.handover for select to gatehouse_person
  using (from_person_id = (select app.actor()) or to_person_id = (select app.actor())
    or place_id = any ((select people.led_places())::uuid[]));

-- 42501 is "you may not", GH404 "nothing there that you may see", GH409 "not in this state (any more)".
create function people.refuse(code text, why text) returns void
  language plpgsql set search_path = '' as $$
begin
  raise exception using errcode = code, message = why;
end
$$;

create function people.write_deed(deed uuid, held people.responsibility, left_with daterange, which text, why text) returns void
  language sql set search_path = '' as $$
  insert into people.responsibility_deed (id, responsibility_id, place_id, kind, person_id, as_cover, during, what, reason,
      done_by, done_at)
    values (deed, held.id, held.place_id, held.kind, held.person_id, held.as_cover, left_with, which, why, app.actor(), app.at())
$$;

create function people.put_responsibility(
  new_id uuid, deed uuid, place uuid, what text, person uuid, cover boolean, held daterange, why text) returns void
  language plpgsql set search_path = '' as $$
declare
  kept people.responsibility;
begin
  -- Nobody held yesterday what they are given today.
  if lower(held) is null or lower(held) < (app.at() at time zone 'Europe/London')::date then
    perform people.refuse('GH409', 'a responsibility begins today or later');
  end if;
  -- Who searches a pupil, and who signs for what another did, is never one's own to say.
  if what in ('searcher', 'counter_signer') and person = app.actor() then
    perform people.refuse('GH403', 'nobody gives this to themself');
  end if;
  if people.may_hold(person, place, what, lower(held)) is not true then
    perform people.refuse('GH409', 'has no post from which this is held');
  end if;
  insert into people.responsibility (id, trust_id, school_id, kind, person_id, as_cover, during)
    select new_id, p.trust_id, nullif(place, p.trust_id), what, person, cover, held
    from people.person p where p.id = person
    returning * into strict kept;
  perform people.write_deed(deed, kept, held, 'given', why);
end
$$;

create function people.give_responsibility(
  new_id uuid, deed uuid, place uuid, what text, person uuid, cover boolean, held daterange, why text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if people.gives(place, what) is not true then
    perform people.refuse('42501', 'only the Head of that school or the trust''s lead gives a responsibility');
  end if;
  perform people.put_responsibility(new_id, deed, place, what, person, cover, held, why);
end
$$;

-- `until` is the first day on which it is held no longer: today ends it at once. One that has not begun is taken back whole.
create function people.cut_responsibility(target uuid, deed uuid, until date, why text) returns void
  language plpgsql set search_path = '' as $$
declare
  held people.responsibility;
begin
  select * into strict held from people.responsibility r where r.id = target for update;
  if until < (app.at() at time zone 'Europe/London')::date or (not upper_inf(held.during) and until > upper(held.during)) then
    perform people.refuse('GH409', 'the past stays as it was, and an end only comes sooner');
  end if;
  if until > lower(held.during) then
    update people.responsibility r set during = daterange(lower(r.during), until) where r.id = target;
    perform people.write_deed(deed, held, daterange(lower(held.during), until), 'ended', why);
  else
    delete from people.responsibility r where r.id = target;
    perform people.write_deed(deed, held, 'empty', 'ended', why);
  end if;
end
$$;

create function people.end_responsibility(target uuid, deed uuid, until date, why text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  held people.responsibility;
begin
  select * into held from people.responsibility r
    where r.id = target and r.place_id = any (people.led_places()) for update;
  if not found then
    perform people.refuse('GH404', 'no such responsibility');
  end if;
  if people.gives(held.place_id, held.kind) is not true then
    perform people.refuse('42501', 'only the Head of that school ends what the Head alone gives');
  end if;
  perform people.cut_responsibility(target, deed, until, why);
  update people.handover h set decided_by = app.actor(), decided_at = app.at(), agreed = false
    where h.responsibility_id = target and h.agreed is null;
end
$$;

-- By the holder, or by whoever gives it. What the Head alone authorises person by person is not handed on.
create function people.ask_handover(new_id uuid, target uuid, successor uuid, day date, words text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  held people.responsibility;
begin
  select * into held from people.responsibility r
    where r.id = target and (r.person_id = app.actor() or r.place_id = any (people.led_places())) for update;
  if not found then
    perform people.refuse('GH404', 'no such responsibility');
  end if;
  if held.kind = 'searcher' or held.as_cover then
    perform people.refuse('42501', 'an authorisation to search, and cover, are not handed over');
  end if;
  if day < (app.at() at time zone 'Europe/London')::date or day <= lower(held.during) or not held.during @> (day - 1) then
    perform people.refuse('GH409', 'a handover follows a day on which it is held');
  end if;
  if people.may_hold(successor, held.place_id, held.kind, day) is not true then
    perform people.refuse('GH409', 'has no post from which this is held');
  end if;
  insert into people.handover (id, responsibility_id, place_id, kind, from_person_id, to_person_id, from_day, notes,
      asked_by, asked_at)
    values (new_id, target, held.place_id, held.kind, held.person_id, successor, day, words, app.actor(), app.at());
end
$$;

-- A duty that reads cases is given to the successor by two (0003); what its holder hands over here are the notes. They go
-- to somebody who has the same duty at the same place, now or from a day that is written down.
create function people.leave_notes(new_id uuid, duty uuid, successor uuid, words text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  today date := (app.at() at time zone 'Europe/London')::date;
  held people.appointment;
  begins date;
begin
  select * into held from people.appointment a
    where a.id = duty and a.person_id = app.actor() and (upper_inf(a.during) or upper(a.during) > today)
      and a.trust_id = any (app.ids('recovery_trust'))
      and a.role in ('head', 'dsl', 'deputy_dsl', 'chair_of_governors', 'trust_safeguarding_lead');
  if not found then
    perform people.refuse('GH404', 'no such duty of the actor''s');
  end if;
  select min(greatest(lower(a.during), today)) into begins from people.appointment a
    where a.person_id = successor and a.person_id <> app.actor() and a.role = held.role
      and a.trust_id = held.trust_id and a.school_id is not distinct from held.school_id
      and (upper_inf(a.during) or upper(a.during) > today);
  if begins is null then
    perform people.refuse('GH409', 'two people have not given them this duty');
  end if;
  insert into people.handover (id, responsibility_id, place_id, kind, from_person_id, to_person_id, from_day, notes,
      asked_by, asked_at, decided_by, decided_at, agreed)
    values (new_id, duty, coalesce(held.school_id, held.trust_id),
      case held.role when 'head' then 'nominated_senior_person' else held.role end,
      app.actor(), successor, begins, words, app.actor(), app.at(), app.actor(), app.at(), true);
end
$$;

-- Agreed to, the old period ends the day before and the new one begins, in one transaction. One that was agreed to too
-- late begins today.
create function people.decide_handover(
  target uuid, agree boolean, new_id uuid, end_deed uuid, give_deed uuid, why text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  asked people.handover;
  held people.responsibility;
  goes_to daterange;
begin
  select * into asked from people.handover h
    where h.id = target and (h.place_id = any (people.led_places()) or (h.from_person_id = app.actor() and not agree)) for update;
  if not found then
    perform people.refuse('GH404', 'no such handover');
  end if;
  if asked.agreed is not null then
    perform people.refuse('GH409', 'this handover no longer waits');
  end if;
  if agree then
    select * into held from people.responsibility r where r.id = asked.responsibility_id for update;
    if people.gives(held.place_id, held.kind) is not true then
      perform people.refuse('42501', 'only whoever gives it agrees to a handover');
    end if;
    goes_to := daterange(greatest(asked.from_day, (app.at() at time zone 'Europe/London')::date), upper(held.during));
    if isempty(goes_to) or lower(goes_to) <= lower(held.during) then
      perform people.refuse('GH409', 'it is held no longer');
    end if;
    perform people.cut_responsibility(held.id, end_deed, lower(goes_to), why);
    perform people.put_responsibility(new_id, give_deed, held.place_id, held.kind, asked.to_person_id, false, goes_to, why);
  end if;
  update people.handover h set decided_by = app.actor(), decided_at = app.at(), agreed = agree where h.id = target;
end
$$;

-- What is missing or about to be where the actor leads: nobody holds it, cover ends within a week, the holder leaves within
-- four weeks and nobody follows, the holder was missing from the last roster.
create function people.responsibility_gaps() returns table (place_id uuid, kind text, what text, person_id uuid, last_day date)
  language sql stable security definer set search_path = '' as $$
  with
    led as materialized (select unnest(people.led_places()) as id),
    today as (select (app.at() at time zone 'Europe/London')::date as d),
    held as materialized (
      select r.* from people.register((select array_agg(id) from led)) r, today
      where r.during && daterange(today.d, today.d + 30)),
    wanted as (
      select l.id as place_id, w.kind
        from led l left join people.school s on s.id = l.id
        join (values ('nominated_senior_person', false), ('dsl', false), ('filtering_lead', false), ('link_governor', false),
          ('trust_safeguarding_lead', true), ('trust_it_lead', true), ('information_manager', true)) w (kind, at_trust)
          on w.at_trust = (s.id is null)),
    now_held as (select h.*, upper(h.during) - 1 as last_day from held h, today where h.during @> today.d)
  select w.place_id, w.kind, 'vacant', null::uuid, null::date from wanted w
    where not exists (select from now_held h where h.place_id = w.place_id and h.kind = w.kind)
  union all
  select h.place_id, h.kind, 'cover_ends', h.person_id, h.last_day from now_held h, today
    where h.as_cover and upper(h.during) <= today.d + 7
  union all
  select h.place_id, h.kind, 'leaves', h.person_id, h.last_day
    from now_held h join wanted w using (place_id, kind), today
    where not h.as_cover and upper(h.during) <= today.d + 28 and not exists (
      select from held f where f.place_id = h.place_id and f.kind = h.kind and f.during @> upper(h.during))
  union all
  select distinct h.place_id, h.kind, 'missing', h.person_id, null::date
    from now_held h join people.proposed_leaver l on l.person_id = h.person_id and l.school_id = h.place_id
$$;

revoke all on function people.led_places, people.gives, people.posts_for, people.may_hold, people.register, people.held,
  people.holders, people.trust_holders, people.refuse, people.write_deed, people.put_responsibility,
  people.give_responsibility, people.cut_responsibility, people.end_responsibility, people.ask_handover,
  people.leave_notes, people.decide_handover, people.responsibility_gaps from public;
grant execute on function people.led_places, people.gives, people.posts_for, people.held, people.holders,
  people.trust_holders, people.give_responsibility, people.end_responsibility, people.ask_handover, people.leave_notes,
  people.decide_handover, people.responsibility_gaps to gatehouse_person;

-- Open cases and actions that lie with somebody who reads them no longer, or soon will not: whoever handles them sees to
-- it that others take them on. Counted in indexes alone: whoever leads a trust counts tens of thousands.
create index case_assigned on concern.case_file (caseload_id, assigned_to) include (concern_id)
  where status <> 'closed' and assigned_to is not null;
create index action_of on concern.action (caseload_id, owner_id) include (concern_id) where done_at is null;

-- Works as the owner, since whoever handles a case need not see the posts and accounts of who left; it takes the scope
-- sets of the policies. `last_day` is the last on which they read it, where that is known and still to come.
create function concern.left_behind()
  returns table (person_id uuid, school_id uuid, what text, last_day date, cases int, actions int)
  language sql stable security definer set search_path = '' as $$
  with
    today as (select (app.at() at time zone 'Europe/London')::date as d),
    work as (
      select f.caseload_id, f.assigned_to as person_id, count(*)::int as cases, 0 as actions, 0 as shut
        from concern.case_file f
        where f.caseload_id = any ((select app.ids('caseloads'))::uuid[]) and f.status <> 'closed' and f.assigned_to is not null
          and f.concern_id <> all ((select app.ids('excluded'))::uuid[])
        group by 1, 2
      union all
      select a.caseload_id, a.owner_id, 0, count(*)::int, 0
        from concern.action a
        where a.caseload_id = any ((select app.ids('caseloads'))::uuid[]) and a.done_at is null
          and a.concern_id <> all ((select app.ids('excluded'))::uuid[])
        group by 1, 2
      union all
      -- Whoever was shut out of a case since can do nothing about an action in it either.
      select a.caseload_id, a.owner_id, 0, 0, count(*)::int
        from unnest(app.ids('caseloads')) l (id)
        join concern.exclusion e on e.caseload_id = l.id
        join concern.action a on a.concern_id = e.concern_id and a.owner_id = e.person_id
        where e.state <> 'lifted' and a.done_at is null
          and a.concern_id <> all ((select app.ids('excluded'))::uuid[])
        group by 1, 2),
    hands as (
      select w.caseload_id, w.person_id, sum(w.cases)::int as cases, sum(w.actions)::int as actions, sum(w.shut)::int as shut
        from work w group by 1, 2),
    reading as (
      select h.*, l.school_id, r.today, r.later, r.last_day, exists (
          select from people.proposed_leaver p where p.person_id = h.person_id and p.school_id = l.school_id) as missing
        from hands h join concern.caseload l on l.id = h.caseload_id
        cross join lateral (
          select coalesce(bool_or(a.during @> t.d), false) as today, coalesce(bool_or(a.during @> t.d + 28), false) as later,
              max(upper(a.during)) - 1 as last_day
            from people.appointment a, today t
            where a.person_id = h.person_id and (a.school_id = l.school_id or (a.school_id is null and a.trust_id = l.trust_id))
              and (upper_inf(a.during) or upper(a.during) > t.d)
              and a.role = any (case l.stream
                when 'child' then array['dsl', 'deputy_dsl', 'head', 'trust_safeguarding_lead']
                when 'adult' then array['head']
                else array['chair_of_governors', 'trust_safeguarding_lead'] end)
              and not exists (
                select from signin.account c where c.person_id = a.person_id and c.disabled_at is not null)) r)
  -- Of somebody who reads on, only what they are shut out of is left behind.
  select r.person_id, r.school_id,
      min(case when not r.today then 'gone' when not r.later then 'leaves' when r.missing then 'missing' else 'gone' end),
      min(case when r.today and not r.later then r.last_day end),
      sum(case when r.today and r.later and not r.missing then 0 else r.cases end)::int,
      sum(case when r.today and r.later and not r.missing then r.shut else r.actions end)::int
    from reading r
    where not r.today or not r.later or r.missing or r.shut > 0
    group by 1, 2
$$;
revoke all on function concern.left_behind from public;
grant execute on function concern.left_behind to gatehouse_person;
