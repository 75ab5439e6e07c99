import type { Roster, RosterReading } from '../../src/domains/people/oneroster/index.ts';
import { applyRoster, type RosterPlan, type RosterSchool } from '../../src/domains/people/roster/index.ts';
import type { World } from '../support/world.ts';
import { buildRoster, defaultPlan, type RosterPlan as MadeUp } from './oneroster.ts';
import { aSchool, aTrust } from './people.ts';

/** A roster that was read without a fault. */
export const readingOf = (roster: Roster): RosterReading => ({ version: '1.2', roster, faults: [] });

/** Made-up pupils and staff of the school year in which the tests' clock stands. */
export const aRoster = (facts: Partial<MadeUp> = {}): Roster =>
  buildRoster({ ...defaultPlan, schools: 1, pupils: 20, staff: 4, schoolYear: 2027, ...facts });

/** Schools of one trust, with the URNs of a made-up roster: 990001, 990002 and so on, moved on for each trust. */
export async function rosterSchools(world: World, count: number): Promise<RosterSchool[]> {
  const trustId = await aTrust(world);
  const schools: RosterSchool[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id, urn } = await aSchool(world, { trustId, name: `Roster school ${number}` });
    schools.push({ id, trustId, urn, name: `Roster school ${number}` });
  }
  return schools;
}

/** The same roster with the URNs of those schools, in their order. */
export function forSchools(roster: Roster, schools: readonly RosterSchool[]): Roster {
  let number = 0;
  const orgs = roster.orgs.map((org) => {
    if (org.type !== 'school') return org;
    const urn = schools[number]?.urn ?? null;
    number += 1;
    return { ...org, urn, identifier: urn };
  });
  return { ...roster, orgs };
}

const file = { fileName: 'roster.zip', digest: 'made up', requestedBy: null };

/** Applies it as the command line does. */
export const importRoster = (world: World, school: RosterSchool, roster: Roster): Promise<RosterPlan> =>
  world.database.withActor({ kind: 'roster', schoolId: school.id }, (tx) =>
    applyRoster(tx, school, readingOf(roster), file),
  );

const tables = [
  'person',
  'identifier',
  'enrolment',
  'class',
  'class_member',
  'appointment',
  'guardianship',
  'proposed_leaver',
  'proposed_match',
  'roster_import',
] as const;

/** What stands in every table that a roster writes, as one text a table: equal where nothing was written. */
export async function rosterDigest(world: World): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of tables) {
    const { rows } = await world.owner.query<{ digest: string }>(
      `select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from people.${table} t`,
    );
    digests[table] = rows[0]?.digest ?? '';
  }
  return digests;
}
