import { type RawBuilder, sql } from 'kysely';
import { Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Support } from './types.ts';

type Dated = 'checkInOn' | 'madeAt' | 'endedAt';
/** As JSON carries it. */
type Plain = Omit<Support, Dated> & {
  readonly checkInOn: string | null;
  readonly madeAt: string;
  readonly endedAt: string | null;
};

/** The plans of a case as a sub-select, those that run first; see case/follow. */
export const supportOf = (concernId: string): RawBuilder<readonly Plain[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'partyId', s.party_id, 'steps', s.steps, 'voice', s.voice,
      'name', coalesce(coalesce(p.known_as, p.given_name) || ' ' || p.family_name, y.described_as, 'Name held elsewhere'),
      'adultName', case when s.steps is not null then
        coalesce(coalesce(n.known_as, n.given_name) || ' ' || n.family_name, 'Somebody who has left') end,
      'noneBecause', s.none_because, 'checkInId', a.id, 'checkInOn', a.due_on, 'madeAt', s.made_at,
      'endedAt', s.ended_at, 'endedHow', s.ended_how) order by s.ended_at is not null, s.made_at, s.id), '[]')
  from concern.support s
  join concern.party y on y.id = s.party_id left join people.person p on p.id = y.person_id
  left join people.person n on n.id = s.named_adult_id
  left join concern.action a on a.id = s.check_in_id and a.done_at is null
  where s.concern_id = ${concernId})`;

export const asSupport = ({ checkInOn, madeAt, endedAt, ...rest }: Plain): Support => ({
  ...rest,
  checkInOn: checkInOn === null ? null : Temporal.PlainDate.from(checkInOn),
  madeAt: Temporal.Instant.from(madeAt),
  endedAt: endedAt === null ? null : Temporal.Instant.from(endedAt),
});

export async function findSupport(tx: Tx, concernId: string): Promise<Support[]> {
  const { found } = await tx.db.selectNoFrom(supportOf(concernId).as('found')).executeTakeFirstOrThrow();
  return found.map(asSupport);
}

export interface NewSupport {
  readonly partyId: string;
  readonly madeBy: string;
  readonly namedAdultId: string | null;
  readonly steps: string | null;
  readonly voice: string | null;
  readonly noneBecause: string | null;
  readonly checkInId: string | null;
}

export async function insertSupport(
  tx: Tx,
  file: { readonly concernId: string; readonly caseloadId: string },
  made: NewSupport,
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('concern.support')
    .values({
      id,
      concern_id: file.concernId,
      caseload_id: file.caseloadId,
      party_id: made.partyId,
      named_adult_id: made.namedAdultId,
      steps: made.steps,
      voice: made.voice,
      none_because: made.noneBecause,
      made_at: tx.at,
      made_by: made.madeBy,
      check_in_id: made.checkInId,
    })
    .execute();
  return id;
}

export async function saveCheckIn(tx: Tx, id: string, actionId: string | null): Promise<void> {
  await tx.db.updateTable('concern.support').set({ check_in_id: actionId }).where('id', '=', id).execute();
}

export async function endSupport(tx: Tx, id: string, by: string, how: string): Promise<void> {
  await tx.db
    .updateTable('concern.support')
    .set({ ended_at: tx.at, ended_by: by, ended_how: how })
    .where('id', '=', id)
    .execute();
}

/** What was planned for this child, as branches of their file; `not` where it was said why there is no plan. */
export const supportInFile = sql`
  select s.id, 'support', s.made_at, s.concern_id, null, s.steps is null,
      coalesce(s.none_because, concat_ws('. ', s.steps, s.voice)), s.made_by
    from mine join concern.party y on y.concern_id = mine.concern_id and y.person_id = mine.person_id
    join concern.support s on s.party_id = y.id
  union all
  select s.id, 'support_ended', s.ended_at, s.concern_id, null, false, s.ended_how, s.ended_by
    from mine join concern.party y on y.concern_id = mine.concern_id and y.person_id = mine.person_id
    join concern.support s on s.party_id = y.id and s.ended_at is not null`;
