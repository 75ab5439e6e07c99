-- Accounts, sessions, recovery and rate limits: their own role, never a person's (design rules 1 and 2).

create schema signin;
grant usage on schema signin to gatehouse_person, gatehouse_signin, gatehouse_visitor, gatehouse_housekeeper;

create table signin.account (
  person_id uuid primary key references people.person,
  user_name text not null check (user_name = lower(user_name) and user_name ~ '^[a-z0-9][a-z0-9._@-]{1,63}$'),
  password_hash text,
  totp_sealed bytea,             -- AES-256-GCM under the master key: a stolen database does not yield it
  totp_last_step bigint,         -- a code is used once
  has_password boolean not null generated always as (password_hash is not null) stored,
  has_authenticator boolean not null generated always as (totp_sealed is not null) stored,
  disabled_at timestamptz,
  created_at timestamptz not null,
  ever_used boolean not null default false, -- has had a password, once: never false again
  -- One person alone gave this sign-in anew: what its holder wrote until then stays shut (app.enter_person) until a
  -- case reader, none of those who ever reset it, has said who they are.
  reset_alone_at timestamptz,
  reset_by uuid[] not null default '{}',
  vouched_by uuid[] not null default '{}',
  unique (user_name)
);
create index account_reset_alone on signin.account (person_id) where reset_alone_at is not null;
select app.protect('signin.account', 'sign-in');

create function signin.keep_ever_used() returns trigger language plpgsql set search_path = '' as $$
begin
  new.ever_used := new.ever_used or new.password_hash is not null or (tg_op = 'UPDATE' and old.ever_used);
  return new;
end
$$;
create trigger keep_ever_used before insert or update on signin.account
  for each row execute function signin.keep_ever_used();

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

-- One-time codes: an invitation to set a password, a recovery, or the step between password and authenticator.
-- Only a hash is kept, of a code that somebody reads out a keyed one.
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

-- A case reader's lost sign-in is given back in person, by two people; so is their first (design rule 2).
create table signin.recovery (
  id uuid primary key,
  person_id uuid not null references people.person,
  trust_id uuid not null references people.trust,
  started_by uuid not null references people.person,
  started_at timestamptz not null,
  reason text not null check (reason <> ''),
  user_name text,                -- for somebody who has no account yet
  confirmed_by uuid references people.person,
  confirmed_at timestamptz,
  cancelled_by uuid references people.person,
  cancelled_at timestamptz,
  used_at timestamptz,
  expires_at timestamptz not null,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check (confirmed_by is null or (confirmed_by <> started_by and confirmed_by <> person_id)),
  check (started_by <> person_id)
);
create index recovery_trust on signin.recovery (trust_id, started_at desc);
select app.protect('signin.recovery', 'sign-in');
select audit.register_content('signin.recovery', '{confirmed_by,confirmed_at,cancelled_by,cancelled_at,used_at}');

