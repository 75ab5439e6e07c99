import pg from 'pg';
import { type ListedCertificate, listDestroyed } from '#platform/backup';
import { systemClock } from '#platform/clock';
import type { MasterKey } from '#platform/crypto';
import type { AuditEvent } from '#platform/db';
import { appendEvents, type DestroyedAgain, destroyAgain, findCertificates } from './queries.ts';

async function asOwner<T>(ownerUrl: string, act: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  owner.on('error', () => {});
  await owner.connect();
  try {
    return await act(owner);
  } finally {
    await owner.end().catch(() => {});
  }
}

/** Brings the lists of what was destroyed up to date in these folders; gives how many they did not have. */
export async function keepLists(ownerUrl: string, key: MasterKey, dirs: readonly string[]): Promise<number> {
  const certificates = await asOwner(ownerUrl, findCertificates);
  let added = 0;
  for (const dir of dirs) added += await listDestroyed(dir, key, certificates);
  return added;
}

function eventsOf(
  listed: ListedCertificate,
  { schoolId, concernId, contents }: DestroyedAgain,
): AuditEvent[] {
  const at = { chain: schoolId, subject: concernId };
  return [
    ...Object.entries(contents).map(([table, ids]) => ({
      ...at,
      type: 'content.destroyed/1',
      data: { table, ids: [...ids] },
    })),
    {
      ...at,
      type: 'case.destroyed-again/1',
      data: { askedBy: String(listed.asked_by), agreedBy: String(listed.agreed_by) },
      content: [{ table: 'retention.destruction', id: listed.id }],
    },
  ];
}

export interface Reapplied {
  /** Certificates that the backup did not have. */
  readonly certificates: number;
  /** Cases that it brought back, and that are gone again. */
  readonly cases: number;
  /** Their sealed files. */
  readonly files: readonly string[];
}

/** Destroys again what a backup brought back, all of it or nothing; the chains say so. */
export function reapply(ownerUrl: string, listed: readonly ListedCertificate[]): Promise<Reapplied> {
  return asOwner(ownerUrl, async (owner) => {
    let [certificates, cases] = [0, 0];
    const files: string[] = [];
    await owner.query('begin');
    for (const one of listed) {
      const done = await destroyAgain(owner, one);
      if (done === undefined) continue;
      certificates += 1;
      cases += done.contents['concern.concern'] === undefined ? 0 : 1;
      files.push(...(done.contents['evidence.item'] ?? []));
      await appendEvents(owner, eventsOf(one, done), systemClock.now(), 'system:restore');
    }
    await owner.query('commit');
    return { certificates, cases, files };
  });
}
