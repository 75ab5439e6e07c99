import { hashToken } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { readValues, type Values } from '#platform/forms';
import { isUuid } from '#platform/ids';
import { asSignIn, type Door } from '../door.ts';
import { deleteParked, dropOldest, insertParked } from './queries.ts';

const MOST_FORMS = 10;
const SECRET_FIELD = /pass|secret|token|code/i;

/** Keeps what somebody typed after their session had ended: for them alone, a week, and never a password. */
export async function parkForm(
  door: Pick<Door, 'database'>,
  form: {
    readonly personId: string;
    readonly path: string;
    readonly body: unknown;
    /** What the browser shows when it signs in, where it may not be its person's. */
    readonly claim?: string | undefined;
  },
): Promise<void> {
  const fields = Object.fromEntries(
    Object.entries(readValues(form.body)).filter(([name]) => !SECRET_FIELD.test(name)),
  );
  if (Object.keys(fields).length === 0) return;
  const claim = form.claim === undefined ? null : hashToken(form.claim);
  await asSignIn(door, async (tx) => {
    await insertParked(tx, { personId: form.personId, path: form.path, fields, claim });
    await dropOldest(tx, form.personId, { most: MOST_FORMS, theirs: claim === null });
  });
}

export interface Parked {
  readonly path: string;
  readonly fields: Values;
}

/**
 * What the signed-in person had typed, for the page that they typed it on (`?kept=<id>`). It is given once: put it into
 * a draft in the same transaction.
 */
export async function takeParked(tx: Tx, id: string): Promise<Parked | undefined> {
  const found = isUuid(id) ? await deleteParked(tx, id) : undefined;
  return found && { path: found.path, fields: readValues(found.fields) };
}
