-- Scope sets, the registry of protected tables, and the audit chain (design rules 1 and 3).

create extension if not exists btree_gist;
create extension if not exists btree_gin;
create extension if not exists pg_trgm;

revoke all on schema public from public;

create schema app;
create schema audit;
grant usage on schema app, audit to
  gatehouse_app, gatehouse_person, gatehouse_signin, gatehouse_visitor, gatehouse_roster,
  gatehouse_escalation, gatehouse_postman, gatehouse_housekeeper, gatehouse_auditor;

-- Who acts in this transaction; null when nobody was named, and then every policy says no.
create function app.actor() returns uuid
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.actor', true), '')::uuid $$;

-- The instant of this transaction, from the process's clock, so that tests can choose it.
create function app.at() returns timestamptz
  language sql stable parallel safe
  as $$ select nullif(current_setting('app.at', true), '')::timestamptz $$;

-- A set of ids that was worked out once when the transaction began. Policies read it as
-- `(select app.ids('…'))`, which the planner evaluates once a query and never once a row.
create function app.ids(set_name text) returns uuid[]
  language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.' || set_name, true), ''), '{}')::uuid[] $$;

-- Every table is named here with the class that decides how long its rows are kept (rule 15).
create table app.protected_table (
  table_name regclass primary key,
  retention_class text not null check (retention_class in (
    'configuration', 'person', 'child-protection', 'staff-allegation', 'sign-in', 'audit', 'working-copy', 'mail'))
);

-- Forces row-level security and lets the owner (migrations, owner functions) work on every row.
create function app.protect(target regclass, retention_class text) returns void
  language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner_all on %s to current_user using (true) with check (true)', target);
  insert into app.protected_table values (target, retention_class);
end
$$;
select app.protect('app.protected_table', 'configuration');

-- One chain a school, and the trust's own for what belongs to no school. The row is the chain's head.
create table audit.chain (
  id uuid primary key,
  length bigint not null default 0,
  head bytea not null default '\x'
);
select app.protect('audit.chain', 'audit');

-- `body` is what was hashed, byte for byte; every other column is read out of it, so that none can
-- be changed on its own.
create table audit.event (
  chain_id uuid not null references audit.chain,
  seq bigint not null,
  body text not null,
  hash bytea not null,
  type text not null generated always as (body::jsonb ->> 'type') stored,
  actor text not null generated always as (body::jsonb ->> 'actor') stored,
  subject text generated always as (body::jsonb ->> 'subject') stored,
  primary key (chain_id, seq)
);
create index event_subject on audit.event (subject) where subject is not null;
create index event_destroyed on audit.event (chain_id, seq) where type = 'content.destroyed/1';
select app.protect('audit.event', 'audit');

-- Which tables hold the values that events only name: the event carries a salted hash of the row, so the
-- row can be destroyed when the law says so and the chain still verifies.
create table audit.content_table (
  name text primary key,
  hash_query text not null,
  -- A row changes, each time with an event of its own: what the last one says holds.
  changes boolean not null default false
);
select app.protect('audit.content_table', 'configuration');

-- Without the nulls, so that a column that a later migration adds leaves the hash of an old row as it is.
create function audit.register_content(name text, volatile_columns text[] default '{}', changes boolean default false)
  returns void
  language sql as $$
  insert into audit.content_table values (
    name,
    format(
      'select sha256(r.salt || convert_to(jsonb_strip_nulls(to_jsonb(r) - %L::text[])::text, ''UTF8'')) from %s r where r.id = $1',
      array['salt'] || volatile_columns, name),
    changes)
$$;

-- In UTC, since the text of an instant follows the session's time zone.
create function audit.content_hash(table_name text, row_id uuid) returns bytea
  language plpgsql stable security definer set search_path = '' set timezone = 'UTC' as $$
declare
  found_query text;
  result bytea;
begin
  select hash_query into strict found_query from audit.content_table where name = table_name;
  execute found_query into result using row_id;
  return result;
end
$$;

-- Appends events, each {chain, type, subject, data, content: [{table, id}]}, as the last act of a transaction.
-- Chains are locked in id order, so that two transactions over the same schools never wait for each other.
create function audit.append(events jsonb, at timestamptz, actor text, request text) returns void
  language plpgsql security definer set search_path = '' as $$
declare
  event jsonb;
  link audit.chain;
  event_body text;
  event_hash bytea;
begin
  -- Nobody writes an event in another's name: who acts is known to the transaction.
  if current_setting('role') ~ '^gatehouse_' and actor is distinct from
    coalesce('person:' || app.actor(), 'system:' || substr(current_setting('role'), length('gatehouse_') + 1)) then
    raise insufficient_privilege using message = 'an event names whoever acts in its transaction';
  end if;
  insert into audit.chain (id)
    select distinct (e ->> 'chain')::uuid from jsonb_array_elements(events) e order by 1
    on conflict do nothing;
  perform 1 from audit.chain c
    where c.id in (select (e ->> 'chain')::uuid from jsonb_array_elements(events) e)
    order by c.id for update;
  for event in select e from jsonb_array_elements(events) with ordinality as t (e, n) order by n loop
    select * into strict link from audit.chain c where c.id = (event ->> 'chain')::uuid;
    event_body := jsonb_strip_nulls(jsonb_build_object(
      'chain', link.id,
      'seq', link.length + 1,
      'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
      'actor', actor,
      'request', request,
      'type', event ->> 'type',
      'subject', event ->> 'subject',
      'data', event -> 'data',
      'content', (
        select jsonb_agg(c || jsonb_build_object(
          'hash', encode(audit.content_hash(c ->> 'table', (c ->> 'id')::uuid), 'hex')))
        from jsonb_array_elements(event -> 'content') c)))::text;
    if exists (select from jsonb_array_elements(event_body::jsonb -> 'content') c where c -> 'hash' is null) then
      raise exception 'event % names a row that is not there', event ->> 'type';
    end if;
    event_hash := sha256(link.head || convert_to(event_body, 'UTF8'));
    insert into audit.event (chain_id, seq, body, hash) values (link.id, link.length + 1, event_body, event_hash);
    update audit.chain set length = link.length + 1, head = event_hash where id = link.id;
  end loop;
end
$$;

revoke all on function audit.append, audit.content_hash, audit.register_content, app.protect from public;
grant execute on function audit.append to
  gatehouse_person, gatehouse_signin, gatehouse_visitor, gatehouse_roster, gatehouse_escalation,
  gatehouse_postman, gatehouse_housekeeper, gatehouse_auditor;

grant select on audit.chain, audit.event, audit.content_table to gatehouse_auditor;
grant execute on function audit.content_hash to gatehouse_auditor;
create policy auditor_reads on audit.chain for select to gatehouse_auditor using (true);
create policy auditor_reads on audit.event for select to gatehouse_auditor using (true);
create policy auditor_reads on audit.content_table for select to gatehouse_auditor using (true);
