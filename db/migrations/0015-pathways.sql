-- Pathways: the checklist that a kind of concern calls for. What it asks is data, by version (concerns/pathway/definitions);
-- a case keeps the version that it opened with, and every answer that was given (issue 4, part 3).

create table concern.pathway (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  definition text not null check (definition <> ''),
  version int not null check (version > 0),
  opened_at timestamptz not null,
  opened_by uuid references people.person,          -- null: by itself, from what the case was categorised as
  required_open int not null check (required_open >= 0),  -- what still has to be answered before the case is closed
  due_on date,                                      -- since when something waits that is for the same day; null: nothing does
  not_needed_at timestamptz,
  not_needed_by uuid references people.person,
  not_needed_why text check (not_needed_why <> ''),
  unique (id, concern_id, caseload_id),
  unique (concern_id, definition),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((not_needed_at is null) = (not_needed_by is null) and (not_needed_at is null) = (not_needed_why is null))
);
select app.protect('concern.pathway', 'child-protection');

-- Written once each; the last to a step holds.
create table concern.pathway_answer (
  id uuid primary key,
  pathway_id uuid not null,
  concern_id uuid not null,
  caseload_id uuid not null,
  step text not null check (step <> ''),
  answer text check (answer <> ''),                 -- a choice of the step; null where its details are the answer
  reason text check (reason <> ''),
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object'),
  at timestamptz not null,
  by_id uuid not null references people.person,
  salt bytea not null default uuid_send(gen_random_uuid()),
  foreign key (pathway_id, concern_id, caseload_id)
    references concern.pathway (id, concern_id, caseload_id) on update cascade,
  check (answer is not null or details <> '{}')
);
create index pathway_answer_pathway on concern.pathway_answer (pathway_id, at);
select app.protect('concern.pathway_answer', 'child-protection');
select audit.register_content('concern.pathway_answer', '{caseload_id}');

-- No matter of the pages alone.
create function concern.pathways_before_closing() returns trigger
  language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from concern.pathway p
      where p.concern_id = new.concern_id and p.not_needed_at is null and p.required_open > 0) then
    raise check_violation using message = 'a case is not closed before its pathways are answered, or it is said why not';
  end if;
  return null;
end
$$;
create trigger pathways_before_closing after update of status on concern.case_file
  for each row when (new.status = 'closed' and old.status <> 'closed') execute function concern.pathways_before_closing();
revoke all on function concern.pathways_before_closing from public;

-- As everything that follows a concern: whoever handles its caseload and is not shut out of it.
grant select on concern.pathway to gatehouse_person;
grant insert (id, concern_id, caseload_id, definition, version, opened_at, opened_by, required_open, due_on),
  update (required_open, due_on, not_needed_at, not_needed_by, not_needed_why)
  on concern.pathway to gatehouse_person;
create policy handlers on concern.pathway for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_open on concern.pathway for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and (opened_by is null or opened_by = (select app.actor())) and opened_at = (select app.at()));
-- What was decided not to be needed stays so, in the name of whoever decided it.
create policy handlers_work on concern.pathway for update to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and not_needed_at is null)
  with check (not_needed_at is null or (not_needed_by = (select app.actor()) and not_needed_at = (select app.at())));

grant select (id, pathway_id, concern_id, caseload_id, step, answer, reason, details, at, by_id),
  insert (id, pathway_id, concern_id, caseload_id, step, answer, reason, details, at, by_id)
  on concern.pathway_answer to gatehouse_person;
create policy handlers on concern.pathway_answer for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_answer on concern.pathway_answer for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and by_id = (select app.actor()) and at = (select app.at()));

-- Somebody said of a file that it could show a child nude, part-nude or sexual. They may open no pathway, so the owner does
-- it for them: of the entry that they have just caused (concern.tell_of_guard). In a closed case it opens when that is categorised anew.
create function concern.open_pathway_of_guard(entry uuid, pathway text, of_version int, required int) returns uuid
  language sql security definer set search_path = '' as $$
  insert into concern.pathway (id, concern_id, caseload_id, definition, version, opened_at, opened_by, required_open, due_on)
    select uuidv7(), n.concern_id, n.caseload_id, $2, $3, n.at, null, $4, (n.at at time zone 'Europe/London')::date
      from concern.entry n join concern.case_file f on f.concern_id = n.concern_id
      where n.id = $1 and n.kind = 'files_locked_away' and n.author_id = app.actor() and n.at = app.at()
        and f.status <> 'closed'
    on conflict (concern_id, definition) do nothing
    returning id
$$;
revoke all on function concern.open_pathway_of_guard from public;
grant execute on function concern.open_pathway_of_guard to gatehouse_person;
