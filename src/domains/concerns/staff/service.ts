import { forceWords } from '#domains/policies';
import { type LocalDate, localDate, Temporal } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { Invalid } from '#platform/errors';
import type { FormValue } from '#platform/forms';
import { type Acting, type ActOn, perform } from '../case/act/perform.ts';
import { findLinkTargets, insertAction, insertLinks } from '../case/act/queries.ts';
import { findFollowing } from '../case/follow/queries.ts';
import {
  type AssessInput,
  type childForm,
  type measureForm,
  NOT_LISTED,
  type outcomeForm,
  type tellForm,
} from './forms.ts';
import { holdOf } from './hold.ts';
import { questionIds, THRESHOLD } from './questions.ts';
import type { StaffSide } from './types.ts';
import { employerName, outcomeWords } from './words.ts';
import { nextWorkingDay } from './working-day.ts';
import {
  findChildRecord,
  findEntered,
  insertAssessment,
  insertMeasure,
  insertOutcome,
  insertTelling,
} from './write/queries.ts';

type Subject = { readonly personId: string | null; readonly describedAs: string | null };

/** One of those whom the case names as alleged, who are shut out of it; or somebody on no list. */
function subjectOf({ subjects }: StaffSide, { subject, described }: AssessInput): Subject {
  if (subject === NOT_LISTED) return { personId: null, describedAs: described };
  const found = subjects.find(({ id }) => id === subject);
  if (found === undefined) throw new Invalid([{ field: 'subject', message: 'Choose who it is about' }]);
  return { personId: found.personId, describedAs: found.personId === null ? found.name : null };
}

const answersOf = (input: AssessInput) =>
  Object.fromEntries(
    questionIds.map((id) => [id, { met: input[id] === 'yes', why: input[`${id}_why`] }] as const),
  );

/** The officer's working day runs from the day it came in, or, of what was judged to be less, from today. */
async function ladoBy({ tx, file }: Acting, before: boolean): Promise<LocalDate> {
  return nextWorkingDay(localDate(before ? tx.at : await findEntered(tx, file.concernId)));
}

/** The four questions, each with its reason, and what follows from them. */
export const assess = (tx: Tx, me: Me, on: ActOn, input: AssessInput) =>
  perform(tx, me, on, 'staff_assess', async (acting) => {
    const { file } = acting;
    const { staff, references } = await findFollowing(tx, file.concernId);
    const [before] = staff.assessments;
    const guidance = references.find(({ slug }) => slug === THRESHOLD);
    const { level, reason, worker } = input;
    const assessment = await insertAssessment(tx, file, {
      ...subjectOf(staff, input),
      worker,
      employer: employerName[worker] === undefined ? null : input.employer,
      answers: answersOf(input),
      edition:
        guidance === undefined ? 'not in the register' : `${guidance.edition}, ${forceWords(guidance)}`,
      level,
      reason,
      ladoBy: level === 'allegation' ? await ladoBy(acting, before !== undefined) : null,
      by: me.id,
    });
    const moved =
      before?.level === 'low_level' && level === 'allegation'
        ? [await insertOutcome(tx, file, { outcome: 'moved_to_allegation', reason, by: me.id })]
        : [];
    return {
      body: reason,
      details: { row: assessment.id },
      content: [assessment, ...moved],
      changes: before?.level === level ? [] : [{ field: 'level', from: before?.level ?? null, to: level }],
    };
  });

/** Of a low-level concern. What comes of an allegation is the case's finding. */
export const recordOutcome = (tx: Tx, me: Me, on: ActOn, input: FormValue<typeof outcomeForm>) =>
  perform(tx, me, on, 'staff_outcome', async ({ file }) => {
    const { staff } = await findFollowing(tx, file.concernId);
    if (staff.assessments[0]?.level !== 'low_level')
      throw new Invalid([
        { field: '', message: 'This is no low-level concern. Of an allegation, record the finding.' },
      ]);
    const row = await insertOutcome(tx, file, { ...input, by: me.id });
    return {
      body: `${outcomeWords[input.outcome]}. ${input.reason}`,
      details: { row: row.id },
      content: [row],
    };
  });

const notLater = (tx: Tx, on: LocalDate, field: string): void => {
  if (Temporal.PlainDate.compare(on, localDate(tx.at)) > 0)
    throw new Invalid([{ field, message: 'Enter today or an earlier day' }]);
};

/** What somebody told them, by whose leave; Gatehouse tells them nothing. */
export const recordTelling = (tx: Tx, me: Me, on: ActOn, input: FormValue<typeof tellForm>) =>
  perform(tx, me, on, 'staff_tell', async ({ file }) => {
    notLater(tx, input.happenedOn, 'happenedOn');
    const { staff } = await findFollowing(tx, file.concernId);
    const { kind, agreedWith, agreement, toldWhom } = input;
    const tells = kind === 'told' || kind === 'employer_told';
    if (kind === 'released' && holdOf(staff) === undefined)
      throw new Invalid([{ field: 'kind', message: 'Nobody has asked that nothing be told' }]);
    if (tells && holdOf(staff) !== undefined && agreedWith === 'nobody')
      throw new Invalid([
        {
          field: 'agreedWith',
          message:
            'Nothing may be told for now. Write down who agreed all the same, or that it may be told again',
        },
      ]);
    const row = await insertTelling(tx, file, {
      ...input,
      toldWhom: kind === 'employer_told' ? toldWhom : null,
      agreedWith: tells && agreedWith !== '' ? agreedWith : null,
      agreement: tells && agreedWith !== 'nobody' ? agreement : null,
      by: me.id,
    });
    return { body: input.what, details: { row: row.id }, content: [row] };
  });

/** A decision about where they work, with what else was thought of; looked at again on its day, as an action. */
export const decideMeasure = (tx: Tx, me: Me, on: ActOn, input: FormValue<typeof measureForm>) =>
  perform(tx, me, on, 'staff_measure', async ({ file }) => {
    const again = input.decision === 'adjusted' || input.decision === 'suspended';
    const reviewOn = again ? input.reviewOn : null;
    if (reviewOn !== null && Temporal.PlainDate.compare(reviewOn, localDate(tx.at)) < 0)
      throw new Invalid([{ field: 'reviewOn', message: 'Enter today or a later day' }]);
    const row = await insertMeasure(tx, file, { ...input, reviewOn, by: me.id });
    if (reviewOn !== null)
      await insertAction(tx, file, me.id, {
        what: 'Look again: is it still right where they work?',
        ownerId: me.id,
        dueOn: reviewOn,
        childInvolved: 'not_yet',
        childInvolvedNote: null,
      });
    return { body: input.reason, details: { row: row.id }, content: [row] };
  });

/** The child's own record, written anew without the adult, is named here; there nothing names this case. */
export const nameChildRecord = (tx: Tx, me: Me, on: ActOn, { reference }: FormValue<typeof childForm>) =>
  perform(tx, me, on, 'staff_child', async ({ file }) => {
    const id = await findChildRecord(tx, file.school.id, reference.toUpperCase());
    if (id === undefined)
      throw new Invalid([
        {
          field: 'reference',
          message: 'Enter the number of a concern about a child that you wrote or can open',
        },
      ]);
    if ((await findLinkTargets(tx, file.concernId, 'concern')).includes(id))
      throw new Invalid([{ field: 'reference', message: 'It is kept here already' }]);
    await insertLinks(tx, file, me.id, 'concern', [id]);
    return { details: { concern: id } };
  });
