import { hashToken } from '#platform/crypto';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { findStaff } from '../../case/exclusion/queries.ts';
import { ledSchool } from '../../routing/led-school.ts';
import type { OfferedAdult } from '../types.ts';
import type { hirerForm } from './forms.ts';
import {
  changeHirer,
  deleteOffered,
  findHirers,
  findOffered,
  findWayCode,
  type HirerLine,
  insertHirer,
  insertOffered,
} from './queries.ts';

export interface Ways {
  readonly school: { readonly id: string; readonly name: string };
  /** Of the public pages, without their origin. */
  readonly path: string;
  readonly offered: readonly OfferedAdult[];
  readonly hirers: readonly HirerLine[];
  readonly staff: readonly { readonly id: string; readonly name: string }[];
}

export async function findWays(tx: Tx, me: Me, schoolId: string): Promise<Ways> {
  const { id, name } = await ledSchool(tx, me, schoolId);
  const [code, offered, hirers, staff] = await Promise.all([
    findWayCode(tx, id),
    findOffered(tx, id),
    findHirers(tx, id),
    findStaff(tx, id),
  ]);
  const isOffered = new Set(offered.map((one) => one.id));
  return {
    school: { id, name },
    path: `/tell/${code}`,
    offered,
    hirers,
    staff: staff.filter((one) => !isOffered.has(one.id)),
  };
}

export async function offerAdult(tx: Tx, me: Me, schoolId: string, adult: OfferedAdult): Promise<void> {
  const { staff } = await findWays(tx, me, schoolId);
  if (!staff.some(({ id }) => id === adult.id)) throw new NotFound('not an adult of this school');
  await insertOffered(tx, schoolId, me.id, adult);
  tx.record({
    chain: schoolId,
    type: 'way-in.adult-offered/1',
    subject: schoolId,
    data: { person: adult.id },
  });
}

export async function withdrawAdult(tx: Tx, me: Me, schoolId: string, personId: string): Promise<void> {
  await ledSchool(tx, me, schoolId);
  await deleteOffered(tx, schoolId, personId);
  tx.record({
    chain: schoolId,
    type: 'way-in.adult-withdrawn/1',
    subject: schoolId,
    data: { person: personId },
  });
}

/** @returns the link's token, which is shown once: a hash of it is kept */
export async function addHirer(
  tx: Tx,
  me: Me,
  schoolId: string,
  { hirer_name: name, lead_name: leadName, lead_email: leadEmail }: FormValue<typeof hirerForm>,
): Promise<string> {
  await ledSchool(tx, me, schoolId);
  const token = tx.ids.token();
  const id = await insertHirer(tx, schoolId, me.id, {
    name,
    leadName,
    leadEmail,
    linkHash: hashToken(token),
  });
  tx.record({ chain: schoolId, type: 'hirer.added/1', subject: id });
  return token;
}

/** Another link in place of the one before, which opens nothing from now on. */
export async function renewLink(tx: Tx, me: Me, schoolId: string, hirerId: string): Promise<string> {
  await ledSchool(tx, me, schoolId);
  const token = tx.ids.token();
  if (!(await changeHirer(tx, schoolId, hirerId, { linkHash: hashToken(token) })))
    throw new NotFound('no such hirer');
  tx.record({ chain: schoolId, type: 'hirer.link-renewed/1', subject: hirerId });
  return token;
}

/** They hire no more: the link opens nothing, and what they told stays. */
export async function endHirer(tx: Tx, me: Me, schoolId: string, hirerId: string): Promise<void> {
  await ledSchool(tx, me, schoolId);
  if (!(await changeHirer(tx, schoolId, hirerId, 'end'))) throw new NotFound('no such hirer');
  tx.record({ chain: schoolId, type: 'hirer.ended/1', subject: hirerId });
}
