import { type FoundPerson, peopleById } from '#domains/people';
import { ageOn, localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import { findConcern, findParties } from '../../queries.ts';
import type { Part, Party } from '../../types.ts';
import type { Input } from '../act/forms.ts';
import { type Acting, type ActOn, perform } from '../act/perform.ts';
import { saveExclusion } from '../exclusion/queries.ts';
import { findExclusions, findReaders } from '../queries.ts';
import { insertNamed } from './queries.ts';

/**
 * Naming somebody in a case after it was reported: a child whose name has come out since, or one whom the report could
 * only describe. The report stays as it was sent; what hangs on the child (context, guardians, other concerns) follows.
 */

const refuse = (field: string, message: string) => new Invalid([{ field, message }]);

/**
 * An adult who may have done it is shut out, as if the report had named them. Who reads this case by duty is shut out
 * on a page of its own, since the case may have to move; staff make it a concern about an adult.
 */
export async function shutOut({ tx, me, file }: Acting, person: FoundPerson, note: string | null) {
  if (file.stream === 'child' && person.worksHere) {
    throw refuse(
      'part',
      'They work here. Press “It is about an adult after all” on the case instead: it decides who may read this.',
    );
  }
  const standing = (await findExclusions(tx, file.concernId)).filter(({ state }) => state !== 'lifted');
  if (standing.some(({ personId }) => personId === person.id)) return [];
  if ((await findReaders(tx, file)).some(({ personId }) => personId === person.id)) {
    throw refuse(
      'part',
      'They read this case by their duty. Press “This concerns me, my family or another handler” on the case first.',
    );
  }
  const row = await saveExclusion(tx, file, {
    personId: person.id,
    state: 'provisional',
    reason: note ?? 'Named in the case',
    setBy: me.id,
  });
  return [row];
}

function described(parties: readonly Party[], id: string | null): Party | undefined {
  if (id === null) return undefined;
  const found = parties.find((party) => party.id === id && party.personId === null);
  if (found === undefined) throw refuse('identifies', 'Choose one of those who are not known yet');
  return found;
}

/** On the day in question, as for whoever the report names. */
export async function ageThen(tx: Tx, concernId: string, person: FoundPerson): Promise<number | null> {
  const concern = await findConcern(tx, concernId);
  if (concern === undefined || person.birthDate === null) return null;
  return ageOn(person.birthDate, concern.happenedOn ?? localDate(concern.reportedAt));
}

export const namePerson = (tx: Tx, me: Me, on: ActOn, input: Input<'name_person'>) =>
  perform(tx, me, on, 'name_person', async (acting) => {
    const { file } = acting;
    const [person] = await peopleById(tx, file.school.id, [input.person]);
    if (person === undefined) throw refuse('person', 'Choose somebody from the list');
    const parties = await findParties(tx, file.concernId);
    if (parties.some(({ personId }) => personId === person.id))
      throw refuse('person', 'They are named in this case already');
    const identified = described(parties, input.identifies);
    const part: Part = input.part;
    const alleged = part === 'alleged' && person.kind === 'adult';
    const exclusions = alleged ? await shutOut(acting, person, input.note) : [];
    const named = await insertNamed(tx, file, {
      personId: person.id,
      describedAs: null,
      part,
      isAdult: person.kind === 'adult',
      age: await ageThen(tx, file.concernId, person),
      identifies: identified?.id ?? null,
      addedBy: me.id,
    });
    return { body: input.note, details: { person: person.id }, content: [named, ...exclusions] };
  });