-- A duty that reads cases: asked by a Head or the trust's lead, written only once a second case reader agrees.
create table signin.duty_grant (
  id uuid primary key,
  person_id uuid not null references people.person,
  trust_id uuid not null references people.trust,
  school_id uuid references people.school,
  role text not null check (role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')),
  as_cover boolean not null,
  during daterange not null check (not isempty(during)),
  user_name text,
  asked_by uuid not null references people.person,
  asked_at timestamptz not null,
  confirmed_by uuid references people.person,
  confirmed_at timestamptz,
  cancelled_by uuid references people.person,
  cancelled_at timestamptz,
  expires_at timestamptz not null,
  appointment_id uuid references people.appointment,
  salt bytea not null default uuid_send(gen_random_uuid()),
  check ((school_id is null) = (role = 'trust_safeguarding_lead')),
  check (confirmed_by is null or (confirmed_by <> asked_by and confirmed_by <> person_id)),
  check (asked_by <> person_id)
);
create index duty_grant_trust on signin.duty_grant (trust_id, asked_at desc);
select app.protect('signin.duty_grant', 'sign-in');
select audit.register_content('signin.duty_grant', '{confirmed_by,confirmed_at,cancelled_by,cancelled_at,appointment_id}');

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

grant select, update (used_at) on signin.recovery to gatehouse_signin;
create policy signin_uses on signin.recovery to gatehouse_signin using (true);

-- List and end mine; what has ended stays so.
grant select (id, person_id, created_at, last_seen_at, ends_at, ended_at, second_factor, user_agent, address_hint)
  on signin.session to gatehouse_person;
grant update (ended_at) on signin.session to gatehouse_person;
create policy mine on signin.session to gatehouse_person using (person_id = (select app.actor()))
  with check (person_id = (select app.actor()) and ended_at is not null);

-- Who has an account: for whoever keeps a school's roster, and for case readers, who give each other's back.
grant select (person_id, user_name, has_password, has_authenticator, disabled_at, created_at, ever_used,
    reset_alone_at, vouched_by)
  on signin.account to gatehouse_person;
create policy roster_reads on signin.account for select to gatehouse_person
  using (person_id in (
    select a.person_id from people.appointment a where a.school_id = any ((select app.ids('roster_schools'))::uuid[])));
-- `exists`, so that the few accounts of a page are looked up one by one, and not everybody in the trust read for them.
create policy recovery_reads on signin.account for select to gatehouse_person
  using (exists (
    select from people.person p
    where p.id = person_id and p.kind = 'adult' and p.trust_id = (select app.ids('recovery_trust'))[1]));

-- Read by case readers; written by the functions below alone, which check who asks and who agrees.
grant select on signin.recovery, signin.duty_grant to gatehouse_person;
create policy case_readers on signin.recovery for select to gatehouse_person
  using (trust_id = (select app.ids('recovery_trust'))[1]);
create policy case_readers on signin.duty_grant for select to gatehouse_person
  using (trust_id = (select app.ids('recovery_trust'))[1]);

grant select, delete on signin.session, signin.pass to gatehouse_housekeeper;
create policy housekeeping on signin.session to gatehouse_housekeeper using (ended_at is not null or ends_at < (select app.at()));
create policy housekeeping on signin.pass to gatehouse_housekeeper using (expires_at < (select app.at()));
grant select, delete on signin.attempt to gatehouse_housekeeper;
create policy housekeeping on signin.attempt to gatehouse_housekeeper
  using (window_began < (select app.at()) - interval '1 day');

-- A parked form: what somebody typed when their session had already ended. Given back on their next sign-in. Where the
-- session had been ended by somebody, whoever holds its cookie may not be its person: `claim` is the hash of what the browser
-- was given then, and until that browser signs in as this person, the form is nobody's.
create table signin.parked_form (
  id uuid primary key,
  person_id uuid not null references people.person,
  path text not null,
  fields jsonb not null,
  parked_at timestamptz not null,
  claim bytea
);
select app.protect('signin.parked_form', 'working-copy');
create index parked_form_person on signin.parked_form (person_id, parked_at desc);
grant select (id, person_id, path, parked_at, claim), insert, update (claim), delete on signin.parked_form to gatehouse_signin;
create policy parking on signin.parked_form to gatehouse_signin using (true);
grant select, delete on signin.parked_form to gatehouse_person;
create policy mine on signin.parked_form to gatehouse_person
  using (person_id = (select app.actor()) and claim is null and id <> all ((select app.ids('withheld'))::uuid[]));
grant select, delete on signin.parked_form to gatehouse_housekeeper;
create policy housekeeping on signin.parked_form to gatehouse_housekeeper using (parked_at < (select app.at()) - interval '7 days');

-- The functions below are the only way in which one person changes another's sign-in. They run as the owner and look
-- at the actor's own duties, so that what the pages forget to check is refused here. 42501 is "you may not";
-- GH404 "nothing there that you may see"; GH409 "not in this state (any more)".

create function signin.today() returns date language sql stable set search_path = ''
  as $$ select (app.at() at time zone 'Europe/London')::date $$;

-- Reads cases, now or from a day that is already written down.
create function signin.reads_cases(person uuid) returns boolean language sql stable security definer set search_path = ''
  as $$
  select exists (
    select from people.appointment a
    where a.person_id = person and (upper_inf(a.during) or upper(a.during) > signin.today())
      and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead'))
$$;

-- One person alone resets or closes a sign-in only where they keep the roster of every school at which its holder has
-- a post, now or from a day that is written down; the trust's own people are for trust IT and the trust's lead.
create function signin.keeps_roster_of(person uuid) returns boolean language sql stable security definer set search_path = ''
  as $$
  select person <> app.actor() and coalesce(bool_and(
      case when a.school_id is not null then a.school_id = any (app.ids('roster_schools'))
        else exists (
          select from people.appointment t
          where t.person_id = app.actor() and t.during @> signin.today() and t.trust_id = a.trust_id
            and (t.role = 'trust_it'
              or (t.role = 'trust_safeguarding_lead' and t.trust_id = any (app.ids('recovery_trust'))))) end), false)
  from people.appointment a
  where a.person_id = person and (upper_inf(a.during) or upper(a.during) > signin.today())
$$;

-- Is the trust's lead, or Head of the school. The actor is so only when signed in with a second factor (else no
-- recovery_trust); of whoever asked for something it is looked up again when somebody agrees.
create function signin.still_leads(person uuid, school uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from people.appointment a
    where a.person_id = person and a.during @> signin.today() and a.trust_id = any (app.ids('recovery_trust'))
      and (a.role = 'trust_safeguarding_lead' or (a.role = 'head' and a.school_id = school)))
$$;

create function signin.leads(school uuid) returns boolean language sql stable security definer set search_path = ''
  as $$ select signin.still_leads(app.actor(), school) $$;

-- Somebody of a school that the asker leads, whatever their post.
create function signin.still_leads_school_of(asker uuid, person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select person <> asker and exists (
    select from people.appointment a
    where a.person_id = person and a.trust_id = any (app.ids('recovery_trust'))
      and (upper_inf(a.during) or upper(a.during) > signin.today()) and signin.still_leads(asker, a.school_id))
$$;

create function signin.has_trust_lead(trust uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from people.appointment a
    where a.trust_id = trust and a.role = 'trust_safeguarding_lead' and a.during @> signin.today())
$$;

-- Whether the actor may take this case-reading post, or its holder's account, away. A Head never takes it from those
-- who read concerns about the Head: the chair is the trust's lead's to stand over, and where there is none a lead's or
-- deputy's of the school.
create function signin.stands_over(held people.appointment) returns boolean
  language sql stable security definer set search_path = '' as $$
  select held.person_id <> app.actor() and exists (
    select from people.appointment a
    where a.person_id = app.actor() and a.during @> signin.today()
      and a.trust_id = held.trust_id and a.trust_id = any (app.ids('recovery_trust'))
      and (a.role = 'trust_safeguarding_lead'
        or (a.school_id = held.school_id and case held.role
          when 'chair_of_governors' then a.role in ('dsl', 'deputy_dsl') and not signin.has_trust_lead(held.trust_id)
          else a.role = 'head' end)))
$$;

-- The account of a case reader is closed and opened by whoever stands over every one of their case-reading posts.
create function signin.stands_over_person(person uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select coalesce(bool_and(signin.stands_over(a)), false) from people.appointment a
  where a.person_id = person and (upper_inf(a.during) or upper(a.during) > signin.today())
    and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
$$;

-- Leads somebody who reads cases: in any school where they do.
create function signin.leads_person(person uuid) returns boolean language sql stable security definer set search_path = ''
  as $$
  select person <> app.actor() and exists (
    select from people.appointment a
    where a.person_id = person and a.trust_id = any (app.ids('recovery_trust'))
      and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
      and (upper_inf(a.during) or upper(a.during) > signin.today()) and signin.leads(a.school_id))
$$;

create function signin.refuse(code text, why text) returns void language plpgsql as $$
begin
  raise exception using errcode = code, message = why;
end
$$;

-- Makes an account where there is none; every older code of the person stops working.
create function signin.give_code(
  person uuid, new_user_name text, pass_id uuid, code bytea, why text, expires timestamptz, facts jsonb) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  update signin.pass p set used_at = app.at() where p.person_id = person and p.used_at is null;
  if not exists (select from signin.account a where a.person_id = person) then
    insert into signin.account (person_id, user_name, created_at) values (person, new_user_name, app.at());
  end if;
  insert into signin.pass (id, token_hash, person_id, purpose, made_at, expires_at, state)
    values (pass_id, code, person, why, app.at(), expires, facts);
end
$$;

-- An invitation, or a reset, by office, IT or Head: never for anybody who reads cases.
create function signin.invite(person uuid, new_user_name text, pass_id uuid, code bytea) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not signin.keeps_roster_of(person) then
    perform signin.refuse('GH404', 'no such person on the actor''s roster');
  end if;
  if signin.reads_cases(person) then
    perform signin.refuse('42501', 'the sign-in of a case reader is given by two people');
  end if;
  perform signin.give_code(person, new_user_name, pass_id, code, 'invitation', app.at() + interval '3 days',
    jsonb_build_object('alone', app.actor()));
end
$$;

-- A case reader of the person's school, or the trust's lead, none of those who reset the sign-in.
create function signin.may_vouch(person uuid) returns boolean language sql stable security definer set search_path = ''
  as $$
  select person <> app.actor() and exists (
    select from signin.account a
    where a.person_id = person and a.reset_alone_at is not null
      and app.actor() <> all (a.reset_by) and app.actor() <> all (a.vouched_by))
  and exists (
    select from people.appointment mine
    where mine.person_id = app.actor() and mine.during @> signin.today() and mine.trust_id = any (app.ids('recovery_trust'))
      and mine.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead') and exists (
        select from people.appointment p
        where p.person_id = person and p.trust_id = mine.trust_id and p.during @> signin.today()
          and (mine.school_id is null or p.school_id = mine.school_id)))
$$;

-- Says that it is indeed they who sign in: what they wrote before is theirs again.
create function signin.vouch(person uuid) returns void language plpgsql security definer set search_path = '' as $$
begin
  if not signin.may_vouch(person) then
    perform signin.refuse('GH404', 'nobody whom the actor could vouch for');
  end if;
  update signin.account a set vouched_by = a.vouched_by || app.actor() where a.person_id = person;
end
$$;

-- Who is told that a sign-in was given anew by one alone: who reads cases at the person's schools, and the trust's lead.
create function signin.vouchers(person uuid) returns uuid[] language sql stable security definer set search_path = ''
  as $$
  select coalesce(array_agg(distinct r.person_id), '{}')
  from people.appointment p
  join people.appointment r on r.trust_id = p.trust_id and (r.school_id = p.school_id or r.role = 'trust_safeguarding_lead')
  where p.person_id = vouchers.person and p.during @> signin.today() and r.during @> signin.today()
    and r.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
    and r.person_id <> vouchers.person
$$;

create function signin.set_disabled(person uuid, disabled boolean) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not (signin.keeps_roster_of(person) or signin.leads_person(person) or signin.stands_over_person(person)) then
    perform signin.refuse('GH404', 'no such person on the actor''s roster');
  end if;
  if signin.reads_cases(person) and not signin.stands_over_person(person) then
    perform signin.refuse('42501', 'the sign-in of a case reader is closed by whoever stands over all their duties');
  end if;
  update signin.account a set disabled_at = case when disabled then app.at() end where a.person_id = person;
  if not found then
    perform signin.refuse('GH404', 'no account');
  end if;
  if disabled then
    update signin.session s set ended_at = app.at() where s.person_id = person and s.ended_at is null;
    update signin.pass p set used_at = app.at() where p.person_id = person and p.used_at is null;
  end if;
end
$$;

-- Everybody in the trust who reads cases today: they are told whenever one of their sign-ins or duties changes.
create function signin.case_readers(trust uuid) returns uuid[] language sql stable security definer set search_path = ''
  as $$
  select coalesce(array_agg(distinct a.person_id), '{}') from people.appointment a
  where a.trust_id = trust and a.during @> signin.today()
    and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
$$;

-- Whether anybody but the actor and this person could agree to something: a case reader who has ever had a password.
-- An account that is closed for the moment counts: closing it makes nobody alone.
create function signin.has_second(person uuid) returns boolean language sql stable security definer set search_path = ''
  as $$
  select exists (
    select from people.person p, unnest(signin.case_readers(p.trust_id)) r
    join signin.account a on a.person_id = r and a.ever_used
    where p.id = person and r not in (person, app.actor()))
$$;

create function signin.start_recovery(recovery uuid, person uuid, why text, new_user_name text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not signin.still_leads_school_of(app.actor(), person) then
    perform signin.refuse('42501', 'only a Head of theirs or the trust''s lead starts a recovery, and never their own');
  end if;
  if not signin.reads_cases(person)
      and not exists (select from signin.account a where a.person_id = person and a.has_authenticator) then
    perform signin.refuse('GH409', 'reads no cases and has no authenticator: the office can reset this sign-in');
  end if;
  if exists (select from signin.recovery r where r.person_id = person
      and r.used_at is null and r.cancelled_at is null and r.expires_at > app.at()) then
    perform signin.refuse('GH409', 'a recovery is already under way');
  end if;
  if new_user_name is null and not exists (select from signin.account a where a.person_id = person) then
    perform signin.refuse('GH409', 'a first sign-in needs a user name');
  end if;
  insert into signin.recovery (id, person_id, trust_id, started_by, started_at, reason, user_name, expires_at)
    select recovery, p.id, p.trust_id, app.actor(), app.at(), why, new_user_name, app.at() + interval '24 hours'
    from people.person p where p.id = person;
end
$$;

-- Set-up goes on until there is a second case reader who could agree: till then the Head alone may repeat the first code
-- that set-up itself gave and nobody used. Once two people have ever agreed to anything in the trust, two always can.
create function signin.repeat_first_code(person uuid, pass_id uuid, code bytea) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not signin.leads_person(person) then
    perform signin.refuse('42501', 'only a Head of theirs or the trust''s lead repeats a first code');
  end if;
  if not exists (select from signin.account a where a.person_id = person and not a.ever_used) then
    perform signin.refuse('GH409', 'has had a password, or has no account');
  end if;
  if signin.has_second(person) then
    perform signin.refuse('42501', 'there is a second case reader to agree');
  end if;
  if exists (
      select from people.person p
      where p.id = person and (
        exists (select from signin.duty_grant d where d.trust_id = p.trust_id and d.confirmed_at is not null)
        or exists (select from signin.recovery r where r.trust_id = p.trust_id and r.confirmed_at is not null))) then
    perform signin.refuse('42501', 'two people have agreed to something before');
  end if;
  perform signin.give_code(person, null, pass_id, code, 'invitation', app.at() + interval '3 days', '{}');
end
$$;

-- The second of the two. The code that this makes is shown to them alone, to hand over in person.
create function signin.confirm_recovery(recovery uuid, pass_id uuid, code bytea) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  asked signin.recovery;
begin
  select * into asked from signin.recovery r
    where r.id = recovery and r.trust_id = any (app.ids('recovery_trust')) for update;
  if not found then
    perform signin.refuse('GH404', 'no such recovery');
  end if;
  if app.actor() in (asked.started_by, asked.person_id) then
    perform signin.refuse('42501', 'a recovery needs a second person');
  end if;
  if asked.confirmed_at is not null or asked.cancelled_at is not null or asked.expires_at <= app.at() then
    perform signin.refuse('GH409', 'this recovery no longer waits');
  end if;
  if not signin.still_leads_school_of(asked.started_by, asked.person_id) then
    perform signin.refuse('GH409', 'whoever started this recovery may no longer do so');
  end if;
  update signin.recovery r set confirmed_by = app.actor(), confirmed_at = app.at() where r.id = recovery;
  perform signin.give_code(asked.person_id, asked.user_name, pass_id, code, 'recovery', asked.expires_at,
    jsonb_build_object('recovery', recovery));
end
$$;

-- Any case reader may stop one until it has been used, the person whose sign-in it is included.
create function signin.cancel_recovery(recovery uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  update signin.recovery r set cancelled_by = app.actor(), cancelled_at = app.at()
    where r.id = recovery and r.trust_id = any (app.ids('recovery_trust')) and r.used_at is null and r.cancelled_at is null;
  if not found then
    perform signin.refuse('GH409', 'this recovery can no longer be cancelled');
  end if;
  update signin.pass p set used_at = app.at()
    where p.used_at is null and p.purpose = 'recovery' and p.state ->> 'recovery' = recovery::text;
end
$$;

-- A duty begins when the second has agreed and never before, since nobody held yesterday what they are given today; cover
-- says when it ends (design rules 2 and 11).
create function signin.ask_duty(
  duty uuid, person uuid, school uuid, duty_role text, cover boolean, held daterange, new_user_name text) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  if not signin.leads(school) or person = app.actor() then
    perform signin.refuse('42501', 'only the Head of that school or the trust''s lead gives a duty, and never to themself');
  end if;
  if lower(held) is null or lower(held) < signin.today() then
    perform signin.refuse('GH409', 'a duty begins today or later');
  end if;
  if cover and upper_inf(held) then
    perform signin.refuse('GH409', 'cover says when it ends');
  end if;
  insert into signin.duty_grant (
      id, person_id, trust_id, school_id, role, as_cover, during, user_name, asked_by, asked_at, expires_at)
    select duty, p.id, p.trust_id, school, duty_role, cover, held, new_user_name, app.actor(), app.at(), app.at() + interval '3 days'
    from people.person p
    where p.id = person and p.kind = 'adult' and p.trust_id = any (app.ids('recovery_trust'))
      and (school is null or exists (select from people.school s where s.id = school and s.trust_id = p.trust_id));
  if not found then
    perform signin.refuse('GH404', 'no such adult in the trust');
  end if;
  if new_user_name is null and not exists (select from signin.account a where a.person_id = person) then
    perform signin.refuse('GH409', 'a first sign-in needs a user name');
  end if;
end
$$;

-- Who reads concerns about the Head of a school today and can sign in: no part of the Head's line.
create function signin.above_head(school uuid) returns uuid[]
  language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(distinct a.person_id), '{}')
  from people.school s
  join people.appointment a on a.trust_id = s.trust_id and a.during @> signin.today()
    and (a.role = 'trust_safeguarding_lead' or (a.role = 'chair_of_governors' and a.school_id = s.id))
  join signin.account c on c.person_id = a.person_id and c.ever_used and c.disabled_at is null
  where s.id = school
$$;

-- Whether the actor is the second person whom a duty needs. The chair of governors reads what concerns the Head: somebody
-- outside the Head's line asks for it or agrees, as long as there is anybody but the new chair.
create function signin.may_confirm_duty(duty uuid) returns boolean
  language sql stable security definer set search_path = '' as $$
  select exists (
    select from signin.duty_grant d, signin.above_head(d.school_id) above
    where d.id = duty and d.trust_id = any (app.ids('recovery_trust')) and app.actor() not in (d.asked_by, d.person_id)
      and (d.role <> 'chair_of_governors' or array_remove(above, d.person_id) = '{}'
        or above && array[d.asked_by, app.actor()]))
$$;

-- Writes the appointment. Whoever begins to read cases begins their sign-in afresh: the old password may be known to
-- those who gave it, who may not read cases. True when the code is needed.
create function signin.confirm_duty(duty uuid, appointment uuid, pass_id uuid, code bytea) returns boolean
  language plpgsql security definer set search_path = '' as $$
declare
  asked signin.duty_grant;
  is_new boolean;
  begins date;
begin
  select * into asked from signin.duty_grant d
    where d.id = duty and d.trust_id = any (app.ids('recovery_trust')) for update;
  if not found then
    perform signin.refuse('GH404', 'no such duty');
  end if;
  if not signin.may_confirm_duty(duty) then
    perform signin.refuse('42501', 'a duty that reads cases needs a second person, a chair''s one outside the Head''s line');
  end if;
  if asked.confirmed_at is not null or asked.cancelled_at is not null or asked.expires_at <= app.at() then
    perform signin.refuse('GH409', 'this duty no longer waits');
  end if;
  if not signin.still_leads(asked.asked_by, asked.school_id) then
    perform signin.refuse('GH409', 'whoever asked for this duty may no longer do so');
  end if;
  begins := greatest(lower(asked.during), signin.today());
  if begins >= upper(asked.during) then
    perform signin.refuse('GH409', 'this duty is over before it began');
  end if;
  is_new := not signin.reads_cases(asked.person_id)
    or not exists (select from signin.account a where a.person_id = asked.person_id);
  insert into people.appointment (id, person_id, trust_id, school_id, role, as_cover, during)
    values (appointment, asked.person_id, asked.trust_id, asked.school_id, asked.role, asked.as_cover,
      daterange(begins, upper(asked.during)));
  update signin.duty_grant d
    set confirmed_by = app.actor(), confirmed_at = app.at(), appointment_id = appointment where d.id = duty;
  if is_new then
    perform signin.give_code(asked.person_id, asked.user_name, pass_id, code, 'recovery', app.at() + interval '3 days',
      jsonb_build_object('duty', duty));
    update signin.account a set password_hash = null, totp_sealed = null, totp_last_step = null
      where a.person_id = asked.person_id;
    update signin.session s set ended_at = app.at() where s.person_id = asked.person_id and s.ended_at is null;
  end if;
  return is_new;
end
$$;

create function signin.cancel_duty(duty uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  update signin.duty_grant d set cancelled_by = app.actor(), cancelled_at = app.at()
    where d.id = duty and d.trust_id = any (app.ids('recovery_trust')) and d.confirmed_at is null and d.cancelled_at is null;
  if not found then
    perform signin.refuse('GH409', 'this duty no longer waits');
  end if;
end
$$;

-- What somebody asked for, and may ask for no longer, goes: confirmed or not, as long as its code is unused.
create function signin.cancel_asked(asker uuid) returns void
  language plpgsql security definer set search_path = '' as $$
begin
  update signin.duty_grant d set cancelled_by = app.actor(), cancelled_at = app.at()
    where d.asked_by = asker and d.confirmed_at is null and d.cancelled_at is null
      and not signin.still_leads(asker, d.school_id);
  with gone as (
    update signin.recovery r set cancelled_by = app.actor(), cancelled_at = app.at()
      where r.started_by = asker and r.used_at is null and r.cancelled_at is null
        and not signin.still_leads_school_of(asker, r.person_id)
      returning r.id)
  update signin.pass p set used_at = app.at() from gone
    where p.used_at is null and p.purpose = 'recovery' and p.state ->> 'recovery' = gone.id::text;
end
$$;

-- Ends a case-reading duty at once, and the sessions of whoever held it, so that no page stays open.
create function signin.end_duty(appointment uuid) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  held people.appointment;
begin
  select * into held from people.appointment a
    where a.id = appointment and a.trust_id = any (app.ids('recovery_trust'))
      and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors', 'trust_safeguarding_lead')
      and (upper_inf(a.during) or upper(a.during) > signin.today()) for update;
  if not found then
    perform signin.refuse('GH404', 'no such duty');
  end if;
  if not signin.stands_over(held) then
    perform signin.refuse('42501', 'only the Head of that school or the trust''s lead ends a duty, never their own, nor a Head the chair''s');
  end if;
  -- The register counts days and the end is now, so a duty that began today, or has yet to, leaves it whole; that it
  -- was given and taken back stands in the audit chain.
  if lower(held.during) < signin.today() then
    update people.appointment a set during = daterange(lower(a.during), signin.today()) where a.id = appointment;
  else
    update signin.duty_grant d set appointment_id = null where d.appointment_id = appointment;
    delete from people.appointment a where a.id = appointment;
  end if;
  update signin.session s set ended_at = app.at() where s.person_id = held.person_id and s.ended_at is null;
  perform signin.cancel_asked(held.person_id);
  return held.person_id;
end
$$;

-- What my own account is called, and whether it has an authenticator; nothing that opens it.
create function signin.my_account() returns jsonb language sql stable security definer set search_path = ''
  as $$
  select jsonb_build_object('userName', a.user_name, 'hasAuthenticator', a.has_authenticator)
  from signin.account a where a.person_id = app.actor()
$$;

create function signin.is_set_up() returns boolean language sql stable security definer set search_path = ''
  as $$ select exists (select from people.trust) $$;

-- The one moment at which an account is made without anybody's leave: an empty database. Two at once wait here for
-- each other, and the second is refused.
create function signin.set_up(facts jsonb, dsl_code bytea) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  the_trust uuid := (facts -> 'trust' ->> 'id')::uuid;
  the_school uuid := (facts -> 'school' ->> 'id')::uuid;
  adult jsonb;
begin
  lock table people.trust in exclusive mode;
  if exists (select from people.trust) then
    perform signin.refuse('GH409', 'already set up');
  end if;
  insert into people.trust (id, name) values (the_trust, facts -> 'trust' ->> 'name');
  insert into people.school (id, trust_id, urn, name, code)
    values (the_school, the_trust, facts -> 'school' ->> 'urn', facts -> 'school' ->> 'name', facts -> 'school' ->> 'code');
  insert into people.school_hours (school_id, weekday, opens, closes)
    select the_school, d, '08:30', '15:30' from generate_series(1, 5) d;
  foreach adult in array array[facts -> 'head', facts -> 'dsl'] loop
    insert into people.person (id, trust_id, kind, given_name, family_name, email)
      values ((adult ->> 'id')::uuid, the_trust, 'adult', adult ->> 'givenName', adult ->> 'familyName', adult ->> 'email');
    insert into people.appointment (id, person_id, trust_id, school_id, role, during)
      values ((adult ->> 'appointmentId')::uuid, (adult ->> 'id')::uuid, the_trust, the_school, adult ->> 'role',
        daterange(signin.today(), null));
    insert into signin.account (person_id, user_name, password_hash, created_at)
      values ((adult ->> 'id')::uuid, adult ->> 'userName', adult ->> 'passwordHash', app.at());
  end loop;
  insert into signin.pass (id, token_hash, person_id, purpose, made_at, expires_at)
    values ((facts -> 'dsl' ->> 'passId')::uuid, dsl_code, (facts -> 'dsl' ->> 'id')::uuid, 'invitation', app.at(),
      app.at() + interval '3 days');
end
$$;

revoke all on all functions in schema signin from public;
grant execute on function
  signin.invite, signin.set_disabled, signin.case_readers, signin.start_recovery, signin.confirm_recovery,
  signin.cancel_recovery, signin.ask_duty, signin.may_confirm_duty, signin.confirm_duty, signin.cancel_duty, signin.end_duty, signin.my_account,
  signin.today, signin.reads_cases, signin.leads_person, signin.keeps_roster_of, signin.has_second,
  signin.repeat_first_code, signin.still_leads_school_of, signin.stands_over, signin.stands_over_person, signin.may_vouch, signin.vouch, signin.vouchers
  to gatehouse_person;
grant execute on function signin.reads_cases, signin.case_readers, signin.vouchers, signin.today to gatehouse_signin;
grant execute on function signin.is_set_up, signin.set_up to gatehouse_visitor;
