import type { Tx } from '#platform/db';

export interface ParkedForm {
  readonly id: string;
  readonly path: string;
}

/** Typing of this person's that this browser parked today: from now on it is theirs like any other. */
export async function claimParked(tx: Tx, personId: string, claim: Buffer): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('signin.parked_form')
    .set({ claim: null })
    .where('person_id', '=', personId)
    .where('claim', '=', claim)
    .where('parked_at', '>', tx.at.subtract({ hours: 24 }))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Typing that was parked today; older than that, nobody is still on the way back to it. */
export function latestParked(tx: Tx, personId: string): Promise<ParkedForm | undefined> {
  return tx.db
    .selectFrom('signin.parked_form')
    .select(['id', 'path'])
    .where('person_id', '=', personId)
    .where('claim', 'is', null)
    .where('parked_at', '>', tx.at.subtract({ hours: 24 }))
    .orderBy('parked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertParked(
  tx: Tx,
  form: {
    readonly personId: string;
    readonly path: string;
    readonly fields: object;
    readonly claim: Buffer | null;
  },
): Promise<void> {
  await tx.db
    .insertInto('signin.parked_form')
    .values({
      id: tx.ids.uuid(),
      person_id: form.personId,
      path: form.path,
      fields: JSON.stringify(form.fields),
      parked_at: tx.at,
      claim: form.claim,
    })
    .execute();
}

/** Somebody's oldest, beyond the `most` that are kept: a browser that repeats itself fills no disk, and pushes out nothing of theirs. */
export async function dropOldest(
  tx: Tx,
  personId: string,
  { most, theirs }: { readonly most: number; readonly theirs: boolean },
): Promise<void> {
  await tx.db
    .deleteFrom('signin.parked_form')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('signin.parked_form')
        .select('id')
        .where('person_id', '=', personId)
        .where('claim', theirs ? 'is' : 'is not', null)
        .orderBy('parked_at', 'desc')
        .orderBy('id', 'desc')
        .offset(most),
    )
    .execute();
}

export async function deleteParked(
  tx: Tx,
  id: string,
): Promise<{ path: string; fields: unknown } | undefined> {
  return tx.db
    .deleteFrom('signin.parked_form')
    .where('id', '=', id)
    .returning(['path', 'fields'])
    .executeTakeFirst();
}
