-- Mail that waits to be sent. A link and nothing that tells (design rule 16).

create schema mail;
grant usage on schema mail to gatehouse_person, gatehouse_signin, gatehouse_escalation, gatehouse_postman, gatehouse_housekeeper;

create table mail.outbox (
  id uuid primary key,
  to_person_id uuid not null references people.person,
  template text not null,
  link text not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz not null,
  failure text,
  subject text,
  body text
);
create index outbox_waiting on mail.outbox (next_attempt_at) where sent_at is null;
select app.protect('mail.outbox', 'mail');

grant insert (id, to_person_id, template, link, queued_at, next_attempt_at) on mail.outbox to gatehouse_person, gatehouse_signin, gatehouse_escalation, gatehouse_housekeeper;
create policy person_queues on mail.outbox for insert to gatehouse_person with check ((select app.actor()) is not null);
create policy system_queues on mail.outbox for insert
  to gatehouse_signin, gatehouse_escalation, gatehouse_housekeeper with check (true);
grant select, update (sent_at, attempts, next_attempt_at, failure, subject, body) on mail.outbox to gatehouse_postman;
create policy postman on mail.outbox to gatehouse_postman using (true);
grant select (id, sent_at), delete on mail.outbox to gatehouse_housekeeper;
create policy housekeeping on mail.outbox to gatehouse_housekeeper using (sent_at < (select app.at()) - interval '30 days');

-- Wakes the postman when the transaction commits; without it mail would wait for the next minute.
create function mail.wake_postman() returns trigger
  language plpgsql as $$
begin
  perform pg_notify('gatehouse_mail', '');
  return null;
end
$$;
create trigger wake_postman after insert on mail.outbox for each statement execute function mail.wake_postman();
