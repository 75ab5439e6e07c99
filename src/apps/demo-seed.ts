import type { Log } from '#platform/log';

/** Fills an empty demo database; leaves one that has a trust as it is. */
export async function seedDemo(_ownerUrl: string, log: Log): Promise<void> {
  log.debug('nothing to seed yet');
}
