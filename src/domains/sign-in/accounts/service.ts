import type { Me, Tx } from '#platform/db';
import { Forbidden, NotFound } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { schoolsNamed } from '../account/queries.ts';
import { chainOf } from '../chain.ts';
import { hashCode, newCode } from '../credentials/code.ts';
import type { Door } from '../door.ts';
import type { GivenCode, School } from '../types.ts';
import { type Adult, adultsOf, findAdult, giveInvitation, setDisabled } from './queries.ts';

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
  door: Pick<Door, 'masterKey'>,
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
    codeHash: hashCode(door.masterKey, code),
  });
  if (adult.hasEmail) await queueMail(tx, [adult.personId], { template: 'invitation', link: '/invitation' });
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
    mailed: adult.hasEmail,
  };
}

/** Closes or opens an account; closing ends its sessions and its unused codes. */
export async function changeDisabled(tx: Tx, me: Me, personId: string, disabled: boolean): Promise<void> {
  const adult = await requireAdult(tx, personId);
  await setDisabled(tx, adult.personId, disabled);
  tx.record({
    chain: chainOf(me),
    type: disabled ? 'account.disabled/1' : 'account.enabled/1',
    subject: adult.personId,
  });
}
