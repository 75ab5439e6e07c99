import type { Role } from '#platform/db';
import { systemIds } from '#platform/ids';
import type { World } from '../support/world.ts';

/** Facts laid down by the owner. Each factory makes the parents that it was not given. */

const SINCE = '[2020-09-01,)';
let counter = 0;
const next = () => {
  counter += 1;
  return counter;
};

const letters = (n: number) => String.fromCharCode(65 + (Math.trunc(n / 26) % 26), 65 + (n % 26));

export async function aTrust(world: World, name = `Trust ${next()}`): Promise<string> {
  const id = systemIds.uuid();
  await world.owner.query('insert into people.trust (id, name) values ($1, $2)', [id, name]);
  return id;
}

export interface SchoolFacts {
  readonly trustId?: string;
  readonly name?: string;
  readonly recordOfTruth?: 'gatehouse' | 'myconcern';
}

export interface ASchool {
  readonly id: string;
  readonly trustId: string;
  readonly urn: string;
}

export async function aSchool(world: World, facts: SchoolFacts = {}): Promise<ASchool> {
  const trustId = facts.trustId ?? (await aTrust(world));
  const id = systemIds.uuid();
  const n = next();
  const urn = String(900_000 + n);
  await world.owner.query(
    'insert into people.school (id, trust_id, urn, name, code, record_of_truth) values ($1, $2, $3, $4, $5, $6)',
    [id, trustId, urn, facts.name ?? `School ${n}`, `S${letters(n)}`, facts.recordOfTruth ?? 'gatehouse'],
  );
  return { id, trustId, urn };
}

export interface AdultFacts {
  readonly school?: ASchool;
  readonly trustId?: string;
  readonly role?: Role;
  readonly givenName?: string;
  readonly familyName?: string;
  /** A range of dates, such as `[2024-09-01,2025-07-20)`. */
  readonly during?: string;
  readonly asCover?: boolean;
}

const TRUST_ROLES: ReadonlySet<Role> = new Set([
  'trust_safeguarding_lead',
  'trust_it',
  'trustee',
  'information_manager',
]);

/** Gives a person a post or duty at a school, or at the trust for the trust's own. */
export async function anAppointment(
  world: World,
  personId: string,
  at: { readonly school?: ASchool | undefined; readonly trustId: string },
  role: Role,
  facts: Pick<AdultFacts, 'during' | 'asCover'> = {},
): Promise<string> {
  const id = systemIds.uuid();
  await world.owner.query(
    `insert into people.appointment (id, person_id, trust_id, school_id, role, during, as_cover) values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      personId,
      at.trustId,
      TRUST_ROLES.has(role) ? null : at.school?.id,
      role,
      facts.during ?? SINCE,
      facts.asCover ?? false,
    ],
  );
  return id;
}

/** An adult with one post: a teacher, unless told otherwise. */
export async function anAdult(world: World, facts: AdultFacts = {}): Promise<string> {
  const school = facts.school ?? (facts.trustId === undefined ? await aSchool(world) : undefined);
  const trustId = facts.trustId ?? school?.trustId ?? (await aTrust(world));
  const id = systemIds.uuid();
  const n = next();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name, email) values ($1, $2, 'adult', $3, $4, $5)`,
    [id, trustId, facts.givenName ?? `Adult${n}`, facts.familyName ?? `Surname${n}`, `adult${n}@school.test`],
  );
  await anAppointment(world, id, { school, trustId }, facts.role ?? 'teacher', facts);
  return id;
}

export interface PupilFacts {
  readonly school?: ASchool;
  readonly givenName?: string;
  readonly familyName?: string;
  readonly birthDate?: string;
  readonly ncYear?: number;
  readonly registrationGroup?: string;
}

export async function aPupil(world: World, facts: PupilFacts = {}): Promise<string> {
  const school = facts.school ?? (await aSchool(world));
  const id = systemIds.uuid();
  const n = next();
  await world.owner.query(
    `insert into people.person (id, trust_id, kind, given_name, family_name, birth_date) values ($1, $2, 'pupil', $3, $4, $5)`,
    [
      id,
      school.trustId,
      facts.givenName ?? `Child${n}`,
      facts.familyName ?? `Family${n}`,
      facts.birthDate ?? '2016-01-15',
    ],
  );
  await world.owner.query(
    'insert into people.enrolment (person_id, school_id, nc_year, registration_group, during) values ($1, $2, $3, $4, $5)',
    [id, school.id, facts.ncYear ?? 6, facts.registrationGroup ?? 'Beech', SINCE],
  );
  return id;
}

/** A school with one holder of each duty: the smallest place where every rule can be tried. */
export interface Staffed {
  readonly school: ASchool;
  readonly teacher: string;
  readonly otherTeacher: string;
  readonly office: string;
  readonly it: string;
  readonly dsl: string;
  readonly deputy: string;
  readonly head: string;
  readonly chair: string;
  readonly trustLead: string;
}

export async function aStaffedSchool(world: World, facts: SchoolFacts = {}): Promise<Staffed> {
  const school = await aSchool(world, facts);
  const adult = (role: Role) => anAdult(world, { school, role });
  return {
    school,
    teacher: await adult('teacher'),
    otherTeacher: await adult('teacher'),
    office: await adult('office'),
    it: await adult('it'),
    dsl: await adult('dsl'),
    deputy: await adult('deputy_dsl'),
    head: await adult('head'),
    chair: await adult('chair_of_governors'),
    trustLead: await adult('trust_safeguarding_lead'),
  };
}

/** Somebody whom the last roster of a school lacks. */
export async function aProposedLeaver(world: World, school: ASchool, personId: string): Promise<void> {
  await world.owner.query(
    `with i as (insert into people.roster_import (id, school_id, file_name, status, beat_at, created_at)
       values (gen_random_uuid(), $1, 'roster.zip', 'applied', now(), now()) returning id)
     insert into people.proposed_leaver (person_id, school_id, import_id, proposed_at)
       select $2, $1, i.id, now() from i`,
    [school.id, personId],
  );
}
