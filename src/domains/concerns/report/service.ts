import { answerForReport, attachFolder, holdsLocked } from '#domains/evidence';
import { type FoundPerson, peopleById } from '#domains/people';
import type { Me, Tx } from '#platform/db';
import { Conflict, Invalid, NotFound } from '#platform/errors';
import type { Values } from '#platform/forms';
import { isUuid } from '#platform/ids';
import { findAdditions, findConcern } from '../queries.ts';
import { planRoute, type RoutePlan, refuseEmptyRoute, tellRoute } from '../routing/index.ts';
import type { Stream } from '../types.ts';
import { type CompleteReport, readReport } from './complete.ts';
import { imageForm, partiesOf, type StartAnswers } from './forms.ts';
import { settleHappened } from './happened.ts';
import { changePeople, isAboutAdult, problemsWithPeople } from './people.ts';
import {
  countOpenDrafts,
  type Draft,
  deleteDraft,
  findDraft,
  findHeads,
  findOpenDrafts,
  findSchools,
  insertAddition,
  insertDraft,
  markDraftSent,
  type SchoolFacts,
  tellOfAddition,
  updateDraft,
} from './queries.ts';
import { nobodyCouldRead } from './readers.ts';
import { mergeStep, type Step } from './steps.ts';
import { isUrgent, streamOf, writeReport } from './write.ts';

/** As many as the list of drafts shows. Nobody reports this much at once; it would be a program that does. */
const MOST_DRAFTS = 20;

async function mayBegin(tx: Tx, me: Me): Promise<void> {
  if ((await countOpenDrafts(tx, me.id)) < MOST_DRAFTS) return;
  const message = `You have begun ${MOST_DRAFTS} reports and not sent them. Send or delete one of them first. If it cannot wait, tell a safeguarding lead in person.`;
  throw new Invalid([{ field: '', message }]);
}

/** Begins a report; its first page's answers make the draft, with `people` where they are known already. */
export async function startDraft(tx: Tx, me: Me, posted: Values, people: Values = {}): Promise<string> {
  const schoolId = posted.school?.[0] ?? '';
  if (!me.reportSchoolIds.includes(schoolId))
    throw new Invalid([{ field: 'school', message: 'Choose one of the schools shown.' }]);
  await mayBegin(tx, me);
  return insertDraft(tx, me.id, schoolId, mergeStep(mergeStep({}, 'start', posted), 'who', people));
}

/** Said on the first page, before anybody writes what nobody could read. */
export async function refusedAtStart(
  tx: Tx,
  me: Me,
  { school, about }: StartAnswers,
): Promise<string | undefined> {
  return me.reportSchoolIds.includes(school) ? nobodyCouldRead(tx, school, about) : undefined;
}

export async function openDraft(tx: Tx, id: string): Promise<Draft> {
  const draft = await findDraft(tx, id, { lock: false });
  if (draft === undefined) throw new NotFound('no such draft of mine');
  return draft;
}

/** Keeps one page's answers as they are, right or wrong: nothing that was typed is lost. */
export async function saveStep(tx: Tx, id: string, step: Step, posted: Values): Promise<Draft> {
  const draft = await findDraft(tx, id, { lock: true });
  if (draft === undefined || draft.sentConcernId !== null) throw new NotFound('no such open draft of mine');
  const answers =
    step === 'who'
      ? changePeople(posted, isAboutAdult(draft.fields))
      : step === 'what'
        ? settleHappened(posted, tx.at)
        : posted;
  const fields = mergeStep(draft.fields, step, answers);
  await updateDraft(tx, id, draft.schoolId, fields);
  return { ...draft, fields };
}

/**
 * What "Continue" on the page about the image keeps beside the draft: the guard's answer, which stands before any file
 * (design rule 5). A stricter one that was given before stays, and the draft shows it.
 */
export async function keepImageAnswer(tx: Tx, draft: Draft): Promise<Draft> {
  const parsed = imageForm.parse(draft.fields);
  if (!parsed.ok) return draft;
  const inForce = await answerForReport(tx, draft.id, parsed.value.indecent_image);
  if (inForce === parsed.value.indecent_image) return draft;
  const fields = mergeStep(draft.fields, 'image', { indecent_image: [inForce] });
  await updateDraft(tx, draft.id, draft.schoolId, fields);
  return { ...draft, fields };
}

/** What is locked away must come to whoever handles such things: a draft that holds it is sent, not thrown away. */
export async function discardDraft(tx: Tx, id: string): Promise<void> {
  if (await holdsLocked(tx, id))
    throw new Conflict(
      'a draft holds what is locked away',
      'A file of this draft is locked away, since it could show a child. Send the report: the safeguarding lead must know. It cannot be thrown away.',
    );
  await deleteDraft(tx, id);
}

