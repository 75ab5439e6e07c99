-- Run before the migrations, by the owner, every time: roles live in the cluster, not in the database.
-- The owner needs CREATEROLE, nothing more. Each actor role is a set of rights that a transaction takes on;
-- nobody can log in as one.
do $$
declare
  actor_role text;
begin
  foreach actor_role in array array[
    'gatehouse_person',      -- a signed-in person: rights follow scope sets
    'gatehouse_signin',      -- checks passwords and codes, keeps sessions
    'gatehouse_visitor',     -- nobody signed in: set-up, and parking what a lost session typed
    'gatehouse_roster',      -- the command line's roster import
    'gatehouse_escalation',  -- tells the next in line when nobody has acknowledged
    'gatehouse_postman',     -- sends what waits in the mail outbox
    'gatehouse_housekeeper', -- purges drafts, sessions and searches that have lapsed
    'gatehouse_auditor',     -- reads the audit chain to verify it and anchor its head
    'gatehouse_outsider',    -- somebody without an account, at a school's public page
    'gatehouse_intake',      -- takes in what an outsider sends; reads no report
    'gatehouse_correspondent', -- whoever holds a receipt code: that one conversation
    'gatehouse_keyholder'    -- seals anew what the master key seals, when that key is replaced
  ] loop
    if not exists (select from pg_roles where rolname = actor_role) then
      execute format('create role %I nologin noinherit nosuperuser nobypassrls', actor_role);
    end if;
  end loop;

  if not exists (select from pg_roles where rolname = 'gatehouse_app') then
    create role gatehouse_app login noinherit nosuperuser nobypassrls;
  end if;

  foreach actor_role in array array[
    'gatehouse_person', 'gatehouse_signin', 'gatehouse_visitor', 'gatehouse_roster',
    'gatehouse_escalation', 'gatehouse_postman', 'gatehouse_housekeeper', 'gatehouse_auditor', 'gatehouse_outsider',
    'gatehouse_intake', 'gatehouse_correspondent', 'gatehouse_keyholder'
  ] loop
    execute format('grant %I to gatehouse_app with inherit false, set true', actor_role);
  end loop;

  execute format('grant connect on database %I to gatehouse_app', current_database());
end
$$;
