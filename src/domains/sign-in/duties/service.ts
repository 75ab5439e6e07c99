import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Forbidden, Invalid, NotFound } from '#platform/errors';
import { queueMail } from '#platform/mailer';
import { schoolsNamed } from '../account/queries.ts';
import { chainOf } from '../chain.ts';
import { hashCode, newCode } from '../credentials/code.ts';
import type { Door } from '../door.ts';
import { leadsTrust, ledSchoolIds, mayLead, readsCases } from '../policy.ts';
import { caseReaders } from '../queries.ts';
import { freeUserName } from '../recovery/queries.ts';
import type { GivenCode, School } from '../types.ts';
import { proposedUserName } from '../user-name.ts';
import type { GiveDuty } from './forms.ts';
import {
  type AskedDuty,
  askedDuties,
  type Candidate,
  cancelDutyInDatabase,
  candidates,
  confirmDutyInDatabase,
  endDutyInDatabase,
  findAskedDuty,
  type HeldDuty,
  heldDuties,
  insertAskedDuty,
} from './queries.ts';

export interface Duties {
  readonly held: readonly HeldDuty[];
  readonly asked: readonly AskedDuty[];
  readonly mayGive: boolean;
}

export async function showDuties(tx: Tx, me: Me): Promise<Duties> {
  if (!readsCases(me)) throw new NotFound('reads no cases');
  return {
    held: await heldDuties(tx),
    asked: await askedDuties(tx),
    mayGive: mayLead(me),
  };
}

export interface DutyChoices {
  readonly schools: readonly School[];
  /** `null` for a duty at the trust. */
  readonly school: School | null;
  readonly mayGiveAtTrust: boolean;
  readonly people: readonly Candidate[];
}

/** Whom a duty at this school can be given to; `trust` for one at the trust. */
export async function showDutyChoices(tx: Tx, me: Me, place: string | undefined): Promise<DutyChoices> {
  if (!mayLead(me)) throw new NotFound('gives no duties');
  const schools = await schoolsNamed(tx, ledSchoolIds(me));
  const atTrust = place === 'trust' && leadsTrust(me);
  const school = atTrust ? null : place === undefined ? schools[0] : schools.find(({ id }) => id === place);
  if (school === undefined) throw new NotFound('leads no such school');
  return {
    schools,
    school,
    mayGiveAtTrust: leadsTrust(me),
    people: await candidates(tx, school?.id ?? null, me.id),
  };
}

function tellAll(tx: Tx, personIds: readonly string[]): Promise<void> {
  return queueMail(tx, personIds, { template: 'security', link: '/people/duties' });
}

const before = (a: LocalDate, b: LocalDate) => Temporal.PlainDate.compare(a, b) < 0;

/** Nobody held yesterday what they are given today, and cover ends by itself: the database refuses both. */
function firstDayOf(tx: Tx, { from, until, cover }: Pick<GiveDuty, 'from' | 'until' | 'cover'>): LocalDate {
  const first = from ?? localDate(tx.at);
  const wrong = (field: string, message: string) => new Invalid([{ field, message }]);
  if (before(first, localDate(tx.at))) throw wrong('from', 'Enter today or a later day.');
  if (until !== null && before(until, first)) throw wrong('until', 'The last day is before the first.');
  if (cover.length > 0 && until === null)
    throw wrong('until', 'Enter the last day of the cover: it ends by itself then.');
  return first;
}

