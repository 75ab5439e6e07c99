import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/db';

/**
 * Whether anybody who could read this case has not been told of it yet: the same climb as the escalation's, asked of the
 * database in one condition. `f` is the case file.
 */
export const nextInLine = (tx: Tx): RawBuilder<boolean> => sql<boolean>`exists (
  select from concern.caseload l
  join people.school s on s.id = l.school_id
  join people.appointment a on a.school_id = s.id or (a.school_id is null and a.trust_id = s.trust_id)
  where l.id = f.caseload_id
    and a.role = any (case l.stream
      when 'child' then array['dsl', 'deputy_dsl', 'head', 'trust_safeguarding_lead']
      when 'adult' then array['head']
      else array['chair_of_governors', 'trust_safeguarding_lead'] end)
    and a.during @> (${tx.at}::timestamptz at time zone 'Europe/London')::date
    and not exists (select from concern.notice n where n.concern_id = f.concern_id and n.person_id = a.person_id)
    and not exists (
      select from concern.exclusion e
      where e.concern_id = f.concern_id and e.person_id = a.person_id and e.state <> 'lifted')
    and not exists (select from concern.cannot_sign_in(s.id) u where u.person_id = a.person_id and u.closed))`;

export async function hasNextInLine(tx: Tx, concernId: string): Promise<boolean> {
  const { rows } = await sql<{ next: boolean }>`
    select ${nextInLine(tx)} as next from concern.case_file f where f.concern_id = ${concernId}`.execute(
    tx.db,
  );
  return rows[0]?.next ?? false;
}
