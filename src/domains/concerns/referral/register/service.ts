import { type LocalDate, localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import type { RegisterRow } from '../types.ts';
import type { RegisterFilter } from './filter.ts';
import { countReferrals, findReferrals, type RegisterCount } from './queries.ts';

/** More than one screen holds; the file has them all. */
export const MOST_SHOWN = 100;

export interface Register {
  readonly filter: RegisterFilter;
  readonly rows: readonly RegisterRow[];
  readonly counts: readonly RegisterCount[];
  readonly today: LocalDate;
}

function mustHandle(me: Me): void {
  if (me.childSchoolIds.length + me.adultSchoolIds.length + me.headSchoolIds.length === 0)
    throw new NotFound('handles no concerns');
}

/** A list is no read (ADR 0026): numbers of concerns, states and days, and nothing of a child. */
export async function readRegister(tx: Tx, me: Me, filter: RegisterFilter): Promise<Register> {
  mustHandle(me);
  const today = localDate(tx.at);
  const [rows, counts] = await Promise.all([
    findReferrals(tx, filter, today, MOST_SHOWN),
    countReferrals(tx, today),
  ]);
  return { filter, rows, counts, today };
}

/** All of them, for a spreadsheet: taken out of the house, so an event says who did. */
export async function exportRegister(
  tx: Tx,
  me: Me,
  filter: RegisterFilter,
): Promise<readonly RegisterRow[]> {
  mustHandle(me);
  const rows = await findReferrals(tx, filter, localDate(tx.at), null);
  tx.record({ chain: me.trustId, type: 'referrals.exported/1', data: { rows: rows.length } });
  return rows;
}
