-- Working a case: its lists, and moving it to those who may read it. Finding it by words: 0019.

-- Lists in order of what was touched last; the other orders are served by case_inbox and concern_caseload.
-- What is counted is read in the index alone: whoever leads a trust counts tens of thousands.
create index case_open on concern.case_file (caseload_id, reported_at desc)
  include (concern_id, school_id, status, urgent, severity, categories, assigned_to, acknowledged_at, closed_at, child_involved,
    myconcern_reference)
  where status <> 'closed';
create index case_changed on concern.case_file (caseload_id, changed_at desc);
create index case_categories on concern.case_file using gin (caseload_id, categories) with (fastupdate = off);
create index case_reported on concern.case_file (caseload_id, reported_at desc)
  include (concern_id, status, urgent, acknowledged_at, closed_at);

-- Moves a concern to where it belongs, and is the only way: from the children's caseload to the adults' when it is
-- about an adult after all, and to the chair's and trust's when too few would be left to read it (concern.goes_up). The new readers
-- must acknowledge it. Gives null where it stays, else {stream, entry}: the entry that says so, for the audit event.
create function concern.place(target uuid, about_adult boolean, acknowledge_by timestamptz) returns jsonb
  language plpgsql security definer set search_path = '' as $$
declare
  found record;
  goal text;
  new_entry uuid := uuidv7();
begin
  select c.id, c.school_id, c.caseload_id, c.reporter_id, l.stream into found
    from concern.concern c join concern.caseload l on l.id = c.caseload_id
    where c.id = target for update of c;
  -- "is not true": without an actor the comparison is null, which must refuse too.
  if found.id is null or (
    (found.caseload_id = any (app.ids('caseloads')) and found.id <> all (app.ids('excluded')))
    or (found.reporter_id = app.actor() and not about_adult)) is not true then
    raise insufficient_privilege using message = 'no such concern in this scope';
  end if;
  goal := case when about_adult and found.stream = 'child' then 'adult' else found.stream end;
  if concern.goes_up(target, found.school_id, goal) then
    goal := 'head';
  end if;
  if goal = found.stream then
    return null;
  end if;
  insert into concern.entry (id, concern_id, caseload_id, at, kind, details)
    values (new_entry, target, found.caseload_id, app.at(), 'moved',
      jsonb_build_object('from', found.stream, 'to', goal,
        'version', (select f.version from concern.case_file f where f.concern_id = target)));
  update concern.case_file f
    set status = case when f.status = 'closed' then 'closed' else 'submitted' end,
      acknowledged_at = case when f.status = 'closed' then f.acknowledged_at end,
      acknowledged_by = case when f.status = 'closed' then f.acknowledged_by end,
      acknowledge_by = place.acknowledge_by, escalation_step = 0, assigned_to = null
    where f.concern_id = target;
  update concern.concern c
    set caseload_id = (select l.id from concern.caseload l where l.school_id = found.school_id and l.stream = goal)
    where c.id = target;
  -- Whoever moved it tells the new readers, though they may read it no longer themselves.
  perform set_config('app.moved', (app.ids('moved') || target)::text, true);
  return jsonb_build_object('stream', goal, 'entry', new_entry);
end
$$;
revoke all on function concern.place from public;
grant execute on function concern.place to gatehouse_person;
