import type { Tx } from '#platform/db';
import { Conflict } from '#platform/errors';
import {
  type Fault,
  hasErrors,
  type Org,
  type Roster,
  type RosterReading,
  RosterRefused,
} from '../oneroster/index.ts';
import { recordsOf, sealRecords } from './held/codec.ts';
import { findFingerprint, saveHeld } from './held/queries.ts';
import { addImport, finishImport } from './imports/queries.ts';
import type { ImportFormat } from './imports/types.ts';
import { findKnown, findLookalikes, lockRosters } from './known/queries.ts';
import { planFrom } from './plan.ts';
import { dayOf, refusal } from './refusal.ts';
import {
  type Coverage,
  changesNothing,
  countNames,
  type RosterCounts,
  type RosterPlan,
  type RosterSchool,
} from './types.ts';
import { wantedOf } from './wanted.ts';
import { writePlan } from './write/queries.ts';

const noSuchSchool = (roster: Roster, urn: string): Fault => {
  const schools = roster.orgs.flatMap((org) => (org.urn === null ? [] : [`${org.urn} (${org.name})`]));
  return {
    file: 'orgs.csv',
    column: 'identifier',
    severity: 'error',
    code: 'other-school',
    problem: `The file holds no school with the URN ${urn}. It holds: ${schools.join(', ') || 'no school with a URN'}.`,
    remedy: 'Choose the right school, or export the right one.',
  };
};

/** A delta that was read against one state of what is held must not be planned against another. */
export class RosterMoved extends Conflict {
  constructor() {
    super(
      'the roster that a delta changes is another by now',
      'Another roster of this school was imported in the meantime. Import this one again.',
    );
  }
}

async function checkBase(tx: Tx, school: RosterSchool, { changes }: RosterReading): Promise<void> {
  const base = changes?.base ?? null;
  if (base !== null && base !== (await findFingerprint(tx, school.id))) throw new RosterMoved();
}

const coverageOf = ({ list, changes }: RosterReading): Coverage => ({
  system: list === undefined ? 'oneroster' : 'csv',
  leavers: list?.leavers ?? changes?.leavers ?? 'all',
  places: list?.places ?? 'all',
});

/** Planning names the files of OneRoster; a list is one file of its own name. */
const inFile = ({ list }: RosterReading, plan: RosterPlan): RosterPlan => {
  if (list === undefined) return plan;
  const faults = plan.faults.map((fault) => {
    const { column: _, ...rest } = fault;
    return fault.file === list.label ? fault : { ...rest, file: list.label };
  });
  return { ...plan, faults };
};

async function planSchool(
  tx: Tx,
  school: RosterSchool,
  org: Org,
  reading: RosterReading,
): Promise<RosterPlan> {
  const today = dayOf(tx.at);
  const wanted = wantedOf(reading.roster, org, today, coverageOf(reading));
  const known = await findKnown(tx, school, wanted, today);
  const plan = planFrom({ school, today, known, wanted, faults: reading.faults, newId: () => tx.ids.uuid() });
  if (hasErrors(plan.faults)) return refusal(school, tx.at, plan.faults);
  const pupils = await findLookalikes(tx, plan.writes.newPeople, plan.recognised);
  const matches = [...plan.writes.matches, ...pupils];
  return {
    ...plan,
    counts: { ...plan.counts, matchesProposed: matches.length },
    writes: { ...plan.writes, matches },
  };
}

const orgOf = (school: RosterSchool, { roster }: RosterReading): Org | undefined =>
  roster.orgs.find(({ urn }) => urn === school.urn);

/** What applying a roster to one school would do today. With an error among its faults, a plan writes nothing. */
export async function planRoster(tx: Tx, school: RosterSchool, reading: RosterReading): Promise<RosterPlan> {
  if (hasErrors(reading.faults)) return refusal(school, tx.at, reading.faults);
  await checkBase(tx, school, reading);
  const org = orgOf(school, reading);
  if (org === undefined)
    return refusal(school, tx.at, [...reading.faults, noSuchSchool(reading.roster, school.urn)]);
  return inFile(reading, await planSchool(tx, school, org, reading));
}

export interface ApplyOptions {
  /** The row of an import that was previewed; without one, a row is made when something changes. */
  readonly importId?: string | undefined;
  readonly fileName: string;
  readonly digest: string;
  readonly requestedBy: string | null;
  readonly format?: ImportFormat | undefined;
  /** What the preview said; where the plan is another by now, nothing is written. */
  readonly expected?: Partial<RosterCounts> | undefined;
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** Between preview and confirmation something changed, so that what was confirmed is not what would be done. */
export class PlanChanged extends Error {
  readonly plan: RosterPlan;
  constructor(plan: RosterPlan) {
    super('the plan is not the one that was previewed');
    this.plan = plan;
  }
}

const isAsExpected = (plan: RosterPlan, expected: Partial<RosterCounts> | undefined): boolean =>
  expected === undefined || countNames.every((name) => (expected[name] ?? 0) === plan.counts[name]);

/** Keeps what the files said for the next delta; true where that is something new. */
async function noteRecords(tx: Tx, school: RosterSchool, reading: RosterReading): Promise<boolean> {
  const org = orgOf(school, reading);
  if (reading.changes === undefined || org === undefined) return false;
  const sealed = sealRecords(recordsOf(reading.changes.records, org));
  if (sealed.fingerprint === (await findFingerprint(tx, school.id))) return false;
  await saveHeld(tx, school.id, sealed);
  return true;
}

/**
 * Applies a roster to one school: all of it, in the caller's transaction, or nothing. The plan is made anew under the
 * trust's lock, so that two imports at once, or a preview of yesterday, double nothing. A file that changes nothing
 * writes nothing. Throws `RosterRefused` with the faults where one is an error, `PlanChanged` where the plan is not the
 * expected one.
 */
export async function applyRoster(
  tx: Tx,
  school: RosterSchool,
  reading: RosterReading,
  options: ApplyOptions,
): Promise<RosterPlan> {
  await lockRosters(tx);
  const plan = await planRoster(tx, school, reading);
  if (hasErrors(plan.faults)) throw new RosterRefused(plan.faults);
  if (!isAsExpected(plan, options.expected)) throw new PlanChanged(plan);
  const noted = await noteRecords(tx, school, reading);
  if (changesNothing(plan)) {
    if (noted)
      tx.record({ chain: school.id, type: 'roster.noted/1', subject: options.importId ?? school.id });
    if (options.importId !== undefined) await finishImport(tx, options.importId, 'unchanged', plan.counts);
    return plan;
  }
  const importId =
    options.importId ?? (await addImport(tx, { ...options, schoolId: school.id, status: 'applying' }));
  await writePlan(tx, plan, importId, options.onProgress ?? (() => {}));
  await finishImport(tx, importId, 'applied', plan.counts);
  tx.record({ chain: school.id, type: 'roster.applied/1', subject: importId, data: { ...plan.counts } });
  return plan;
}
