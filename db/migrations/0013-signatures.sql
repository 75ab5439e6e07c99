-- Signatures: the witness and the designated lead each sign one exact version, named by a hash over the report, what was
-- added to it, its files and, for the lead, everything that was done (SY-form).

create table concern.signature (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  signed_as text not null check (signed_as in ('witness', 'lead')),
  person_id uuid not null references people.person,
  name text not null,                        -- and duty, as they were at that moment
  designation text not null,
  at timestamptz not null,
  digest bytea not null check (length(digest) = 32),
  salt bytea not null default uuid_send(gen_random_uuid()),
  unique (concern_id, signed_as, digest, person_id),
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade
);
create index signature_concern on concern.signature (concern_id, at);
select app.protect('concern.signature', 'child-protection');
select audit.register_content('concern.signature', '{caseload_id}');

-- The version that a signature would sign now: salted hashes of rows and hashes of files, in the order in which they
-- came. A witness signs what they wrote and added themselves; a lead all that the case holds. It works as the owner,
-- since a reporter may not see what others added: they learn a hash, and only of what is their own.
create function concern.digest_to_sign(concern uuid, who text) returns bytea
  language sql stable security definer set search_path = '' as $$
  select sha256(convert_to(string_agg(parts.part, e'\n' order by parts.position, parts.at, parts.id), 'UTF8'))
    from concern.concern c cross join lateral (
      select 1 as position, c.entered_at as at, c.id, 'report ' || encode(audit.content_hash('concern.concern', c.id), 'hex') as part
      union all
      select 2, a.added_at, a.id, 'addition ' || encode(audit.content_hash('concern.addition', a.id), 'hex')
        from concern.addition a where a.concern_id = c.id
      union all
      select 3, i.added_at, i.id, 'file ' || encode(i.sha256, 'hex')
        from evidence.item i where i.concern_id = c.id and (who = 'lead' or i.added_by = c.reporter_id)
          and (i.destroyed_at is null or i.destroyed_at > c.entered_at) -- not what was taken out before sending
      union all
      select 4, e.at, e.id, 'entry ' || encode(audit.content_hash('concern.entry', e.id), 'hex')
        from concern.entry e where e.concern_id = c.id and who = 'lead') parts
    where c.id = digest_to_sign.concern and (
      (who = 'witness' and c.reporter_id = app.actor() and c.id <> all (app.ids('withheld')))
      or (c.caseload_id = any (app.ids('caseloads')) and c.id <> all (app.ids('excluded'))))
$$;
revoke all on function concern.digest_to_sign from public;
grant execute on function concern.digest_to_sign to gatehouse_person;

grant select (id, concern_id, caseload_id, signed_as, person_id, name, designation, at, digest), insert
    (id, concern_id, caseload_id, signed_as, person_id, name, designation, at, digest)
  on concern.signature to gatehouse_person;
create policy handlers on concern.signature for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy mine on concern.signature for select to gatehouse_person
  using (person_id = (select app.actor()) and signed_as = 'witness' and concern_id <> all ((select app.ids('withheld'))::uuid[]));
create policy witness_signs on concern.signature for insert to gatehouse_person
  with check (signed_as = 'witness' and person_id = (select app.actor()) and at = (select app.at())
    and digest = concern.digest_to_sign(concern_id, 'witness') and exists (
      select from concern.concern c where c.id = signature.concern_id and c.reporter_id = (select app.actor())));
create policy lead_signs on concern.signature for insert to gatehouse_person
  with check (signed_as = 'lead' and person_id = (select app.actor()) and at = (select app.at())
    and caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and concern.leads(caseload_id) and digest = concern.digest_to_sign(concern_id, 'lead'));

-- The guard locked the files of a concern, or the lead let Not sure become No: it stands on the timeline, and a lock is
-- told at once to everybody who reads the case. The reporter may do neither by themselves, so the owner does it for them.
-- Gives the entry, for the audit event; null where there is no concern yet, or none of theirs.
create function concern.tell_of_guard(folder uuid, locked boolean) returns uuid
  language plpgsql security definer set search_path = '' as $$
declare
  found concern.concern;
  entry uuid := uuidv7();
  at timestamptz := app.at();
begin
  select * into found from concern.concern c
    where c.submitted_key = folder and (
      (c.reporter_id = app.actor() and c.id <> all (app.ids('withheld')))
      or (c.caseload_id = any (app.ids('caseloads')) and c.id <> all (app.ids('excluded'))));
  if found.id is null then
    return null;
  end if;
  insert into concern.entry (id, concern_id, caseload_id, at, author_id, kind, body, details)
    values (entry, found.id, found.caseload_id, at, app.actor(),
      case when locked then 'files_locked_away' else 'not_sure_became_no' end,
      case when locked then 'Asked about a file, the answer was that it could show a child nude, part-nude or sexual. No file can be added or opened. Ring the Police if it is Yes.'
        else 'The designated lead let Not sure become No; the reason stands with the files.' end,
      jsonb_build_object('version', (select f.version from concern.case_file f where f.concern_id = found.id)));
  if locked then
    with reader as (
      select distinct r as person_id
        from concern.caseload l, concern.readers(l.school_id, l.stream, (at at time zone 'Europe/London')::date) r
        where l.id = found.caseload_id and r <> app.actor() and not exists (
          select from concern.exclusion e where e.concern_id = found.id and e.person_id = r and e.state <> 'lifted')
    ), noticed as (
      insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at)
        select uuidv7(), found.id, found.caseload_id, r.person_id, 0, 'addition', at from reader r
    )
    insert into mail.outbox (id, to_person_id, template, link, queued_at, next_attempt_at)
      select uuidv7(), r.person_id, 'urgent', '/concerns/' || found.id, at, at from reader r;
  end if;
  return entry;
end
$$;
revoke all on function concern.tell_of_guard from public;
grant execute on function concern.tell_of_guard to gatehouse_person;

-- Which backups hold a file that is locked away, sealed as it lies here: those that began after it was stored and are
-- still kept. For whoever handles its case; whoever may see backups otherwise is another question.
create function evidence.backups_holding(item uuid) returns table (name text, began_at timestamptz)
  language sql stable security definer set search_path = '' as $$
  select b.name, b.began_at
    from evidence.item i join app.backup b on b.began_at > i.added_at
    where i.id = backups_holding.item and i.quarantined_at is not null
      and i.caseload_id = any (app.ids('caseloads')) and i.concern_id <> all (app.ids('excluded'))
      and b.failure is null and b.removed_at is null
    order by b.began_at
$$;
revoke all on function evidence.backups_holding from public;
grant execute on function evidence.backups_holding to gatehouse_person;
