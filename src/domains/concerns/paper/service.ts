import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { isUuid } from '#platform/ids';
import { findFollowing } from '../case/follow/queries.ts';
import { toldBy } from '../outside.ts';
import { findAdditions, findConcern, findParties, findReporterUpdates } from '../queries.ts';
import { findHolders, findSchool } from '../routing/queries.ts';
import type { RouteRole } from '../routing/types.ts';
import type { HandOverAnswers } from './forms.ts';
import {
  findActions,
  findCaseFacts,
  findEntries,
  findHead,
  findLatestHandOver,
  findLinks,
  findNames,
  findTold,
  insertHandOver,
} from './queries.ts';
import type { Entry, OwnReport, ReportPart, SchoolDesk, WholeCase } from './types.ts';
import { PERSON_FIELDS, useWords } from './words.ts';

async function readReport(tx: Tx, id: string, namedBy?: string): Promise<ReportPart> {
  const concern = await findConcern(tx, id);
  const head = await findHead(tx, id);
  if (concern === undefined || head === undefined) throw new NotFound('no such concern for this person');
  return {
    concern,
    ...head,
    reporterName: toldBy(concern, head.reporterName),
    parties: await findParties(tx, id, namedBy),
    additions: await findAdditions(tx, id),
  };
}

/** Whom the timeline speaks of: who was assigned, who was to do an action, who was excluded. */
function personsOf(entries: readonly Entry[]): string[] {
  const ids = entries.flatMap(({ details }) => [
    details.person,
    ...(details.changes ?? [])
      .filter(({ field }) => PERSON_FIELDS.has(field))
      .flatMap(({ from, to }) => [from, to]),
  ]);
  return [...new Set(ids.filter((id): id is string => typeof id === 'string' && isUuid(id)))];
}

async function readCase(tx: Tx, id: string): Promise<WholeCase> {
  // Asked first: a reporter can read the concern, but not the case that follows it.
  const file = await findCaseFacts(tx, id);
  if (file === undefined) throw new NotFound('no such case for this person');
  const entries = await findEntries(tx, id);
  return {
    ...(await readReport(tx, id)),
    file,
    entries,
    updates: await findReporterUpdates(tx, id),
    told: await findTold(tx, id),
    actions: await findActions(tx, id),
    links: await findLinks(tx, id),
    follows: await findFollowing(tx, id),
    names: await findNames(tx, personsOf(entries)),
  };
}

type Export = 'form' | 'own-report' | 'hand-over';

function recordExport(tx: Tx, { concern }: ReportPart, format: Export, reason?: string): void {
  tx.record({
    chain: concern.schoolId,
    type: 'concern.exported/1',
    subject: concern.id,
    data: { format, ...(reason === undefined ? {} : { reason }) },
    content: [{ table: 'concern.concern', id: concern.id }],
  });
}

/** The filled form, for whoever handles the case. */
export async function exportForm(tx: Tx, _me: Me, id: string): Promise<WholeCase> {
  const record = await readCase(tx, id);
  recordExport(tx, record, 'form');
  return record;
}

/** The reporter's own part: what they sent, what they added, what they were told. */
export async function exportOwnReport(tx: Tx, me: Me, id: string): Promise<OwnReport> {
  const report = await readReport(tx, id, me.id);
  if (report.concern.reporterId !== me.id) throw new NotFound('a report of somebody else');
  recordExport(tx, report, 'own-report');
  return { ...report, updates: await findReporterUpdates(tx, id) };
}

/** What is handed over, tied to the reason that this person gave last; nothing before they have given one. */
export async function exportHandOver(tx: Tx, me: Me, id: string): Promise<WholeCase | undefined> {
  const record = await readCase(tx, id);
  const reason = await findLatestHandOver(tx, id, me.id);
  if (reason === undefined) return undefined;
  recordExport(tx, record, 'hand-over', reason);
  return record;
}

export interface HandOverFacts {
  readonly id: string;
  readonly reference: string;
  readonly recordOfTruth: 'gatehouse' | 'myconcern';
  readonly myconcernReference: string | null;
  /** Whether the reference can be written now: not before somebody has acknowledged the case. */
  readonly takesReference: boolean;
  readonly entries: number;
  readonly actions: number;
  /** Whether I have said why: the file is not to be had before. */
  readonly reasoned: boolean;
  /** Earlier hand-overs, newest first. */
  readonly earlier: readonly {
    readonly at: WholeCase['entries'][number]['at'];
    readonly by: string;
    readonly reason: string;
  }[];
}

export async function openHandOver(tx: Tx, me: Me, id: string): Promise<HandOverFacts> {
  const { concern, file, entries, actions } = await readCase(tx, id);
  tx.record({ chain: concern.schoolId, type: 'concern.read/1', subject: id, data: { page: 'hand-over' } });
  const earlier = entries.filter((entry) => entry.kind === 'handed_over').reverse();
  return {
    id,
    reference: concern.reference,
    recordOfTruth: file.recordOfTruth,
    myconcernReference: file.myconcernReference,
    takesReference: file.status !== 'submitted',
    entries: entries.length,
    actions: actions.length,
    reasoned: (await findLatestHandOver(tx, id, me.id)) !== undefined,
    earlier: earlier.map(({ at, by, body }) => ({ at, by: by ?? 'Gatehouse', reason: body ?? '' })),
  };
}

/** Keeps why the case leaves Gatehouse; the file itself is fetched afterwards. */
export async function giveReason(tx: Tx, me: Me, id: string, answers: HandOverAnswers): Promise<void> {
  const concern = await findConcern(tx, id);
  const entry =
    concern &&
    (await insertHandOver(tx, {
      concernId: id,
      authorId: me.id,
      reason: answers.reason,
      note: useWords[answers.use],
    }));
  if (concern === undefined || entry === undefined) throw new NotFound('no such case for this person');
  tx.record({
    chain: concern.schoolId,
    type: 'concern.hand-over-reasoned/1',
    subject: id,
    data: { use: answers.use },
    content: [{ table: 'concern.entry', id: entry }],
  });
}

/** Whom to hand the paper to: of the school that was asked for, or of my only one. */
export async function findDesk(tx: Tx, me: Me, asked: string | undefined): Promise<SchoolDesk | undefined> {
  const only = me.schoolIds.length === 1 ? me.schoolIds[0] : undefined;
  const id = asked ?? only;
  if (id === undefined) return undefined;
  const school = me.schoolIds.includes(id) ? await findSchool(tx, id) : undefined;
  if (school === undefined) throw new NotFound('a school that is not mine');
  const holders = await findHolders(tx, school);
  const of = (...roles: readonly RouteRole[]) => [
    ...new Set(holders.filter(({ role }) => roles.includes(role)).map(({ name }) => name)),
  ];
  return {
    name: school.name,
    phone: school.phone,
    leads: of('dsl', 'deputy_dsl'),
    heads: of('head'),
    chairs: of('chair_of_governors'),
  };
}
