import { describe, expect, test } from 'vitest';
import {
  aRoster,
  editUser,
  forSchools,
  importRoster,
  oneSchool,
  personOf,
  placesOf,
  readingOf,
  rosterDigest,
  rosterSchools,
  without,
} from '../../../../test/factories/roster.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { planRoster } from './index.ts';
import { changesNothing } from './types.ts';

const world = await testWorld();

const rows = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await world.owner.query(sql, values)).rows as R[];

describe('a first roster', () => {
  test('brings its pupils, staff, classes and families', async () => {
    const { school, roster } = await oneSchool(world);
    const plan = await importRoster(world, school, roster);
    expect(plan.counts).toMatchObject({
      pupilsJoining: 20,
      staffJoining: 4,
      guardiansJoining: 20,
      familiesLinked: 20,
      leaversProposed: 0,
    });
    const [found] = await rows<Record<string, number>>(
      `select (select count(*) from people.enrolment where school_id = $1)::int as enrolled,
        (select count(*) from people.class where school_id = $1)::int as classes,
        (select count(*) from people.class_member where school_id = $1 and part = 'pupil')::int as members,
        (select count(*) from people.guardianship where $1 = any (school_ids))::int as families`,
      [school.id],
    );
    expect(found).toEqual({
      enrolled: 20,
      classes: roster.classes.length,
      members: roster.enrollments.filter(({ role }) => role === 'student').length,
      families: 20,
    });
  });

  test('never asks who has parental responsibility or who may be in contact', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const found = await rows(
      `select distinct parental_responsibility as pr, contact from people.guardianship where $1 = any (school_ids)`,
      [school.id],
    );
    expect(found).toEqual([{ pr: 'unknown', contact: 'unknown' }]);
  });

  test('makes nobody Head: a principal comes in as a teacher', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const principal = roster.users.find(({ roles }) => roles.some(({ role }) => role === 'principal'));
    const posts = await rows(
      'select role, designation, by_roster from people.appointment where person_id = $1',
      [await personOf(world, school.urn, principal?.sourcedId ?? '')],
    );
    expect(posts).toEqual([{ role: 'teacher', designation: 'Principal', by_roster: true }]);
  });

  test('twice changes nothing, and says so', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const before = await rosterDigest(world);
    const again = await importRoster(world, school, roster);
    expect(changesNothing(again)).toBe(true);
    expect(await rosterDigest(world)).toEqual(before);
  });

  test('is audited with counts alone', async () => {
    const { school, roster } = await oneSchool(world);
    const plan = await importRoster(world, school, roster);
    const events = await rows<{ body: string; actor: string }>(
      `select body, actor from audit.event where chain_id = $1 and type = 'roster.applied/1'`,
      [school.id],
    );
    expect(events).toHaveLength(1);
    const event = JSON.parse(events[0]?.body ?? '{}');
    expect(event.actor).toBe('system:roster');
    expect(event.data).toEqual({ ...plan.counts });
  });
});

