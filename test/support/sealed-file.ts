import { Readable } from 'node:stream';
import { takeIn } from '#platform/storage';
import { answerForFile } from '../../src/domains/evidence/guard/service.ts';
import { keepFile, permitFor } from '../../src/domains/evidence/upload/service.ts';
import { vaultOf } from '../../src/domains/evidence/vault.ts';
import type { World } from './world.ts';

/** A file that the reporter of a concern puts to it, taken in and sealed as any other; gives its id. */
export async function aSealedFile(
  world: World,
  by: string,
  concernId: string,
  bytes: Buffer,
  name = 'a.txt',
): Promise<string> {
  const { rows } = await world.owner.query('select submitted_key as id from concern.concern where id = $1', [
    concernId,
  ]);
  const vault = vaultOf(world.services);
  const asReporter = <T>(act: Parameters<typeof world.as<T>>[1]) => world.as(by, act);
  const { uploadId = '' } = await asReporter((tx) => answerForFile(tx, vault, String(rows[0]?.id), 'no'));
  const permit = await asReporter((tx) => permitFor(tx, vault, uploadId));
  const taken = await takeIn(permit, Readable.from([bytes]));
  if (taken === undefined) throw new Error('not taken in');
  const keeping = { vault, scan: async () => 'clean' as const };
  await keepFile(keeping, asReporter, uploadId, permit, { ...taken, path: permit.path, name });
  return uploadId;
}
