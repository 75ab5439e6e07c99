import type { Me, Tx } from '#platform/db';
import { Forbidden, NotFound } from '#platform/errors';
import type { Services } from '#platform/http';
import { mailLeaves, queueMail } from '#platform/mailer';
import { schoolsNamed } from '../account/queries.ts';
import { chainOf } from '../chain.ts';
import { hashCode, newCode } from '../credentials/code.ts';
import { caseReaders, vouchersOf } from '../queries.ts';
import type { GivenCode, School } from '../types.ts';
import {
  type Adult,
  adultsOf,
  findAdult,
  findVouchable,
  giveInvitation,
  setDisabled,
  vouchInDatabase,
} from './queries.ts';

export interface SchoolAccounts {
  readonly schools: readonly School[];
  readonly school: School;
  readonly adults: readonly Adult[];
}

/** One school at a time: a trust may have thousands of adults. */
export async function showAccounts(tx: Tx, me: Me, schoolId: string | undefined): Promise<SchoolAccounts> {
  const schools = await schoolsNamed(tx, me.rosterSchoolIds);
  const school = schoolId === undefined ? schools[0] : schools.find(({ id }) => id === schoolId);
  if (school === undefined) throw new NotFound('keeps no roster there');
  return { schools, school, adults: await adultsOf(tx, school.id) };
}

export async function requireAdult(tx: Tx, personId: string): Promise<Adult> {
  const adult = await findAdult(tx, personId);
  if (adult === undefined) throw new NotFound('nobody on the actor’s roster');
  return adult;
}

/** A one-time code for somebody's first password, or a new one; whoever reads cases takes the way by two people. */
export async function invite(
  tx: Tx,
  me: Me,
  services: Pick<Services, 'masterKey' | 'config' | 'demo'>,
  input: { readonly personId: string; readonly userName: string | null },
): Promise<GivenCode> {
  const adult = await requireAdult(tx, input.personId);
  if (adult.readsCases) {
    throw new Forbidden(
      'invites a case reader',
      'Two people give the sign-in of a case reader: see Recovery.',
    );
  }
  const code = newCode(tx.ids);
  const passId = tx.ids.uuid();
  await giveInvitation(tx, adult.personId, {
    userName: input.userName,
    passId,
    codeHash: hashCode(services.masterKey, code),
  });
  const template = adult.wasUsed ? 'reset' : 'invitation';
  if (adult.hasEmail) await queueMail(tx, [adult.personId], { template, link: '/invitation' });
  tx.record({
    chain: chainOf(me),
    type: 'invitation.given/1',
    subject: adult.personId,
    data: { pass: passId, isFirst: adult.userName === null },
  });
  return {
    userName: adult.userName ?? input.userName ?? '',
    code,
    personName: `${adult.givenName} ${adult.familyName}`,
    mailed: adult.hasEmail && mailLeaves(services),
  };
}

export async function requireVouchable(tx: Tx, personId: string): Promise<Adult> {
  const adult = await findVouchable(tx, personId);
  if (adult === undefined) throw new NotFound('nobody whom the actor could vouch for');
  return adult;
}

/** It is really they who sign in: what they wrote before is theirs again. The others who could have said so are told. */
export async function vouch(tx: Tx, me: Me, personId: string): Promise<void> {
  const adult = await requireVouchable(tx, personId);
  const others = await vouchersOf(tx, adult.personId);
  await vouchInDatabase(tx, adult.personId);
  await queueMail(
    tx,
    others.filter((id) => id !== me.id),
    { template: 'vouched', link: '/recovery' },
  );
  tx.record({ chain: chainOf(me), type: 'account.vouched/1', subject: adult.personId });
}

/** Closes or opens an account; closing ends its sessions and its unused codes. A case reader's is told to them all. */
export async function changeDisabled(tx: Tx, me: Me, personId: string, disabled: boolean): Promise<void> {
  const adult = await requireAdult(tx, personId);
  await setDisabled(tx, adult.personId, disabled);
  if (adult.readsCases) {
    const told = await caseReaders(tx, adult.personId);
    await queueMail(tx, told, { template: 'security', link: '/people/duties' });
  }
  tx.record({
    chain: chainOf(me),
    type: disabled ? 'account.disabled/1' : 'account.enabled/1',
    subject: adult.personId,
  });
}
