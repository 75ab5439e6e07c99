import type { Tx } from '#platform/db';
import { hasErrors, type RosterReading, RosterRefused } from '../../oneroster/index.ts';
import { digestOf } from '../digest.ts';
import { addImport, finishImport } from '../imports/queries.ts';
import { keepPreview } from '../imports/service.ts';
import { lockRosters } from '../known/queries.ts';
import { refusal } from '../refusal.ts';
import { applyRoster, PlanChanged, planRoster } from '../service.ts';
import { changesNothing, type RosterPlan, type RosterSchool } from '../types.ts';
import type { LyingFile } from './folder.ts';
import { reasonToWait } from './harmless.ts';
import { countHere, findImportState, lockFile, settleFile } from './queries.ts';
import { formatOf, type InboxFormat, readLying } from './read.ts';
import type { InboxFile, InboxReason } from './types.ts';

export type AsRoster = <T>(act: (tx: Tx) => Promise<T>) => Promise<T>;

export interface Taking {
  readonly asRoster: AsRoster;
  readonly school: RosterSchool;
  readonly file: LyingFile;
  readonly known: InboxFile;
  /** In hundredths of the people here: more leavers, movers or changed people wait for a person. */
  readonly share: number;
}

const refuse = ({ asRoster, known }: Taking, reason: InboxReason): Promise<void> =>
  asRoster((tx) => settleFile(tx, known.id, { state: 'refused', reason }));

/** Keeps a plan where people see it: as an import to decide, or one that was refused. */
async function keepPlan(tx: Tx, { school, file }: Taking, plan: RosterPlan, format: InboxFormat) {
  const digest = await digestOf(file.path);
  const facts = { schoolId: school.id, fileName: file.name, digest, format, requestedBy: null };
  const importId = await addImport(tx, { ...facts, status: 'reading' });
  await keepPreview(tx, importId, { plan, digest });
  return importId;
}

async function refuseWith(taking: Taking, tx: Tx, plan: RosterPlan, format: InboxFormat): Promise<void> {
  const importId = await keepPlan(tx, taking, plan, format);
  await settleFile(tx, taking.known.id, { state: 'refused', reason: 'faults', importId });
}

async function applyNow(
  taking: Taking,
  tx: Tx,
  reading: RosterReading,
  plan: RosterPlan,
  format: InboxFormat,
) {
  const { school, file, known } = taking;
  const facts = { fileName: file.name, digest: await digestOf(file.path), format, requestedBy: null };
  const importId = changesNothing(plan)
    ? undefined
    : await addImport(tx, { ...facts, schoolId: school.id, status: 'applying' });
  await applyRoster(tx, school, reading, { ...facts, importId });
  await settleFile(tx, known.id, { state: 'done', importId: importId ?? null });
}

/** What a file would do decides: it is applied, waits for a person, or is refused, in one transaction with its row. */
async function decide(taking: Taking, tx: Tx, reading: RosterReading, format: InboxFormat): Promise<void> {
  const { school, known, share, file } = taking;
  await lockRosters(tx);
  const row = await lockFile(tx, known.id);
  // Another worker was quicker.
  if (row?.state !== 'seen' || row.stamp !== file.stamp) return;
  const plan = await planRoster(tx, school, reading);
  if (hasErrors(plan.faults)) return refuseWith(taking, tx, plan, format);
  const reason = reasonToWait(plan, { share, here: await countHere(tx, school.id, format) });
  if (reason === undefined || changesNothing(plan)) return applyNow(taking, tx, reading, plan, format);
  const importId = await keepPlan(tx, taking, plan, format);
  await settleFile(tx, known.id, { state: 'waiting', reason, importId });
  tx.record({ chain: school.id, type: 'roster.waits/1', subject: importId, data: { reason } });
}

/** A file that is complete, for the first time. */
export async function takeFile(taking: Taking): Promise<void> {
  const { asRoster, school, file } = taking;
  const format = formatOf(file.name);
  if (format === undefined) return refuse(taking, 'kind');
  try {
    const reading = await readLying(file, format, school, asRoster);
    if (reading === undefined) return await refuse(taking, 'columns');
    await asRoster((tx) => decide(taking, tx, reading, format));
  } catch (error) {
    if (!(error instanceof RosterRefused)) throw error;
    await asRoster((tx) => refuseWith(taking, tx, refusal(school, tx.at, error.faults), format));
  }
}

async function applyApproved(taking: Taking, importId: string): Promise<void> {
  const { asRoster, school, file, known } = taking;
  const format = formatOf(file.name) ?? 'oneroster';
  const reading = await readLying(file, format, school, asRoster);
  if (reading === undefined) return refuse(taking, 'columns');
  const digest = await digestOf(file.path);
  try {
    await asRoster(async (tx) => {
      await lockRosters(tx);
      const state = await findImportState(tx, importId);
      if ((await lockFile(tx, known.id))?.state !== 'waiting' || state?.status !== 'approved') return;
      const facts = { importId, fileName: file.name, digest, requestedBy: null, expected: state.counts };
      await applyRoster(tx, school, reading, facts);
      await settleFile(tx, known.id, { state: 'done' });
    });
  } catch (error) {
    if (!(error instanceof PlanChanged)) throw error;
    await asRoster((tx) => keepPreview(tx, importId, { plan: error.plan, digest, changed: true }));
  }
}

/** A file that waited for a person. */
export async function followFile(taking: Taking, isPastPatience: boolean): Promise<void> {
  const { asRoster, known } = taking;
  const { importId } = known;
  const state = importId === null ? undefined : await asRoster((tx) => findImportState(tx, importId));
  if (importId === null || state === undefined || state.status === 'discarded')
    return refuse(taking, 'declined');
  if (state.status === 'approved') return applyApproved(taking, importId);
  if (!isPastPatience) return;
  await asRoster(async (tx) => {
    await finishImport(tx, importId, 'discarded');
    await settleFile(tx, known.id, { state: 'refused', reason: 'undecided' });
  });
}
