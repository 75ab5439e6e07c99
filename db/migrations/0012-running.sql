-- When each job of the worker last ran. Without a worker nothing escalates and no mail leaves, and nothing else would
-- say so: the web process shows it to who can do something about it, and to whoever watches the machine.

create table app.job_run (
  name text primary key,
  -- Runs every minute: five without a run mean that it stands still.
  minutely boolean not null,
  done_at timestamptz,
  -- The first failure since it last ran through.
  failing_since timestamptz
);
select app.protect('app.job_run', 'configuration');

grant select, insert, update (minutely, done_at, failing_since), delete on app.job_run to gatehouse_housekeeper;
create policy worker on app.job_run to gatehouse_housekeeper using (true) with check (true);

grant select on app.job_run to gatehouse_person;
create policy person_sees on app.job_run for select to gatehouse_person using ((select app.actor()) is not null);
-- Health checks and metrics, which have no person.
grant select on app.job_run to gatehouse_visitor;
create policy visitor_sees on app.job_run for select to gatehouse_visitor using (true);
