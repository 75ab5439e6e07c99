import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import { sizeWords } from '../words.ts';
import { findChanges, findQuotas, insertLimit } from './queries.ts';
import type { Quota, QuotaChange } from './types.ts';

const GB = 1024 ** 3;

/** What each school keeps whose limit I may set; to anybody else there is nothing here. */
export async function listQuotas(tx: Tx): Promise<Quota[]> {
  const quotas = await findQuotas(tx);
  if (quotas.length === 0) throw new NotFound('limits of files are not this person’s to set');
  return quotas;
}

export interface QuotaView {
  readonly quota: Quota;
  readonly changes: readonly QuotaChange[];
  /** The version that a change follows. */
  readonly seen: number;
}

export async function readQuota(tx: Tx, schoolId: string): Promise<QuotaView> {
  const quota = (await findQuotas(tx)).find((one) => one.schoolId === schoolId);
  if (quota === undefined) throw new NotFound('no school whose limit this person sets');
  const changes = await findChanges(tx, schoolId);
  return { quota, changes, seen: changes[0]?.version ?? 0 };
}

export interface SetQuota {
  readonly schoolId: string;
  /** In GB. */
  readonly limit: number;
  readonly reason: string;
  readonly seen: number;
}

/** Sets how much a school may keep. What is there stays: a limit that would shut out every further file is refused. */
export async function setQuota(tx: Tx, me: Me, { schoolId, limit, reason, seen }: SetQuota): Promise<void> {
  const { quota } = await readQuota(tx, schoolId);
  const bytes = limit * GB;
  if (bytes <= quota.held)
    throw new Invalid([
      {
        field: 'limit',
        message: `The school keeps ${sizeWords(quota.held)} already: enter more than that, or nobody there can add a file.`,
      },
    ]);
  const id = tx.ids.uuid();
  if (!(await insertLimit(tx, { id, schoolId, version: seen + 1, limit: bytes, by: me.id, reason })))
    throw new Conflict(
      'the limit was changed meanwhile',
      'Somebody else changed this limit while you had it open. Look at it again, then make your change.',
    );
  tx.record({
    chain: schoolId,
    type: 'evidence.quota-set/1',
    subject: schoolId,
    content: [{ table: 'evidence.quota', id }],
  });
}
