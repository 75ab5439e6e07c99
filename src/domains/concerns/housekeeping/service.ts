import type { Database } from '#platform/db';
import { queueMail } from '#platform/mailer';
import { purgeDrafts, purgeSearches, takeDraftsToPrompt } from './queries.ts';

export interface Housework {
  readonly prompted: number;
  readonly drafts: number;
  readonly searches: number;
}

/** Throws away what was only ever kept for a while, after telling the authors of unsent drafts. */
export async function keepHouse(database: Database): Promise<Housework> {
  return database.withActor({ kind: 'system', role: 'housekeeper' }, async (tx) => {
    const authors = await takeDraftsToPrompt(tx);
    await queueMail(tx, authors, { template: 'reminder', link: '/concerns/report' });
    return {
      prompted: authors.length,
      drafts: await purgeDrafts(tx),
      searches: await purgeSearches(tx),
    };
  });
}
