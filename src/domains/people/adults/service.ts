import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid, NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { type NamedSchool, schoolsById } from '../schools/queries.ts';
import type { AddAdult } from './forms.ts';
import { findReachable, insertAdult, insertPost, isNameKnown, type Reachable, setEmail } from './queries.ts';

/** Further ahead is more likely a slip of the pen than a plan. */
const MOST_DAYS_AHEAD = 366;

/** Schools to which I add people: those whose roster I keep. */
export async function schoolsToAddTo(tx: Tx, me: Me): Promise<NamedSchool[]> {
  if (me.rosterSchoolIds.length === 0) throw new NotFound('keeps no roster');
  return schoolsById(tx, me.rosterSchoolIds);
}

function firstDay(tx: Tx, from: LocalDate | null): LocalDate {
  const today = localDate(tx.at);
  if (from !== null && Temporal.PlainDate.compare(from, today.add({ days: MOST_DAYS_AHEAD })) > 0) {
    throw new Invalid([{ field: 'from', message: 'Enter a first day within the next year.' }]);
  }
  return from ?? today;
}

/** An adult whom the roster lacks, with a post that reads no cases; a duty that does takes two people, later. */
export async function addAdult(tx: Tx, me: Me, input: AddAdult): Promise<string> {
  const schools = await schoolsToAddTo(tx, me);
  const school = schools.find(({ id }) => id === input.school);
  if (school === undefined) throw new Invalid([{ field: 'school', message: 'Choose the school.' }]);
  const from = firstDay(tx, input.from);
  const name = { given: input.given_name, family: input.family_name };
  if (input.another.length === 0 && (await isNameKnown(tx, school.id, name))) {
    throw new Invalid([
      {
        field: 'another',
        message: 'Somebody of this name is or was at this school. Look for them under People first.',
      },
    ]);
  }
  const [id, postId] = [tx.ids.uuid(), tx.ids.uuid()];
  const { trustId } = me;
  await insertAdult(tx, { id, trustId, givenName: name.given, familyName: name.family, email: input.email });
  const { role, designation } = input;
  await insertPost(tx, { id: postId, personId: id, trustId, schoolId: school.id, role, designation, from });
  tx.record({ chain: school.id, type: 'person.added/1', subject: id, data: { appointment: postId, role } });
  return id;
}

/** The page of a person asks it, so a pupil and who keeps no roster cost no statement. */
export async function mayChangeEmail(
  tx: Tx,
  me: Me,
  { id, kind }: { readonly id: string; readonly kind: string },
): Promise<boolean> {
  return kind === 'adult' && me.rosterSchoolIds.length > 0 && (await findReachable(tx, id)) !== undefined;
}

/** Whose address I may change. A case reader's is nobody's to change alone: their mail says what waits. */
export async function openEmail(tx: Tx, me: Me, id: string): Promise<Reachable> {
  const found = me.rosterSchoolIds.length > 0 && isUuid(id) ? await findReachable(tx, id) : undefined;
  if (found === undefined) throw new NotFound('nobody whose address this person keeps');
  return found;
}

export async function changeEmail(tx: Tx, me: Me, id: string, email: string | null): Promise<void> {
  const { schoolId } = await openEmail(tx, me, id);
  if (!(await setEmail(tx, id, email))) throw new NotFound('nobody whose address this person keeps');
  tx.record({ chain: schoolId, type: 'person.email_changed/1', subject: id, data: { fields: ['email'] } });
}
