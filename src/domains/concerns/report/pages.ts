import { placeOf } from '#domains/people';
import { takeParked } from '#domains/sign-in';
import { formatInstant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import type { FieldError, Values } from '#platform/forms';
import {
  type Addition,
  findAdditions,
  findConcern,
  findParties,
  findReporterUpdates,
  type ReporterUpdate,
} from '../queries.ts';
import { type ReadersByAnswer, whoReadsEach, whoReadsNow } from '../routing/index.ts';
import { when } from '../routing/words.ts';
import { type Concern, type KindId, kinds, type Part, type Party } from '../types.ts';
import { type CompleteReport, problemsBetween, readReport } from './complete.ts';
import { partiesOf } from './forms.ts';
import { showHappened } from './happened.ts';
import { problemsOnList, problemsWithPeople } from './people.ts';
import { type Draft, findMyReports, type MyReport, type SchoolFacts } from './queries.ts';
import { type Readers, readersAfter, readersBefore } from './readers.ts';
import { draftPeople, mySchools, openDraft, openDrafts, planReport, saveStep } from './service.ts';
import type { Step } from './steps.ts';

/** What each page of the reporter shows: reads only, but for what a lost session had typed. */

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly place: string;
}

export interface StartData {
  readonly schools: readonly SchoolFacts[];
  /** Who reads it by each answer, and when, at my only school. */
  readonly readers: ReadersByAnswer | undefined;
  readonly drafts: readonly { readonly id: string; readonly what: string; readonly savedAt: string }[];
}

/** What tells one draft from another, as far as its author has said it. */
function draftName({ headline, kinds: ticked = [] }: Values): string {
  const words = ticked.flatMap((id) => (id in kinds ? [kinds[id as KindId].text] : []));
  return headline?.[0]?.trim() || words.slice(0, 2).join('; ') || 'No kind chosen yet';
}

export async function loadStart(tx: Tx, me: Me, mailLeaves: boolean): Promise<StartData> {
  const [first, ...others] = me.reportSchoolIds;
  const only = others.length === 0 ? first : undefined;
  const [schools, drafts, readers] = await Promise.all([
    mySchools(tx, me),
    openDrafts(tx, me),
    only === undefined ? undefined : whoReadsEach(tx, only, mailLeaves),
  ]);
  return {
    schools,
    readers,
    drafts: drafts.map((draft) => ({
      id: draft.id,
      what: draftName(draft.fields),
      savedAt: formatInstant(draft.savedAt),
    })),
  };
}

export interface StepData {
  readonly draft: Draft;
  readonly step: Step;
  readonly schools: readonly SchoolFacts[];
  /** Who reads it by each answer of the first page. */
  readonly readers: ReadersByAnswer | undefined;
  readonly people: readonly Listed[];
  /** Whether I may look somebody up by name: not at a school where I hold no post. */
  readonly searches: boolean;
  /** What is wrong with the people that are listed already; shown before anything is pressed. */
  readonly problems: readonly FieldError[];
  readonly found: readonly Listed[] | undefined;
}

/** `kept` names what was typed when the session had ended; it goes into the draft before the page is shown. */
export async function loadStep(
  tx: Tx,
  me: Me,
  id: string,
  step: Step,
  mailLeaves = false,
  kept?: string,
): Promise<StepData> {
  const parked = kept === undefined ? undefined : await takeParked(tx, kept);
  const draft = parked === undefined ? await openDraft(tx, id) : await saveStep(tx, id, step, parked.fields);
  const people = step === 'who' ? await draftPeople(tx, draft) : [];
  return {
    step,
    draft: step === 'what' ? { ...draft, fields: showHappened(draft.fields, tx.at) } : draft,
    readers: step === 'start' ? await whoReadsEach(tx, draft.schoolId, mailLeaves) : undefined,
    searches: me.schoolIds.includes(draft.schoolId),
    schools: step === 'start' ? await mySchools(tx, me) : [],
    people: people.map((person) => ({ id: person.id, name: person.name, place: placeOf(person) })),
    problems:
      step === 'who'
        ? problemsOnList(draft.fields, people)
        : step === 'what'
          ? problemsBetween(draft.fields, tx.at).errors
          : [],
    found: undefined,
  };
}

export type CheckData =
  | { readonly kind: 'sent'; readonly concernId: string }
  | { readonly kind: 'unfinished'; readonly step: Step }
  | {
      readonly kind: 'complete';
      readonly report: CompleteReport;
      readonly schoolName: string;
      readonly people: readonly { readonly name: string; readonly place: string; readonly part: Part }[];
      readonly readers: Readers;
    };

export async function loadCheck(tx: Tx, me: Me, id: string): Promise<CheckData> {
  const draft = await openDraft(tx, id);
  if (draft.sentConcernId !== null) return { kind: 'sent', concernId: draft.sentConcernId };
  const read = readReport(draft.fields, tx.at);
  if (!read.complete) return { kind: 'unfinished', step: read.step };
  const known = await draftPeople(tx, draft);
  if (problemsWithPeople(draft.fields, known).length > 0) return { kind: 'unfinished', step: 'who' };
  const { plan } = await planReport(tx, draft.schoolId, read.report, known);
  const people = partiesOf(read.report.who).flatMap(({ personId, describedAs, part }) => {
    const person = known.find((candidate) => candidate.id === personId);
    if (person !== undefined) return [{ name: person.name, place: placeOf(person), part }];
    return describedAs === null ? [] : [{ name: describedAs, place: 'not on the list', part }];
  });
  const school = (await mySchools(tx, me)).find((candidate) => candidate.id === draft.schoolId);
  return {
    kind: 'complete',
    report: read.report,
    schoolName: school?.name ?? '',
    people,
    readers: await readersBefore(tx, draft.schoolId, plan),
  };
}

export interface DeviceData {
  readonly draft: Draft;
  readonly phone: string | null;
  readonly leads: readonly string[];
  /** Undefined while the school is open. */
  readonly opens: string | undefined;
}

/** Whom to find with the device, and when they are there. */
export async function loadDevice(tx: Tx, me: Me, id: string): Promise<DeviceData> {
  const draft = await openDraft(tx, id);
  const school = (await mySchools(tx, me)).find((candidate) => candidate.id === draft.schoolId);
  const { open, nextOpening } = await whoReadsNow(tx, draft.schoolId, tx.at);
  return {
    draft,
    phone: school?.phone ?? null,
    leads: (school?.leadName ?? '').split(', ').filter((name) => name !== ''),
    opens: open ? undefined : when(nextOpening, tx.at),
  };
}

export const loadMine = (tx: Tx, me: Me): Promise<MyReport[]> => findMyReports(tx, me.id);

export interface MyReportData {
  readonly concern: Concern;
  readonly parties: readonly Party[];
  readonly updates: readonly ReporterUpdate[];
  readonly additions: readonly Addition[];
  /** Who has it, just after it was sent. */
  readonly readers: string | undefined;
}

/** Throws `NotFound` for anything but a report of mine, a handler's cases too: those have a page of their own. */
export async function loadMyReport(tx: Tx, me: Me, id: string, justSent = false): Promise<MyReportData> {
  const concern = await findConcern(tx, id);
  if (concern === undefined || concern.reporterId !== me.id) throw new NotFound('no such report of mine');
  const parties = await findParties(tx, id, me.id);
  return {
    concern,
    parties,
    readers: justSent ? await readersAfter(tx, concern) : undefined,
    updates: await findReporterUpdates(tx, id),
    additions: await findAdditions(tx, id),
  };
}
