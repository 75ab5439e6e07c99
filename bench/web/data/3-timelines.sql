-- Each case's timeline, with the audit events of everything that was done and seen.

create temp table t_step (n int, kind text, after_minutes int, of_statuses text[], share int, body text, field text, target text);
insert into t_step values
  (1, 'acknowledge', 9, '{open,monitoring,closed}', 100, null, null, null),
  (2, 'categorise', 20, '{open,monitoring,closed}', 100, null, 'fourCs', '["conduct"]'),
  (3, 'severity', 21, '{open,monitoring,closed}', 100, null, 'severity', '"medium"'),
  (4, 'note', 24, '{open,monitoring,closed}', 30, 'Looked at the file: nothing like it before.', null, null),
  (5, 'action_add', 30, '{open,monitoring,closed}', 100, 'Speak with the families', null, null),
  (6, 'parents', 50, '{monitoring,closed}', 100, null, 'parents', '"spoken_to"'),
  (7, 'action_done', 60, '{closed}', 100, 'Both came in.', null, null),
  (8, 'child', 65, '{closed}', 100, 'Told what happens next, and asked how it feels.', 'childInvolved', '"told"'),
  (9, 'outcome', 75, '{closed}', 100, null, 'outcome', '"Both families were spoken to; the group is closed."'),
  (10, 'monitor', 80, '{monitoring}', 100, 'How lunchtimes go.', null, null),
  (11, 'close', 80, '{closed}', 100, null, null, null);

insert into concern.entry (id, concern_id, caseload_id, at, author_id, kind, body, details)
  select uuidv7(c.at - clock_timestamp()), c.id, c.caseload_id, c.at + interval '1 minute' * s.after_minutes, c.lead_id, s.kind, s.body,
    jsonb_strip_nulls(jsonb_build_object('version', row_number() over (partition by c.n order by s.n),
      'changes', case when s.field is not null
        then jsonb_build_array(jsonb_build_object('field', s.field, 'from', '', 'to', s.target::jsonb)) end,
      'action', case when s.kind like 'action%' then c.action_id end))
  from t_case c join t_step s on c.status = any (s.of_statuses) and pg_temp.pick(c.n, s.n, 100) < s.share
  order by c.school_n, c.at, s.n;
update concern.case_file f set version = n.count + 1
  from (select concern_id, count(*) from concern.entry group by concern_id) n where n.concern_id = f.concern_id;

-- Each row's hash as it is registered, for all rows at once: audit.content_hash works one out at a time.
do $$
declare
  found record;
begin
  for found in select name, hash_query from audit.content_table where name in ('concern.entry', 'concern.concern') loop
    execute format('create temp table %I as ', 't_hash_' || split_part(found.name, '.', 2))
      || replace(found.hash_query, format(' from %s r where r.id = $1', found.name), format(' as hash, r.id from %s r', found.name));
  end loop;
end
$$;
create temp table t_event as
  select c.school_id as chain, e.at, e.author_id as actor, 'concern.' || e.kind || '/1' as type, c.id as subject,
      jsonb_build_object('version', (e.details ->> 'version')::int + 1) as data,
      jsonb_build_array(jsonb_build_object('table', 'concern.entry', 'id', e.id, 'hash', encode(h.hash, 'hex'))) as content
    from concern.entry e join t_hash_entry h on h.id = e.id join t_case c on c.id = e.concern_id
  union all
  select c.school_id, c.at, c.reporter_id, 'concern.sent/1', c.id, jsonb_build_object('urgent', c.urgent, 'stream', c.stream),
      jsonb_build_array(jsonb_build_object('table', 'concern.concern', 'id', c.id, 'hash', encode(h.hash, 'hex')))
    from t_case c join t_hash_concern h on h.id = c.id
  union all
  select school_id, at + interval '6 minutes', lead_id, 'concern.read/1', id, null, null from t_case where status <> 'submitted';

create function pg_temp.link(head bytea, body text) returns bytea
  language sql immutable as $$ select sha256(head || convert_to(body, 'UTF8')) $$;
create aggregate pg_temp.chain(text) (sfunc = pg_temp.link, stype = bytea, initcond = '\x');

insert into audit.chain (id) select id from t_school;
insert into audit.event (chain_id, seq, body, hash)
  select chain, seq, body, pg_temp.chain(body) over (partition by chain order by seq)
  from (
    select chain, seq, jsonb_strip_nulls(jsonb_build_object('chain', chain, 'seq', seq,
        'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'actor', 'person:' || actor,
        'request', null, 'type', type, 'subject', subject, 'data', data, 'content', content))::text as body
      from (select *, row_number() over (partition by chain order by at, subject, type) as seq from t_event) n) b;
update audit.chain c set length = e.seq, head = e.hash
  from (select distinct on (chain_id) chain_id, seq, hash from audit.event order by chain_id, seq desc) e
  where e.chain_id = c.id;
