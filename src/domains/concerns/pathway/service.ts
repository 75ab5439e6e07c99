import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Conflict, NotFound } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { type ActOn, type Done, perform } from '../case/act/perform.ts';
import type { RowOn } from '../case/form/routes.tsx';
import { refuse } from '../party.ts';
import { type AnswerInput, readAnswer } from './answer.ts';
import { definitions } from './definitions/index.ts';
import type { notNeededForm, openForm } from './forms.ts';
import { newestOf } from './progress.ts';
import { findPathways, insertAnswer, insertPathway, saveNotNeeded } from './queries.ts';
import { recount } from './recount.ts';
import { type Standing, standingOf } from './standing.ts';
import type { Pathway } from './types.ts';
import { answeredWords } from './words.ts';

/** Of what nothing in the report tells, and of what turns out later. */
export const openPathway = (tx: Tx, me: Me, on: ActOn, { definition }: FormValue<typeof openForm>) =>
  perform(tx, me, on, 'pathway_open', async ({ file }) => {
    const one = newestOf(definitions).find(({ id }) => id === definition);
    const row = one && (await insertPathway(tx, file, one, me.id));
    if (row === undefined) throw refuse('definition', 'This case has that pathway already');
    await recount(tx, file.concernId);
    return { details: { row } };
  });

export interface Followed extends Standing {
  readonly pathway: Pathway;
}

/** A pathway of this case, and where it stands. */
export async function thePathway(
  tx: Tx,
  { concernId, row }: { readonly concernId: string; readonly row: string },
): Promise<Followed> {
  const { pathways, deeds } = await findPathways(tx, concernId);
  const pathway = pathways.find(({ id }) => id === row);
  if (pathway === undefined) throw new NotFound('no such pathway of this case');
  return { pathway, ...standingOf(pathway, deeds) };
}

/** The same, while it is followed. */
export async function theOpenPathway(tx: Tx, on: Pick<RowOn, 'concernId' | 'row'>): Promise<Followed> {
  const found = await thePathway(tx, on);
  if (found.pathway.notNeededAt !== null)
    throw new Conflict('the pathway is not needed', 'It was decided that this pathway is not needed.');
  return found;
}

const backTo = async (done: Promise<Done>, { row }: RowOn): Promise<Done> => ({
  ...(await done),
  to: `/pathways/${row}`,
});

export const answerStep = (tx: Tx, me: Me, on: RowOn, input: AnswerInput) =>
  backTo(
    perform(tx, me, on, 'pathway_answer', async ({ file }) => {
      const { pathway, open, answers } = await theOpenPathway(tx, on);
      const step = open.find(({ id }) => id === input.step);
      if (step === undefined) throw refuse('step', 'This step is not asked, or no longer');
      const made = readAnswer(step, input, localDate(tx.at), answers.get(step.id));
      const id = await insertAnswer(tx, file, { ...made, pathwayId: pathway.id, byId: me.id });
      await recount(tx, file.concernId);
      return {
        body: answeredWords(step, made),
        details: { row: pathway.id },
        content: [{ table: 'concern.pathway_answer', id }],
      };
    }),
    on,
  );

/** It stays with the case, with the reason, and holds up nothing; it is not taken up again. */
export const notNeeded = (tx: Tx, me: Me, on: RowOn, { why }: FormValue<typeof notNeededForm>) =>
  perform(tx, me, on, 'pathway_not_needed', async () => {
    const { pathway } = await theOpenPathway(tx, on);
    await saveNotNeeded(tx, pathway.id, me.id, why);
    return { body: why, details: { row: pathway.id } };
  });
