import { peopleById } from '#domains/people';
import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import type { FormValue } from '#platform/forms';
import { type Acting, perform } from '../case/act/perform.ts';
import { insertAction } from '../case/act/queries.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { type Asked, type FormView, openForm } from '../case/form/view.ts';
import { type FoundHere, lookUp } from '../case/naming/look-up.ts';
import { insertNamed } from '../case/naming/queries.ts';
import { ageThen, shutOut } from '../case/naming/service.ts';
import { knownParty, refuse } from '../party.ts';
import { findParties } from '../queries.ts';
import { reverseAll } from '../sanction/reverse.ts';
import type { Party } from '../types.ts';
import type { wrongPersonForm } from './forms.ts';

export interface WrongPersonView extends FormView {
  readonly party: Party;
  /** Who was looked up without a script; undefined where nobody was. */
  readonly found: readonly FoundHere[] | undefined;
}

export async function openWrongPerson(tx: Tx, me: Me, asked: Asked): Promise<WrongPersonView> {
  const view = await openForm(tx, me, 'wrong_person', asked);
  const words = asked.typed?.person_search?.[0] ?? '';
  return {
    ...view,
    party: await knownParty(tx, asked.concernId, asked.row),
    found: words === '' ? undefined : await lookUp(tx, view.file, words),
  };
}

type Input = FormValue<typeof wrongPersonForm>;

/** Whoever it was takes the place of whoever was named: a row of their own, and the wrong one stays as it was. */
async function putInPlace(acting: Acting, party: Party, { person: id, described, why }: Input) {
  const { tx, me, file } = acting;
  const base = { part: party.part, identifies: party.id, addedBy: me.id };
  if (id === null) {
    const named = await insertNamed(tx, file, {
      ...base,
      personId: null,
      describedAs: described,
      isAdult: party.isAdult,
      age: null,
    });
    return { name: described ?? 'Not known', content: [named] };
  }
  const [person] = await peopleById(tx, file.school.id, [id]);
  if (person === undefined) throw refuse('person', 'Choose somebody from the list');
  const parties = await findParties(tx, file.concernId);
  if (parties.some(({ personId, part }) => personId === person.id && part === party.part))
    throw refuse('person', 'They are named in this case with that part already');
  const alleged = party.part === 'alleged' && person.kind === 'adult';
  const exclusions = alleged ? await shutOut(acting, person, why) : [];
  const named = await insertNamed(tx, file, {
    ...base,
    personId: person.id,
    describedAs: null,
    isAdult: person.kind === 'adult',
    age: await ageThen(tx, file.concernId, person),
  });
  return { name: person.name, content: [named, ...exclusions] };
}

/** What has to be said to whom, as actions of whoever puts it right: the family first, then those who were told. */
async function prompt({ tx, me, file }: Acting, party: Party, told: readonly string[]): Promise<void> {
  const whom = party.isAdult ? party.name : `${party.name} and their parents`;
  const todo = [
    `Talk with ${whom}: they were named wrongly`,
    ...(told.length === 0 ? [] : [`Tell again that it was not ${party.name}: ${told.join(', ')}`]),
  ];
  for (const what of todo) {
    await insertAction(tx, file, me.id, {
      what,
      ownerId: me.id,
      dueOn: localDate(tx.at),
      childInvolved: 'not_yet',
      childInvolvedNote: null,
    });
  }
}

/**
 * Puts right who it was, in one act: whoever was named wrongly is cleared, their sanctions are reversed and their access
 * is given back, and what has to be said to whom is written down. Nothing of what was believed is lost.
 */
export const putRight = (tx: Tx, me: Me, on: RowOn, input: Input) =>
  perform(tx, me, on, 'wrong_person', async (acting) => {
    const party = await knownParty(tx, on.concernId, on.row);
    if (input.person === party.personId) throw refuse('person', 'Choose somebody else');
    const told = await reverseAll(acting, party, 'Named wrongly: it was somebody else');
    const { name, content } = await putInPlace(acting, party, input);
    await prompt(acting, party, told);
    return {
      body: input.why,
      content,
      changes: [{ field: 'attributed', from: party.name, to: name }],
      details: party.personId === null ? {} : { person: party.personId },
    };
  });
