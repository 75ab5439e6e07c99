import { sql } from 'kysely';
import type { Tx } from '#platform/db';

export interface HirerWay {
  readonly id: string;
  readonly name: string;
  /** Of the school's public page. */
  readonly address: string;
}

/** Whose link this is, while they hire. */
export async function findHirerWay(tx: Tx, linkHash: Buffer): Promise<HirerWay | undefined> {
  const { rows } = await sql<HirerWay>`
    select hirer_id as id, hirer as name, address from concern.hirer_way(${linkHash})`.execute(tx.db);
  return rows[0];
}
