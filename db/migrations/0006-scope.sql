-- The one place where a person's duties become the sets that every policy compares with (design rules 1 and 2).

-- Without a second factor nobody reads a case, whatever their duties: the sets stay empty.
create function app.enter_person(person uuid, at timestamptz, second_factor boolean) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  me people.person;
  today date := (at at time zone 'Europe/London')::date;
  duties jsonb;
  my_schools uuid[];
  child_schools uuid[];
  adult_schools uuid[];
  head_schools uuid[];
  roster_schools uuid[];
  lead_schools uuid[];
  roll_schools uuid[];
  report_schools uuid[];
  report_leads uuid[] := '{}';
  trust_post boolean;
  trust_wide boolean;
  trust_it boolean;
  reads_cases boolean;
  reset_at timestamptz;
  vouchers uuid[];
  withheld uuid[] := '{}';
begin
  select * into me from people.person p where p.id = person and p.kind = 'adult'
    -- Whatever session was left: a closed account acts no more.
    and not exists (select from signin.account c where c.person_id = p.id and c.disabled_at is not null);
  if not found then
    return null;
  end if;

  select
      coalesce(jsonb_agg(jsonb_build_object('role', a.role, 'schoolId', a.school_id, 'designation', a.designation,
        'asCover', a.as_cover) order by a.role, a.school_id), '[]'),
      coalesce(bool_or(second_factor and a.role = 'trust_safeguarding_lead'), false),
      coalesce(bool_or(a.role = 'trust_it'), false),
      coalesce(bool_or(a.school_id is null), false)
    into duties, trust_wide, trust_it, trust_post
    from people.appointment a
    where a.person_id = person and a.during @> today;

  -- A row a school: an aggregate that must find its values distinct sorts them, one by one.
  select
      coalesce(array_agg(s.id), '{}'),
      coalesce(array_agg(s.id) filter (where s.child), '{}'),
      coalesce(array_agg(s.id) filter (where s.adult), '{}'),
      coalesce(array_agg(s.id) filter (where s.head), '{}'),
      coalesce(array_agg(s.id) filter (where s.roster), '{}'),
      coalesce(array_agg(s.id) filter (where s.lead), '{}'),
      coalesce(array_agg(s.id) filter (where s.roll), '{}')
    into my_schools, child_schools, adult_schools, head_schools, roster_schools, lead_schools, roll_schools
    from (
      select a.school_id as id,
        bool_or(second_factor and a.role in ('dsl', 'deputy_dsl', 'head')) as child,
        bool_or(second_factor and a.role = 'head') as adult,
        bool_or(second_factor and a.role = 'chair_of_governors') as head,
        bool_or(a.role in ('office', 'it', 'head')) as roster,
        bool_or(second_factor and a.role in ('dsl', 'head')) as lead,
        bool_or(a.role <> 'governor') as roll -- a governor sees the school and its staff, never a child
      from people.appointment a
      where a.person_id = person and a.during @> today and a.school_id is not null
      group by a.school_id order by a.school_id) s;

  if trust_wide then
    select array_agg(s.id) into my_schools from people.school s where s.trust_id = me.trust_id;
    child_schools := my_schools;
    head_schools := my_schools;
    lead_schools := my_schools;
    roll_schools := my_schools;
  end if;
  if trust_it then
    select array_agg(s.id) into roster_schools from people.school s where s.trust_id = me.trust_id;
  end if;

  -- Whoever holds a post of the trust, in whatever session, reports at every school of it (design rule 9). At those where
  -- they hold none they see nobody else for it but the adults whom a report may go to, who are named before Send.
  report_schools := my_schools;
  if trust_post and not trust_wide then
    select coalesce(array_agg(s.id), '{}') into report_schools from people.school s where s.trust_id = me.trust_id;
    select coalesce(array_agg(distinct a.person_id), '{}') into report_leads
      from people.appointment a
      where a.school_id = any (report_schools) and a.role in ('dsl', 'deputy_dsl', 'head', 'chair_of_governors')
        and a.during @> today;
  end if;
  reads_cases := trust_wide or child_schools <> '{}' or head_schools <> '{}';

  -- One person alone gave this sign-in anew, so it may be in other hands than it was: what was written before stays
  -- shut until somebody has vouched, and of that what excludes whoever vouched, until another has too.
  select a.reset_alone_at, a.vouched_by into reset_at, vouchers from signin.account a where a.person_id = person;
  if reset_at is not null then
    withheld := array(
      select c.id from concern.concern c
        where c.reporter_id = person and c.entered_at <= reset_at and not exists (
          select from unnest(vouchers) v where not exists (
            select from concern.exclusion e
            where e.concern_id = c.id and e.person_id = v and e.state <> 'lifted'))
      union all
      select d.id from concern.draft d where d.author_id = person and d.made_at <= reset_at and vouchers = '{}'
      union all
      select f.id from signin.parked_form f where f.person_id = person and f.parked_at <= reset_at and vouchers = '{}');
  end if;

  perform
    set_config('app.actor', person::text, true),
    set_config('app.at', at::text, true),
    set_config('app.trust', array[me.trust_id]::text, true),
    set_config('app.schools', my_schools::text, true),
    set_config('app.report_schools', report_schools::text, true),
    set_config('app.report_leads', report_leads::text, true),
    set_config('app.roll_schools', roll_schools::text, true),
    set_config('app.child_schools', child_schools::text, true),
    set_config('app.lead_schools', lead_schools::text, true),
    set_config('app.adult_schools', adult_schools::text, true),
    set_config('app.head_schools', head_schools::text, true),
    set_config('app.roster_schools', roster_schools::text, true),
    set_config('app.roster_trust', case when roster_schools <> '{}' then array[me.trust_id]::text else '{}' end, true),
    set_config('app.trust_people', case when reads_cases or roster_schools <> '{}' then array[me.trust_id]::text else '{}' end, true),
    set_config('app.trust_leads', coalesce((
      select array_agg(a.person_id)::text from people.appointment a
      where a.trust_id = me.trust_id and a.school_id is null and a.role = 'trust_safeguarding_lead' and a.during @> today), '{}'), true),
    set_config('app.recovery_trust', case when reads_cases then array[me.trust_id]::text else '{}' end, true),
    set_config('app.caseloads', coalesce((
      select array_agg(c.id)::text from concern.caseload c
      where reads_cases and c.school_id = any (my_schools) and c.school_id = any (case c.stream
        when 'child' then child_schools when 'adult' then adult_schools else head_schools end)), '{}'), true),
    set_config('app.excluded', coalesce((
      select array_agg(e.concern_id)::text from concern.exclusion e
      where e.person_id = person and e.state <> 'lifted'), '{}'), true),
    set_config('app.withheld', withheld::text, true);

  return jsonb_build_object(
    'id', me.id, 'trustId', me.trust_id, 'givenName', coalesce(me.known_as, me.given_name), 'familyName', me.family_name,
    'appointments', duties, 'secondFactor', second_factor, 'schoolIds', to_jsonb(my_schools),
    'reportSchoolIds', to_jsonb(report_schools), 'childSchoolIds', to_jsonb(child_schools),
    'adultSchoolIds', to_jsonb(adult_schools), 'headSchoolIds', to_jsonb(head_schools),
    'rosterSchoolIds', to_jsonb(roster_schools), 'leadSchoolIds', to_jsonb(lead_schools),
    'earlierWithheld', reset_at is not null and vouchers = '{}');