export const openDrafts = (tx: Tx, me: Me): Promise<Draft[]> => findOpenDrafts(tx, me.id);

/** Where I may report. */
export const mySchools = (tx: Tx, me: Me): Promise<SchoolFacts[]> => findSchools(tx, me.reportSchoolIds);

/** The people of a draft whom I can see, in the order they were added; `problemsOnList` tells of the others. */
export async function draftPeople(tx: Tx, draft: Draft): Promise<FoundPerson[]> {
  const ids = (draft.fields.person ?? []).filter(isUuid);
  const found = await peopleById(tx, draft.schoolId, ids);
  return ids.flatMap((id) => found.find((person) => person.id === id) ?? []);
}

/** The adults whom this report must be kept from. Found by id: parts and people are lists of their own. */
function allegedAdults(report: CompleteReport, people: readonly FoundPerson[]): FoundPerson[] {
  const ids = partiesOf(report.who).flatMap(({ personId, part }) => (part === 'alleged' ? [personId] : []));
  return people.filter(({ id, kind }) => kind === 'adult' && ids.includes(id));
}

interface Planned {
  readonly plan: RoutePlan;
  readonly alleged: readonly FoundPerson[];
  readonly urgent: boolean;
}

/** Where a report would go if it were sent now: the check page says it, and Send does it. */
export async function planReport(
  tx: Tx,
  schoolId: string,
  report: CompleteReport,
  people: readonly FoundPerson[],
): Promise<Planned> {
  const alleged = allegedAdults(report, people);
  const named = alleged.map(({ id }) => id);
  const urgent = isUrgent(report);
  const planFor = (stream: Stream, notTell: readonly string[]) =>
    planRoute(tx, {
      schoolId,
      stream,
      kinds: report.what.kinds,
      urgent,
      immediateDanger: report.start.danger === 'yes',
      notTell,
    });
  const plan = await planFor(streamOf(report), named);
  if (plan.stream !== 'head' || report.start.about === 'child') return { plan, alleged, urgent };
  // Above the Head: who holds that duty is shut out, named or only described, whatever else they are.
  const heads = await findHeads(tx, schoolId);
  return { plan: await planFor('head', [...named, ...heads]), alleged, urgent };
}

/**
 * Sends a report: writes it, opens its case, tells who must know, in one transaction. Sending the same draft again
 * gives the same concern. Throws `Invalid` with the fields of the first page that needs another look.
 */
export async function sendReport(tx: Tx, me: Me, draftId: string): Promise<string> {
  const found = await findDraft(tx, draftId, { lock: true });
  if (found === undefined) throw new NotFound('no such draft of mine');
  if (found.sentConcernId !== null) return found.sentConcernId;
  const draft = await keepImageAnswer(tx, found);
  const read = readReport(draft.fields, tx.at);
  if (!read.complete) throw new Invalid(read.errors);
  const people = await draftPeople(tx, draft);
  const problems = problemsWithPeople(draft.fields, people);
  if (problems.length > 0) throw new Invalid(problems);
  const { plan, alleged, urgent } = await planReport(tx, draft.schoolId, read.report, people);
  refuseEmptyRoute(plan);
  const concernId = await writeReport(tx, me, { draft, report: read.report, people, alleged, plan, urgent });
  await tellRoute(tx, { id: concernId, caseloadId: plan.caseloadId }, plan, urgent ? 'urgent' : 'new');
  await attachFolder(tx, draftId);
  await markDraftSent(tx, draftId, concernId);
  return concernId;
}

/** The database takes no more. A reporter who has this much to say is better listened to. */
const MOST_ADDITIONS = 50;

/** Appends to what I sent; whoever was told of the concern is told of the addition. */
export async function addToReport(tx: Tx, me: Me, concernId: string, body: string): Promise<void> {
  const concern = await findConcern(tx, concernId);
  if (concern === undefined || concern.reporterId !== me.id) throw new NotFound('no such report of mine');
  if ((await findAdditions(tx, concernId)).length >= MOST_ADDITIONS) {
    const message = `You have added to this report ${MOST_ADDITIONS} times. Tell a safeguarding lead the rest in person.`;
    throw new Invalid([{ field: 'addition', message }]);
  }
  const id = await insertAddition(tx, concernId, concern.caseloadId, me.id, body);
  tx.record({
    chain: concern.schoolId,
    type: 'concern.added-to/1',
    subject: concernId,
    content: [{ table: 'concern.addition', id }],
  });
  await tellOfAddition(tx, id);
}
