import { type RawBuilder, sql } from 'kysely';
import { type LocalDate, Temporal } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Reference } from './types.ts';

/** As JSON carries it. */
export type PlainReference = Omit<Reference, 'inForceFrom' | 'checkedOn' | 'addedAt'> & {
  readonly inForceFrom: string | null;
  readonly checkedOn: string;
  readonly addedAt: string;
};

const asJson = sql`jsonb_build_object('id', r.id, 'slug', r.slug, 'title', r.title, 'edition', r.edition, 'says', r.says,
  'inForce', r.in_force, 'inForceFrom', r.in_force_from, 'checkedOn', r.checked_on, 'source', r.source,
  'addedAt', r.added_at, 'ofGatehouse', r.trust_id is null)`;

/** What holds now stands before what does not; of several the latest. */
const currentFirst = sql`r.in_force desc, r.in_force_from desc nulls last, r.added_at desc, r.id desc`;

/** The edition of each that holds today, as a sub-select for others’ statements: an array in no order. */
export const referencesFor = (slugs: readonly string[]): RawBuilder<readonly PlainReference[]> => sql`(
  select coalesce(jsonb_agg(x.found), '[]') from (
    select distinct on (r.slug) ${asJson} as found from policy.reference r where r.slug = any (${slugs}::text[])
    order by r.slug, ${currentFirst}) x)`;

export const asReference = ({ inForceFrom, checkedOn, addedAt, ...rest }: PlainReference): Reference => ({
  ...rest,
  inForceFrom: inForceFrom === null ? null : Temporal.PlainDate.from(inForceFrom),
  checkedOn: Temporal.PlainDate.from(checkedOn),
  addedAt: Temporal.Instant.from(addedAt),
});

/** Every edition there is, each work together, what holds first. */
export async function findReferences(tx: Tx): Promise<Reference[]> {
  const { rows } = await sql<{ readonly found: PlainReference }>`
    select ${asJson} as found from policy.reference r
    order by min(r.title) over (partition by r.slug), r.slug, ${currentFirst}
  `.execute(tx.db);
  return rows.map(({ found }) => asReference(found));
}

export interface NewReference {
  readonly slug: string;
  readonly title: string;
  readonly edition: string;
  readonly says: string;
  readonly inForce: boolean;
  readonly inForceFrom: LocalDate | null;
  readonly source: string;
}

export async function insertReference(
  tx: Tx,
  by: { readonly id: string; readonly trustId: string },
  made: NewReference & { readonly checkedOn: LocalDate },
): Promise<string> {
  const id = tx.ids.uuid();
  await tx.db
    .insertInto('policy.reference')
    .values({
      id,
      trust_id: by.trustId,
      slug: made.slug,
      title: made.title,
      edition: made.edition,
      says: made.says,
      in_force: made.inForce,
      in_force_from: made.inForceFrom,
      checked_on: made.checkedOn,
      source: made.source,
      added_at: tx.at,
      added_by: by.id,
    })
    .execute();
  return id;
}
