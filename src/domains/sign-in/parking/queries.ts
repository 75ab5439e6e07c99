import type { Tx } from '#platform/db';

export interface ParkedForm {
  readonly id: string;
  readonly path: string;
}

/** Typing that was parked today; older than that, nobody is still on the way back to it. */
export function latestParked(tx: Tx, personId: string): Promise<ParkedForm | undefined> {
  return tx.db
    .selectFrom('signin.parked_form')
    .select(['id', 'path'])
    .where('person_id', '=', personId)
    .where('parked_at', '>', tx.at.subtract({ hours: 24 }))
    .orderBy('parked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function insertParked(
  tx: Tx,
  form: { readonly personId: string; readonly path: string; readonly fields: object },
): Promise<void> {
  await tx.db
    .insertInto('signin.parked_form')
    .values({
      id: tx.ids.uuid(),
      person_id: form.personId,
      path: form.path,
      fields: JSON.stringify(form.fields),
      parked_at: tx.at,
    })
    .execute();
}

/** Somebody's oldest, beyond the `most` that are kept: a browser that repeats itself fills no disk. */
export async function dropOldest(tx: Tx, personId: string, most: number): Promise<void> {
  await tx.db
    .deleteFrom('signin.parked_form')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('signin.parked_form')
        .select('id')
        .where('person_id', '=', personId)
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
