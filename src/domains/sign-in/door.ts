import type { Tx } from '#platform/db';
import type { Services } from '#platform/http';

/** What letting somebody in needs: it begins before there is a person, so it opens transactions of its own. */
export type Door = Pick<Services, 'database' | 'masterKey' | 'ids'>;

/** A transaction of the part of Gatehouse that checks passwords and keeps sessions. */
export function asSignIn<T>(door: Pick<Door, 'database'>, act: (tx: Tx) => Promise<T>): Promise<T> {
  return door.database.withActor({ kind: 'system', role: 'signin' }, act);
}
