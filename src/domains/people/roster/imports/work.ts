import { rm } from 'node:fs/promises';
import type { Me, Tx } from '#platform/db';
import { faultOf, type Log } from '#platform/log';
import { readList } from '../../csv/index.ts';
import { RosterRefused, readRoster } from '../../oneroster/index.ts';
import { digestOf } from '../digest.ts';
import { findHeld } from '../held/queries.ts';
import { refusal } from '../refusal.ts';
import { applyRoster, PlanChanged, planRoster, RosterMoved } from '../service.ts';
import type { RosterPlan } from '../types.ts';
import { saveBeat } from './queries.ts';
import { endImport, keepPreview, schoolOfImport } from './service.ts';
import type { RosterImport } from './types.ts';

/** Transactions as whoever asked for the import, also after their request was answered. */
export type AsPerson = <T>(act: (tx: Tx, me: Me) => Promise<T>) => Promise<T>;

export interface ImportWork {
  readonly asPerson: AsPerson;
  readonly found: RosterImport;
  /** The uploaded zip. */
  readonly path: string;
  readonly log: Log;
}

/** Begins work that goes on after its request was answered. */
export type RunWork = (kind: 'preview' | 'apply', work: Omit<ImportWork, 'path' | 'log'>) => void;

const BEAT_MS = 2_000;

/** Says every two seconds how far the work is; gives what stops it. */
function beat({ asPerson, found }: ImportWork, progress: () => number): () => void {
  let saying = false;
  const timer = setInterval(() => {
    if (saying) return;
    saying = true;
    asPerson((tx) => saveBeat(tx, found.id, progress()))
      // A beat that fails is one missed: the work itself says what is wrong.
      .catch(() => {})
      .finally(() => {
        saying = false;
      });
  }, BEAT_MS);
  return () => clearInterval(timer);
}

/** Reading is the first part of the work, of a hundred. */
const READ = { preview: 80, apply: 40 } as const;

async function read(work: ImportWork, share: number, told: (percent: number) => void) {
  const { asPerson, found, path } = work;
  const school = await asPerson((tx) => schoolOfImport(tx, found));
  if (found.format !== 'oneroster') {
    return readList(path, {
      label: found.fileName,
      kind: found.format,
      mapping: found.mapping ?? {},
      school,
      onProgress: (done, total) => told((done / Math.max(1, total)) * share),
    });
  }
  const held = await asPerson((tx) => findHeld(tx, school));
  return readRoster(path, {
    label: found.fileName,
    held,
    onProgress: ({ bytesRead, bytesTotal }) => told((bytesRead / Math.max(1, bytesTotal)) * share),
  });
}

async function preview(work: ImportWork, told: (percent: number) => void, changed = false): Promise<boolean> {
  const { asPerson, found, path } = work;
  const reading = await read(work, READ.preview, told);
  const digest = await digestOf(path);
  return asPerson(async (tx) => {
    const plan = await planRoster(tx, await schoolOfImport(tx, found), reading);
    return keepPreview(tx, found.id, { plan, digest, changed });
  });
}

async function apply(work: ImportWork, told: (percent: number) => void): Promise<boolean> {
  const { asPerson, found } = work;
  const reading = await read(work, READ.apply, told);
  await asPerson(async (tx) =>
    applyRoster(tx, await schoolOfImport(tx, found), reading, {
      importId: found.id,
      fileName: found.fileName,
      digest: found.digest ?? '',
      requestedBy: found.requestedBy,
      expected: found.counts,
      onProgress: (done, total) => told(READ.apply + (done / Math.max(1, total)) * (99 - READ.apply)),
    }),
  );
  return false;
}

async function planAgain({ asPerson, found }: ImportWork, plan: RosterPlan): Promise<boolean> {
  return asPerson((tx) => keepPreview(tx, found.id, { plan, digest: found.digest ?? '', changed: true }));
}

/** Whatever went wrong is kept where who asked will look for it. True when the file is still needed. */
async function explain(work: ImportWork, error: unknown): Promise<boolean> {
  const { asPerson, found, log } = work;
  if (error instanceof PlanChanged) return planAgain(work, error.plan);
  if (error instanceof RosterMoved) return preview(work, () => {}, true);
  if (error instanceof RosterRefused) {
    return asPerson(async (tx) => {
      const plan = refusal(await schoolOfImport(tx, found), tx.at, error.faults);
      return keepPreview(tx, found.id, { plan, digest: found.digest ?? '' });
    });
  }
  log.error({ import: found.id, ...faultOf(error) }, 'a roster import failed');
  await asPerson((tx) => endImport(tx, found.id, 'failed'));
  return false;
}

/** Reads and plans, or applies, and deletes the file unless somebody still has to decide. Never throws. */
export async function runImport(kind: 'preview' | 'apply', work: ImportWork): Promise<void> {
  let percent = 0;
  const told = (now: number) => {
    percent = Math.floor(now);
  };
  const stop = beat(work, () => percent);
  let keep = false;
  try {
    keep = await (kind === 'preview' ? preview : apply)(work, told).catch((error) => explain(work, error));
  } catch (error) {
    // Not even that could be written: the page says that the work fell silent.
    work.log.error({ import: work.found.id, ...faultOf(error) }, 'a roster import could not be ended');
  } finally {
    stop();
    if (!keep) await rm(work.path, { force: true });
  }
}