/** The first of the two: a Head or the trust's lead asks. Nothing changes until a second case reader agrees. */
export async function askDuty(tx: Tx, me: Me, input: GiveDuty & { readonly place: string }): Promise<string> {
  const choices = await showDutyChoices(tx, me, input.place);
  const person = choices.people.find(({ personId }) => personId === input.personId);
  if (person === undefined)
    throw new Invalid([{ field: 'personId', message: 'Choose somebody of this school.' }]);
  if ((input.role === 'trust_safeguarding_lead') !== (choices.school === null)) {
    throw new Invalid([{ field: 'role', message: 'Choose a duty of this place.' }]);
  }
  const from = firstDayOf(tx, input);
  const userName =
    person.userName === null
      ? await freeUserName(tx, proposedUserName(person.givenName, person.familyName))
      : null;
  const id = tx.ids.uuid();
  await insertAskedDuty(tx, {
    id,
    personId: person.personId,
    schoolId: choices.school?.id ?? null,
    role: input.role,
    asCover: input.cover.length > 0,
    from,
    until: input.until,
    userName,
  });
  await tellAll(tx, await caseReaders(tx, me.id));
  tx.record({
    chain: choices.school?.id ?? me.trustId,
    type: 'duty.asked/1',
    subject: person.personId,
    data: { duty: id, role: input.role },
    content: [{ table: 'signin.duty_grant', id }],
  });
  return id;
}

export async function showAskedDuty(tx: Tx, me: Me, id: string): Promise<AskedDuty> {
  const found = readsCases(me) ? await findAskedDuty(tx, id) : undefined;
  if (found === undefined) throw new NotFound('no such duty waits');
  return found;
}

/** Whom a duty waits for, to somebody who is not that. */
export function whoConfirms({ role }: Pick<AskedDuty, 'role'>): string {
  return role === 'chair_of_governors'
    ? 'It waits for the trust’s safeguarding lead or a chair of governors of this school, where there is one; else for another case reader than the one who asked.'
    : 'It waits for another case reader than the one who asked.';
}

/** The second of the two: from now on the duty is held. The code, for who begins to read cases, is given once. */
export async function confirmDuty(
  tx: Tx,
  me: Me,
  door: Pick<Door, 'masterKey'>,
  id: string,
): Promise<GivenCode | undefined> {
  const duty = await showAskedDuty(tx, me, id);
  if (!duty.mayConfirm) {
    throw new Forbidden('confirms their own', whoConfirms(duty));
  }
  const code = newCode(tx.ids);
  const appointmentId = tx.ids.uuid();
  const isNew = await confirmDutyInDatabase(tx, id, {
    appointmentId,
    passId: tx.ids.uuid(),
    codeHash: hashCode(door.masterKey, code),
  });
  await tellAll(tx, await caseReaders(tx, me.id));
  tx.record({
    chain: chainOf(me),
    type: 'duty.confirmed/1',
    subject: duty.personId,
    data: { duty: id, appointment: appointmentId, role: duty.role, signInBegunAfresh: isNew },
    content: [{ table: 'signin.duty_grant', id }],
  });
  return isNew
    ? { userName: duty.userName ?? '', code, personName: duty.personName, mailed: false }
    : undefined;
}

export async function cancelDuty(tx: Tx, me: Me, id: string): Promise<void> {
  const duty = await showAskedDuty(tx, me, id);
  await cancelDutyInDatabase(tx, id);
  await tellAll(tx, await caseReaders(tx, me.id));
  tx.record({ chain: chainOf(me), type: 'duty.cancelled/1', subject: duty.personId, data: { duty: id } });
}

export async function requireEndable(tx: Tx, me: Me, id: string): Promise<HeldDuty> {
  const { held } = await showDuties(tx, me);
  const duty = held.find((candidate) => candidate.id === id && candidate.mayEnd);
  if (duty === undefined) throw new NotFound('no duty that the actor may end');
  return duty;
}

/** At once, by one alone: taking a right away may not wait for a second. */
export async function endDuty(tx: Tx, me: Me, id: string): Promise<void> {
  const duty = await requireEndable(tx, me, id);
  await endDutyInDatabase(tx, id);
  await tellAll(tx, [...(await caseReaders(tx, me.id)), duty.personId]);
  tx.record({
    chain: duty.schoolId ?? me.trustId,
    type: 'duty.ended/1',
    subject: duty.personId,
    data: { appointment: id, role: duty.role },
  });
}
