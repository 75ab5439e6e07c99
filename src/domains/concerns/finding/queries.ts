import { type RawBuilder, sql } from 'kysely';
import { Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Cleared, PartyFinding } from './types.ts';

/** As JSON carries it. */
type Plain = Omit<PartyFinding, 'foundAt'> & { readonly foundAt: string };
type PlainCleared = Omit<Cleared, 'on'> & { readonly on: string };

/** The finding that holds about each person of a case as a sub-select; see case/follow. */
export const findingsOf = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'partyId', n.party_id, 'number', n.number, 'finding', n.finding,
      'intent', n.intent, 'selfReported', n.self_reported, 'reason', n.reason, 'foundAt', n.found_at, 'foundBy', n.found_by)
      order by n.found_at, n.id), '[]')
  from (select distinct on (f.party_id) f.* from concern.finding f where f.concern_id = ${concernId}
    order by f.party_id, f.number desc) n)`;

export const asFinding = ({ foundAt, ...rest }: Plain): PartyFinding => ({
  ...rest,
  foundAt: Temporal.Instant.from(foundAt),
});

/** Those whom somebody else has taken the place of: named wrongly. */
export const clearedOf = (concernId: string): RawBuilder<readonly PlainCleared[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('partyId', w.id, 'personId', w.person_id, 'part', w.part, 'isAdult', w.is_adult,
      'name', coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, 'Name held elsewhere'), 'on', r.added_at)
      order by r.added_at, w.id), '[]')
  from concern.party w join concern.party r on r.identifies = w.id
  left join people.person p on p.id = w.person_id
  where w.concern_id = ${concernId} and w.person_id is not null)`;

export const asCleared = ({ on, ...rest }: PlainCleared): Cleared => ({
  ...rest,
  on: Temporal.Instant.from(on),
});

/** What holds about one person of a case. */
export async function findFinding(
  tx: Tx,
  concernId: string,
  partyId: string,
): Promise<PartyFinding | undefined> {
  const { found } = await tx.db.selectNoFrom(findingsOf(concernId).as('found')).executeTakeFirstOrThrow();
  return found.map(asFinding).find((one) => one.partyId === partyId);
}

export async function insertFinding(
  tx: Tx,
  file: { readonly concernId: string; readonly caseloadId: string },
  made: Omit<PartyFinding, 'id' | 'foundAt'>,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.finding')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      party_id: made.partyId,
      number: made.number,
      finding: made.finding,
      intent: made.intent,
      self_reported: made.selfReported,
      reason: made.reason,
      found_at: tx.at,
      found_by: made.foundBy,
    })
    .execute();
  return id;
}

/** What was found about this child, as a branch of their file; `not` where it was about somebody else after all. */
export const findingsInFile = sql`
  select f.id, 'finding', f.found_at, f.concern_id, f.finding,
      exists (select from concern.party n where n.identifies = y.id), f.reason, f.found_by
    from mine join concern.party y on y.concern_id = mine.concern_id and y.person_id = mine.person_id
    join concern.finding f on f.party_id = y.id`;
