import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import {
  buildRoster,
  defaultPlan,
  type FileMode,
  writeChanges,
  writeRoster,
} from '../../../../test/factories/oneroster.ts';
import {
  editUser,
  oneSchool,
  personOf,
  placesOf,
  rosterDigest,
  rosterSchools,
  type SmallPupil,
  smallRoster,
  without,
} from '../../../../test/factories/roster.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { type Roster, RosterRefused, type RosterVersion, readRoster } from '../oneroster/index.ts';
import { findHeld } from './held/queries.ts';
import { applyRoster, RosterMoved } from './service.ts';
import { changesNothing, type RosterPlan, type RosterSchool } from './types.ts';

const world = await testWorld();
const folder = mkdtempSync(join(tmpdir(), 'gatehouse-delta-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const nextPath = () => {
  files += 1;
  return join(folder, `${files}.zip`);
};

/** From the file, as every way in does it. */
async function importFile(school: RosterSchool, path: string): Promise<RosterPlan> {
  const actor = { kind: 'roster', schoolId: school.id } as const;
  const held = await world.database.withActor(actor, (tx) => findHeld(tx, school));
  const reading = await readRoster(path, { held });
  return world.database.withActor(actor, (tx) =>
    applyRoster(tx, school, reading, { fileName: 'roster.zip', digest: path, requestedBy: null }),
  );
}

async function bulk(school: RosterSchool, roster: Roster, version: RosterVersion = '1.2') {
  const path = nextPath();
  await writeRoster(roster, version, path);
  return importFile(school, path);
}

let moment = 0;
interface Step {
  readonly version?: RosterVersion;
  readonly modes?: Readonly<Record<string, FileMode>>;
  readonly at?: string;
}
async function deltaFile(before: Roster, after: Roster, { version = '1.2', modes = {}, at }: Step = {}) {
  const path = nextPath();
  moment += 1;
  const now = at ?? new Date(Date.UTC(2026, 8, 1, 0, 0, moment)).toISOString();
  await writeChanges({ version, before, after, modes, at: now }, path);
  return path;
}
const delta = async (school: RosterSchool, before: Roster, after: Roster, step?: Step) =>
  importFile(school, await deltaFile(before, after, step));

async function faultsOf(promise: Promise<unknown>) {
  try {
    await promise;
  } catch (error) {
    if (error instanceof RosterRefused) return error.faults.filter(({ severity }) => severity === 'error');
    throw error;
  }
  return [];
}

const proposed = async (school: RosterSchool) => {
  const { rows } = await world.owner.query<{ id: string }>(
    `select i.external_id as id from people.proposed_leaver l
     join people.identifier i on i.person_id = l.person_id and i.source = $2 where l.school_id = $1 order by 1`,
    [school.id, `oneroster:${school.urn}`],
  );
  return rows.map(({ id }) => id);
};

async function classesOf(school: RosterSchool, sourceId: string): Promise<string[]> {
  const { rows } = await world.owner.query<{ id: string }>(
    `select c.source_id as id from people.class_member m join people.class c on c.id = m.class_id
     where m.person_id = $1 and m.during @> $2::date order by 1`,
    [await personOf(world, school.urn, sourceId), world.clock.now().toString().slice(0, 10)],
  );
  return rows.map(({ id }) => id);
}

describe.each(['1.1', '1.2'] as const)('a delta of OneRoster %s', (version) => {
  test('changes who it names and proposes nobody whom it leaves out', async () => {
    const { school, roster } = await oneSchool(world, version);
    await bulk(school, roster, version);
    const named = editUser(roster, 'pupil-1', (user) => ({ ...user, familyName: 'Renamed' }));
    const plan = await delta(school, roster, named, { version });
    expect(plan.counts).toMatchObject({ detailsChanged: 1, leaversProposed: 0, membersEnding: 0 });
    expect(plan.faults).toEqual([]);
    expect(await proposed(school)).toEqual([]);
  });

  test('proposes as a leaver whom it marks tobedeleted, and leaves them on the roll and in their classes', async () => {
    const { school, roster } = await oneSchool(world, version);
    await bulk(school, roster, version);
    const places = await classesOf(school, 'pupil-2');
    const plan = await delta(school, roster, without(roster, 'pupil-2'), { version });
    expect(plan.counts).toMatchObject({ leaversProposed: 1, membersEnding: 0 });
    expect(await proposed(school)).toEqual(['pupil-2']);
    expect(await classesOf(school, 'pupil-2')).toEqual(places);
    const [place] = await placesOf(world, await personOf(world, school.urn, 'pupil-2'));
    expect(place?.during).toMatch(/,\)$/);
    // And back again.
    const back = await delta(school, without(roster, 'pupil-2'), roster, { version });
    expect(back.counts).toMatchObject({ leaversWithdrawn: 1, pupilsJoining: 0 });
    expect(await proposed(school)).toEqual([]);
  });

  test('ends the place in a class that it takes away by no more than its id', async () => {
    const { school, roster } = await oneSchool(world, version);
    await bulk(school, roster, version);
    const [before = ''] = roster.enrollments
      .filter(({ userSourcedId }) => userSourcedId === 'pupil-3')
      .slice(-1)
      .map(({ classSourcedId }) => classSourcedId);
    const enrollments = roster.enrollments.filter(
      (one) => one.userSourcedId !== 'pupil-3' || one.classSourcedId !== before,
    );
    expect(await classesOf(school, 'pupil-3')).toContain(before);
    const plan = await delta(school, roster, { ...roster, enrollments }, { version });
    expect(plan.counts).toMatchObject({ membersEnding: 1, leaversProposed: 0 });
    expect(await classesOf(school, 'pupil-3')).not.toContain(before);
  });

  test('changes nothing the second time', async () => {
    const { school, roster } = await oneSchool(world, version);
    await bulk(school, roster, version);
    const changed = editUser(without(roster, 'pupil-4'), 'pupil-5', (user) => ({
      ...user,
      givenName: 'Other',
    }));
    const path = await deltaFile(roster, changed, { version });
    expect(changesNothing(await importFile(school, path))).toBe(false);
    const before = await rosterDigest(world);
    expect(changesNothing(await importFile(school, path))).toBe(true);
    expect(await rosterDigest(world)).toEqual(before);
  });

  test('may hand over one file whole, of another the changes, and leave out the rest', async () => {
    const { school, roster } = await oneSchool(world, version);
    await bulk(school, roster, version);
    const changed = editUser(without(roster, 'pupil-6'), 'pupil-7', (user) => ({
      ...user,
      givenName: 'Mixed',
    }));
    const modes = {
      orgs: 'absent',
      academicSessions: 'absent',
      courses: 'absent',
      classes: 'absent',
      users: 'bulk',
      roles: 'delta',
      enrollments: 'delta',
      demographics: 'absent',
    } as const;
    const plan = await delta(school, roster, changed, { version, modes });
    expect(plan.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(plan.counts).toMatchObject({ detailsChanged: 1, leaversProposed: 1, membersEnding: 0 });
    expect(await proposed(school)).toEqual(['pupil-6']);
  });
});

describe('a delta is refused', () => {
  test('before the first whole roster', async () => {
    const { school, roster } = await oneSchool(world);
    const faults = await faultsOf(delta(school, roster, roster));
    expect(faults).toMatchObject([{ file: 'manifest.csv', line: 4, column: 'value', code: 'delta-first' }]);
  });

  test('in another version than the roster it changes', async () => {
    const { school, roster } = await oneSchool(world, '1.1');
    await bulk(school, roster, '1.1');
    expect(await faultsOf(delta(school, roster, roster, { version: '1.2' }))).toMatchObject([
      { file: 'manifest.csv', code: 'delta-version' },
    ]);
  });

  test('when a later one was imported before it', async () => {
    const { school, roster } = await oneSchool(world);
    await bulk(school, roster);
    const gone = without(roster, 'pupil-1');
    await delta(school, roster, gone, { at: '2026-11-02T00:00:00Z' });
    const older = editUser(roster, 'pupil-2', (user) => ({ ...user, givenName: 'Older' }));
    expect(await faultsOf(delta(school, roster, older, { at: '2026-11-01T00:00:00Z' }))).toMatchObject([
      { file: 'orgs.csv', column: 'dateLastModified', code: 'delta-older' },
    ]);
  });

  test('for a place of somebody whom nothing has named, with file, line and column', async () => {
    const { school, roster } = await oneSchool(world);
    await bulk(school, roster);
    const [first] = roster.enrollments;
    if (first === undefined) throw new Error('no enrolment');
    const stray = { ...first, sourcedId: 'stray-1', userSourcedId: 'nobody-1' };
    const faults = await faultsOf(
      delta(school, roster, { ...roster, enrollments: [...roster.enrollments, stray] }),
    );
    expect(faults).toMatchObject([
      { file: 'enrollments.csv', line: 2, column: 'userSourcedId', code: 'no-such-record' },
    ]);
  });

  test('where a row says neither what became of it nor when', async () => {
    const { school, roster } = await oneSchool(world);
    await bulk(school, roster);
    const changed = editUser(roster, 'pupil-1', (user) => ({ ...user, givenName: 'Undated' }));
    const faults = await faultsOf(delta(school, roster, changed, { at: '' }));
    expect(faults).toMatchObject([{ file: 'users.csv', line: 2, column: 'dateLastModified', code: 'blank' }]);
  });
});

test('a delta does not ask again about somebody whom it leaves out and a person has kept', async () => {
  const { school, roster } = await oneSchool(world);
  await bulk(school, roster);
  const fewer = without(roster, 'pupil-1');
  await bulk(school, fewer);
  expect(await proposed(school)).toEqual(['pupil-1']);
  await world.owner.query('delete from people.proposed_leaver where school_id = $1', [school.id]);
  const changed = editUser(fewer, 'pupil-2', (user) => ({ ...user, givenName: 'Other' }));
  expect((await delta(school, fewer, changed)).counts).toMatchObject({
    detailsChanged: 1,
    leaversProposed: 0,
  });
  expect(await proposed(school)).toEqual([]);
});

test('a delta that was read against another state of the roster is not applied', async () => {
  const { school, roster } = await oneSchool(world);
  await bulk(school, roster);
  const path = await deltaFile(roster, without(roster, 'pupil-1'));
  const actor = { kind: 'roster', schoolId: school.id } as const;
  const held = await world.database.withActor(actor, (tx) => findHeld(tx, school));
  const reading = await readRoster(path, { held });
  await bulk(school, without(roster, 'pupil-2'));
  const before = await rosterDigest(world);
  const late = world.database.withActor(actor, (tx) =>
    applyRoster(tx, school, reading, { fileName: 'late.zip', digest: path, requestedBy: null }),
  );
  await expect(late).rejects.toBeInstanceOf(RosterMoved);
  expect(await rosterDigest(world)).toEqual(before);
});

test('a delta for several schools changes this one alone, and says nothing of the others’ people', async () => {
  const [here, there] = await rosterSchools(world, 2);
  if (here === undefined || there === undefined) throw new Error('no schools');
  const made = buildRoster({ ...defaultPlan, version: '1.2' });
  const urns = [here.urn, there.urn];
  const orgs = made.orgs.map((org) => {
    const urn = org.urn === null ? null : (urns[Number(org.sourcedId.split('-')[1]) - 1] ?? null);
    return { ...org, urn, identifier: urn };
  });
  const roster = { ...made, orgs };
  await bulk(here, roster);
  const far = roster.users.find((user) => user.upn !== null && user.roles[0]?.orgSourcedId === 'org-2');
  const near = roster.users.find((user) => user.upn !== null && user.roles[0]?.orgSourcedId === 'org-1');
  if (far === undefined || near === undefined) throw new Error('no pupils');
  let changed = editUser(roster, far.sourcedId, (user) => ({ ...user, familyName: 'Far' }));
  changed = editUser(changed, near.sourcedId, (user) => ({ ...user, familyName: 'Near' }));
  changed = {
    ...changed,
    enrollments: changed.enrollments.map((one) =>
      one.userSourcedId === far.sourcedId ? { ...one, primary: true } : one,
    ),
  };
  const plan = await delta(here, roster, changed);
  expect(plan.faults).toEqual([]);
  expect(plan.counts).toMatchObject({ detailsChanged: 1, leaversProposed: 0, pupilsJoining: 0 });
});

const pupil = (id: string): fc.Arbitrary<SmallPupil> =>
  fc.record({
    id: fc.constant(id),
    upn: fc.constant(null),
    year: fc.integer({ min: 0, max: 2 }),
    group: fc.constantFrom('Ash', 'Elm'),
    familyName: fc.constantFrom('Aldous', 'Bexley'),
  });

const grade = (year: number | null) => (year === null ? [] : [year === 0 ? 'R' : String(year)]);
/** As a file has it, where years are grades. */
const written = (school: RosterSchool, pupils: readonly SmallPupil[]): Roster => {
  const roster = smallRoster(school, pupils);
  return {
    ...roster,
    classes: roster.classes.map((one) => ({ ...one, termSourcedIds: ['term'] })),
    users: roster.users.map((user) => ({ ...user, grades: grade(user.ncYear) })),
  };
};

const stepOf = fc.record({
  daysLater: fc.constantFrom(0, 1, 30),
  asDelta: fc.boolean(),
  modes: fc.record({
    users: fc.constantFrom<FileMode>('delta', 'bulk'),
    roles: fc.constantFrom<FileMode>('delta', 'bulk'),
    enrollments: fc.constantFrom<FileMode>('delta', 'bulk'),
    classes: fc.constantFrom<FileMode>('delta', 'bulk'),
    demographics: fc.constantFrom<FileMode>('delta', 'absent'),
  }),
  pupils: fc
    .tuple(...['p1', 'p2', 'p3', 'p4'].map((id) => fc.option(pupil(id), { nil: null, freq: 3 })), pupil('p5'))
    .map((list) => list.filter((one) => one !== null)),
});

/** Who is where today, by name, year, group and classes; and who is proposed. */
async function picture(school: RosterSchool) {
  const { rows } = await world.owner.query(
    `select i.external_id as id, p.family_name, l.person_id is not null as proposed, e.nc_year, e.registration_group,
       (select string_agg(c.source_id, ',' order by c.source_id) from people.class_member m
        join people.class c on c.id = m.class_id
        where m.person_id = p.id and m.during @> $3::date and upper_inf(m.during)) as classes
     from people.identifier i join people.person p on p.id = i.person_id
     left join people.enrolment e on e.person_id = p.id and e.school_id = $2 and e.during @> $3::date
     left join people.proposed_leaver l on l.person_id = p.id and l.school_id = $2
     where i.source = $1 order by 1`,
    [`oneroster:${school.urn}`, school.id, world.clock.now().toString().slice(0, 10)],
  );
  return rows;
}

test('bulk and delta in whatever order leave what bulk files alone would', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('1.1' as const, '1.2' as const),
      fc.array(stepOf, { minLength: 2, maxLength: 5 }),
      async (version, steps) => {
        const [mixed, plain] = [(await rosterSchools(world, 1))[0], (await rosterSchools(world, 1))[0]];
        if (mixed === undefined || plain === undefined) throw new Error('no school');
        world.clock.set('2026-11-20T09:00:00Z');
        let before: Roster | null = null;
        for (const { daysLater, asDelta, modes, pupils } of steps) {
          world.clock.advance({ hours: 24 * daysLater });
          const after = written(mixed, pupils);
          if (before === null || !asDelta) await bulk(mixed, after, version);
          else {
            const path = await deltaFile(before, after, { version, modes });
            await importFile(mixed, path);
            const stood = await rosterDigest(world);
            expect(changesNothing(await importFile(mixed, path))).toBe(true);
            expect(await rosterDigest(world)).toEqual(stood);
          }
          await bulk(plain, written(plain, pupils), version);
          expect(await picture(mixed)).toEqual(await picture(plain));
          before = after;
        }
      },
    ),
    { numRuns: 25 },
  );
}, 180_000);