end
$$;
revoke all on function app.enter_person from public;
grant execute on function app.enter_person to gatehouse_app;

-- The command line's import acts for one trust and names its schools itself; it has no person.
create function app.enter_roster(school uuid, at timestamptz) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  found_trust uuid;
begin
  select s.trust_id into strict found_trust from people.school s where s.id = enter_roster.school;
  perform
    set_config('app.at', at::text, true),
    set_config('app.trust', array[found_trust]::text, true),
    set_config('app.roster_schools', array[school]::text, true),
    set_config('app.roster_trust', array[found_trust]::text, true);
end
$$;
revoke all on function app.enter_roster from public;
grant execute on function app.enter_roster to gatehouse_app;

-- The sessions' one look-up, made before anybody is named: the listed exception to `withActor`. A session is over
-- after `idle` without a request or at its absolute limit; then it is said who it was and, for a day, that typing is parked
-- for them. One that was ended by somebody, its holder included, has not
-- lapsed but `ended`, unless the account was closed: what is typed then is given back at the very browser alone.
create function signin.find_session(token bytea, at timestamptz, idle interval) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  session signin.session;
  limit_at timestamptz;
  closed_at timestamptz;
begin
  select * into session from signin.session s where s.token_hash = token;
  if session.id is null then
    return null;
  end if;
  select a.disabled_at into closed_at from signin.account a where a.person_id = session.person_id;
  session.ended_at := least(session.ended_at, closed_at);
  limit_at := least(session.ends_at, session.last_seen_at + idle);
  if session.ended_at is null and limit_at <= at then
    update signin.session s set ended_at = limit_at
      where s.id = session.id and s.ended_at is null;
    if found then
      perform audit.append(
        jsonb_build_array(jsonb_build_object(
          'chain', coalesce((
            select min(a.school_id::text) from people.appointment a
            where a.person_id = session.person_id and a.during @> (at at time zone 'Europe/London')::date), p.trust_id::text),
          'type', 'session.ended/1', 'subject', session.person_id,
          'data', jsonb_build_object('session', session.id, 'why', 'lapsed'))),
        at, 'system:signin', null)
        from people.person p where p.id = session.person_id;
    end if;
    session.ended_at := limit_at;
  elsif session.ended_at is null and session.last_seen_at + interval '1 minute' <= at then
    update signin.session s set last_seen_at = at where s.id = session.id;
    session.last_seen_at := at;
  end if;
  return jsonb_build_object('id', session.id, 'personId', session.person_id, 'secondFactor', session.second_factor,
    'live', session.ended_at is null,
    'ended', coalesce(session.ended_at < limit_at and closed_at is null and session.ended_at > at - interval '1 day', false),
    'lapsed', coalesce(session.ended_at >= limit_at and session.ended_at > at - interval '1 day', false),
    'endsInSeconds', floor(extract(epoch from least(session.ends_at, session.last_seen_at + idle) - at)));
end
$$;
revoke all on function signin.find_session from public;
grant usage on schema signin to gatehouse_app;
grant execute on function signin.find_session to gatehouse_app;
