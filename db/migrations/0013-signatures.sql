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