describe('a later roster', () => {
  test('begins a new place today and keeps the old one', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    world.clock.advance({ hours: 48 });
    const moved = editUser(roster, 'pupil-3', (user) => ({ ...user, ncYear: 11, grades: ['11'] }));
    const plan = await importRoster(world, school, moved);
    expect(plan.counts.pupilsMoving).toBe(1);
    const today = plan.today;
    const places = await placesOf(world, await personOf(world, school.urn, 'pupil-3'));
    expect(places.map(({ during }) => during)).toEqual([`[2026-09-01,${today})`, `[${today},)`]);
    expect(places.at(-1)?.year).toBe(11);
  });

  test('proposes whoever is missing, ends nothing, and takes it back when they return', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const child = await personOf(world, school.urn, 'pupil-5');
    const gone = await importRoster(world, school, without(roster, 'pupil-5'));
    expect(gone.counts.leaversProposed).toBe(1);
    expect(
      await rows('select person_id from people.proposed_leaver where school_id = $1', [school.id]),
    ).toEqual([{ person_id: child }]);
    expect((await placesOf(world, child)).map(({ during }) => during)).toEqual(['[2026-09-01,)']);
    const again = await importRoster(world, school, without(roster, 'pupil-5'));
    expect(changesNothing(again)).toBe(true);
    const back = await importRoster(world, school, roster);
    expect(back.counts.leaversWithdrawn).toBe(1);
    expect(await rows('select from people.proposed_leaver where school_id = $1', [school.id])).toEqual([]);
  });

  test('corrects details, and takes away nothing that it does not say', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const renamed = editUser(roster, 'pupil-2', (user) => ({ ...user, familyName: 'Thistlewood' }));
    const plan = await importRoster(world, school, { ...renamed, demographics: [] });
    expect(plan.counts.detailsChanged).toBe(1);
    const [child] = await rows<{ family: string; born: string | null }>(
      'select family_name as family, birth_date::text as born from people.person where id = $1',
      [await personOf(world, school.urn, 'pupil-2')],
    );
    expect(child?.family).toBe('Thistlewood');
    expect(child?.born).not.toBeNull();
  });

  test('leaves the posts and duties that people gave alone', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const teacher = await personOf(world, school.urn, 'staff-2');
    await world.owner.query(
      `insert into people.appointment (id, person_id, trust_id, school_id, role, during)
       values (gen_random_uuid(), $1, $2, $3, 'deputy_dsl', '[2026-10-01,)'), (gen_random_uuid(), $1, $2, $3, 'office', '[2026-10-01,)')`,
      [teacher, school.trustId, school.id],
    );
    await world.owner.query('update people.person set email = $2 where id = $1', [
      teacher,
      'given@by.hand.test',
    ]);
    const plan = await importRoster(world, school, roster);
    expect(plan.counts).toMatchObject({
      postsEnding: 0,
      postsBeginning: 0,
      detailsChanged: 0,
      detailsKept: 1,
    });
  });

  test('ends a post that it brought and no longer names', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    world.clock.advance({ hours: 24 });
    const plan = await importRoster(
      world,
      school,
      editUser(roster, 'staff-2', (user) => ({
        ...user,
        roles: user.roles.map((role) => ({ ...role, role: 'aide' })),
      })),
    );
    const posts = await rows<{ role: string; during: string }>(
      'select role, during::text from people.appointment where person_id = $1 order by role',
      [await personOf(world, school.urn, 'staff-2')],
    );
    expect(posts).toEqual([
      { role: 'teacher', during: `[2026-09-01,${plan.today})` },
      { role: 'teaching_assistant', during: '[2026-09-01,)' },
    ]);
  });
});

describe('refusals', () => {
  test('a file of other schools names those it holds', async () => {
    const { school } = await oneSchool(world);
    const plan = await world.database.withActor({ kind: 'roster', schoolId: school.id }, (tx) =>
      planRoster(tx, school, readingOf(aRoster())),
    );
    expect(plan.faults).toMatchObject([{ code: 'other-school', severity: 'error' }]);
    expect(plan.faults[0]?.problem).toContain('990001');
  });

  test('a file without a pupil of the school is refused', async () => {
    const { school, roster } = await oneSchool(world);
    const staffOnly = {
      ...roster,
      users: roster.users.filter(({ roles }) => roles.every(({ role }) => role !== 'student')),
    };
    await expect(importRoster(world, school, staffOnly)).rejects.toMatchObject({
      faults: [{ code: 'no-pupils' }],
    });
  });
});

test('two imports of one file at once bring everybody once', async () => {
  const schools = await rosterSchools(world, 2);
  const roster = forSchools(aRoster({ schools: 2, staff: 10 }), schools);
  await Promise.all(
    [...schools, ...schools, ...schools].map((school) => importRoster(world, school, roster)),
  );
  const [found] = await rows<{ people: number; imports: number }>(
    `select count(*)::int as people, (select count(*)::int from people.roster_import i where i.school_id = any ($2)) as imports
     from people.person where trust_id = $1`,
    [schools[0]?.trustId, schools.map(({ id }) => id)],
  );
  // Every staff member and pupil, and a guardian for each pupil, once; the one who works at both schools is two people
  // until somebody has said that they are one.
  expect(found).toEqual({ people: 10 + 20 + 20 + 1, imports: 2 });
});
