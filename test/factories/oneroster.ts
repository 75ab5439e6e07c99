import type { Roster, RosterVersion } from '../../src/domains/people/oneroster/index.ts';
import { writeRoster } from './oneroster-csv.ts';
import { buildRoster, type RosterPlan } from './oneroster-model.ts';

export { type FileMode, writeChanges, writeRoster } from './oneroster-csv.ts';
export { buildRoster, type RosterPlan } from './oneroster-model.ts';

export interface MakeRosterOptions extends Partial<RosterPlan> {
  readonly version?: RosterVersion;
  /** Where to write: a zip when it ends in `.zip`, else a folder. */
  readonly path: string;
}

export const defaultPlan: RosterPlan = {
  schools: 2,
  pupils: 120,
  staff: 12,
  guardians: 1,
  seed: 1,
  schoolYear: 2026,
  version: '1.2',
};

/** Makes up a roster, the same one for the same options, and writes it as a OneRoster bulk export. */
export const makeRoster = async ({ path, ...plan }: MakeRosterOptions): Promise<Roster> => {
  const whole = { ...defaultPlan, ...plan };
  const roster = buildRoster(whole);
  await writeRoster(roster, whole.version, path);
  return roster;
};
