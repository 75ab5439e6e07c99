-- Referrals: whom a case was referred to, or why not, and what came of it (SY-3.1.4, CT-filter-4).

create table concern.referral (
  id uuid primary key,
  concern_id uuid not null,
  caseload_id uuid not null,
  recipient text not null check (recipient <> ''),  -- whom there is, is data: referral/recipients.ts
  state text not null check (state in
    ('considered', 'made', 'acknowledged', 'accepted', 'declined', 'outcome', 'withdrawn')),
  reason text not null check (reason <> ''),        -- why it is made, or why not
  decided_at timestamptz not null,
  decided_by uuid not null references people.person,
  made_on date,
  made_time text,
  how text,
  spoke_to text,
  reference text,
  next_check date,                                  -- null once nothing more is awaited
  foreign key (concern_id, caseload_id) references concern.concern (id, caseload_id) on update cascade,
  check ((state = 'considered') = (made_on is null) and (made_on is null) = (how is null)),
  check (next_check is null or state not in ('considered', 'outcome', 'withdrawn'))
);
create index referral_concern on concern.referral (concern_id);
create index referral_waiting on concern.referral (caseload_id, next_check) where next_check is not null;
select app.protect('concern.referral', 'child-protection');

grant select (id, concern_id, caseload_id, recipient, state, reason, decided_at, decided_by, made_on, made_time, how, spoke_to,
    reference, next_check),
  insert (id, concern_id, caseload_id, recipient, state, reason, decided_at, decided_by, made_on, made_time, how, spoke_to,
    reference, next_check)
  on concern.referral to gatehouse_person;
create policy handlers on concern.referral for select to gatehouse_person
  using (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[]));
create policy handlers_refer on concern.referral for insert to gatehouse_person
  with check (caseload_id = any ((select app.ids('caseloads'))::uuid[]) and concern_id <> all ((select app.ids('excluded'))::uuid[])
    and decided_by = (select app.actor()) and decided_at = (select app.at()));
