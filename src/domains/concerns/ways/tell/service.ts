import { findCalendar, isOpen, nextOpening } from '#domains/people';
import { hashToken } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import type { Services } from '#platform/http';
import { when } from '../../routing/words.ts';
import { findSchoolAt } from '../intake/queries.ts';
import { takeIn } from '../intake/service.ts';
import type { School, Told } from '../types.ts';
import { findHirerWay } from './queries.ts';
import type { Hirer } from './told.ts';

type Door = Pick<Services, 'database' | 'masterKey'>;

const asOutsider = <T>({ database }: Door, act: (tx: Tx) => Promise<T>): Promise<T> =>
  database.withActor({ kind: 'system', role: 'outsider' }, act);

/** What nobody's address leads to is not there; a code that a poster shows wrongly says no more. */
async function schoolAt(tx: Tx, address: string): Promise<School> {
  const school = await findSchoolAt(tx, address);
  if (school === undefined) throw new NotFound('no such school');
  return school;
}

export const openSchool = (door: Door, address: string): Promise<School> =>
  asOutsider(door, (tx) => schoolAt(tx, address));

const LINK = /^[A-Za-z0-9_-]{43}$/;

export interface HirersPage {
  readonly school: School;
  readonly hirer: Hirer;
}

export function openHirer(door: Door, link: string): Promise<HirersPage> {
  return asOutsider(door, async (tx) => {
    const hirer = LINK.test(link) ? await findHirerWay(tx, hashToken(link)) : undefined;
    if (hirer === undefined) throw new NotFound('no such link');
    return { school: await schoolAt(tx, hirer.address), hirer };
  });
}

/** Takes it in. @returns the receipt code, and when somebody reads it */
export function send(door: Door, told: Told): Promise<{ readonly code: string; readonly read: string }> {
  return door.database.withActor({ kind: 'system', role: 'intake' }, async (tx) => ({
    code: await takeIn(tx, door.masterKey, told),
    read: await readsWhen(tx, told.schoolId),
  }));
}

/** When somebody looks at what is sent now (design rule 13). */
async function readsWhen(tx: Tx, schoolId: string): Promise<string> {
  const calendar = await findCalendar(tx, schoolId);
  return isOpen(calendar, tx.at)
    ? 'Somebody reads it today.'
    : `The school is closed now. Somebody reads it when it opens, ${when(nextOpening(calendar, tx.at), tx.at)}.`;
}

export const readTimes = (door: Door, schoolId: string): Promise<string> =>
  door.database.withActor({ kind: 'system', role: 'intake' }, (tx) => readsWhen(tx, schoolId));
