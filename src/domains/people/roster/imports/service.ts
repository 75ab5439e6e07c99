import type { Instant } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { type Fault, hasErrors } from '../../oneroster/index.ts';
import { findOpenFiles } from '../inbox/queries.ts';
import type { InboxFile } from '../inbox/types.ts';
import { findSchool, findSchools } from '../known/queries.ts';
import { countMatches } from '../matches/queries.ts';
import { changesNothing, type RosterLists, type RosterPlan, type RosterSchool } from '../types.ts';
import { LISTED } from '../words.ts';
import {
  addImport,
  countProposedLeavers,
  findImport,
  findImports,
  finishImport,
  forgetStale,
  savePreview,
  takeForApplying,
} from './queries.ts';
import type { RosterImport } from './types.ts';

/** Silence for so long means that the process at work is gone. It beats every two seconds. */
const SILENCE_SECONDS = 30;
/** A preview that nobody decided in a day goes, and the names in it. */
const PREVIEW_HOURS = 24;

export function mayImport(me: Me): void {
  if (me.rosterSchoolIds.length === 0) throw new NotFound('imports are for who keeps a roster');
}

/** The schools that I may import for. */
export async function importSchools(tx: Tx, me: Me): Promise<RosterSchool[]> {
  mayImport(me);
  return findSchools(tx, me.rosterSchoolIds);
}

export interface ImportOverview {
  /** Files of the schools' folders that wait for somebody, or were refused. */
  readonly inbox: readonly InboxFile[];
  /** New people who may be somebody known. */
  readonly matches: number;
  readonly schools: readonly (RosterSchool & { readonly waiting: number })[];
  readonly imports: readonly RosterImport[];
}

export async function overviewOfImports(tx: Tx, me: Me): Promise<ImportOverview> {
  const schools = await importSchools(tx, me);
  const waiting = await countProposedLeavers(tx, me.rosterSchoolIds);
  return {
    schools: schools.map((school) => ({ ...school, waiting: waiting.get(school.id) ?? 0 })),
    imports: await findImports(tx, me.rosterSchoolIds),
    inbox: await findOpenFiles(tx, me.rosterSchoolIds),
    matches: await countMatches(tx, me.rosterSchoolIds),
  };
}

/** Opens an import whose file has arrived. */
export async function beginImport(
  tx: Tx,
  me: Me,
  schoolId: string,
  {
    fileName,
    format,
    status,
  }: Pick<RosterImport, 'fileName' | 'format'> & { readonly status: 'columns' | 'reading' },
): Promise<string> {
  if (!me.rosterSchoolIds.includes(schoolId)) throw new NotFound('not a school that I import for');
  await forgetStale(tx, me.rosterSchoolIds, tx.at.subtract({ hours: PREVIEW_HOURS }));
  const id = await addImport(tx, { schoolId, fileName, digest: null, format, status, requestedBy: me.id });
  tx.record({ chain: schoolId, type: 'roster.uploaded/1', subject: id });
  return id;
}

export async function openImport(tx: Tx, me: Me, id: string): Promise<RosterImport> {
  mayImport(me);
  const found = await findImport(tx, id);
  if (found === undefined) throw new NotFound('no such import of my schools');
  return found;
}

/** True when the process that worked on it is gone; then nothing of it was written. */
export function isInterrupted({ status, beatAt }: RosterImport, now: Instant): boolean {
  return (
    (status === 'reading' || status === 'applying') && beatAt.until(now).total('seconds') > SILENCE_SECONDS
  );
}

export async function schoolOfImport(tx: Tx, found: RosterImport): Promise<RosterSchool> {
  const school = await findSchool(tx, found.schoolId);
  if (school === undefined) throw new NotFound('the school of an import is gone');
  return school;
}

const shortened = (lists: RosterLists): RosterLists => ({
  joining: lists.joining.slice(0, LISTED),
  moving: lists.moving.slice(0, LISTED),
  leaving: lists.leaving.slice(0, LISTED),
  staff: lists.staff.slice(0, LISTED),
  changed: lists.changed.slice(0, LISTED),
});

export interface PlannedImport {
  readonly plan: RosterPlan;
  readonly digest: string;
  readonly changed?: boolean;
}

/** Keeps what a plan would do for whoever decides; true when there is something to decide. */
export async function keepPreview(
  tx: Tx,
  id: string,
  { plan, digest, changed }: PlannedImport,
): Promise<boolean> {
  const refused = hasErrors(plan.faults);
  const status = refused ? 'refused' : changesNothing(plan) ? 'unchanged' : 'previewed';
  const preview = {
    lists: shortened(plan.lists),
    faults: plan.faults,
    ...(changed === true ? { changed } : {}),
  };
  await savePreview(tx, id, { status, digest, counts: plan.counts, preview });
  if (refused) recordRefusal(tx, plan.school.id, id, plan.faults);
  return status === 'previewed';
}

function recordRefusal(tx: Tx, schoolId: string, id: string, faults: readonly Fault[]): void {
  const errors = faults.filter(({ severity }) => severity === 'error').length;
  tx.record({ chain: schoolId, type: 'roster.refused/1', subject: id, data: { errors } });
}

/** The end of an import that cannot go on: nothing was written. */
export async function endImport(tx: Tx, id: string, status: 'failed' | 'discarded'): Promise<void> {
  await finishImport(tx, id, status);
}

/** Takes a previewed import up; undefined when it is decided already, perhaps in another tab. */
export async function confirmImport(tx: Tx, me: Me, id: string): Promise<RosterImport | undefined> {
  const found = await openImport(tx, me, id);
  return (await takeForApplying(tx, id)) ? found : undefined;
}

export async function discardImport(tx: Tx, me: Me, id: string): Promise<void> {
  const found = await openImport(tx, me, id);
  if (found.status !== 'previewed' && found.status !== 'columns') throw new NotFound('nothing to discard');
  await finishImport(tx, id, 'discarded');
  tx.record({ chain: found.schoolId, type: 'roster.discarded/1', subject: id });
}
