import type { Database } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { findUnlinkedOwners } from './queries.ts';

/** One mail a person, to Today, where each case that lacks its reference stands. Gives how many were reminded. */
export async function chaseMyConcern(database: Database): Promise<number> {
  return database.withActor({ kind: 'system', role: 'escalation' }, async (tx) => {
    const owners = await findUnlinkedOwners(tx);
    await queueMail(tx, owners, { template: 'reminder', link: '/' });
    return owners.length;
  });
}
