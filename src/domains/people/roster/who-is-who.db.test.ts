import { describe, expect, test } from 'vitest';
import {
  aRoster,
  editUser,
  forSchools,
  importRoster,
  oneSchool,
  personOf,
  placesOf,
  rosterDigest,
  rosterSchools,
  without,
} from '../../../../test/factories/roster.ts';
import { testWorld } from '../../../../test/support/world.ts';
import type { Roster } from '../oneroster/index.ts';
import { changesNothing } from './types.ts';

const world = await testWorld();

const rows = async <R extends object>(sql: string, values: unknown[] = []): Promise<R[]> =>
  (await world.owner.query(sql, values)).rows as R[];

describe('who is who', () => {
  test('a child who moves within the trust stays one person, enrolled at both until the first school lets go', async () => {
    const schools = await rosterSchools(world, 2);
    const [first, second] = schools;
    if (first === undefined || second === undefined) throw new Error('two schools are needed');
    const roster = forSchools(aRoster({ schools: 2 }), schools);
    await importRoster(world, first, roster);
    const child = await personOf(world, first.urn, 'pupil-1');
    // The other school's own system gives other ids; only the UPN is the same.
    const moved: Roster = {
      ...roster,
      users: roster.users
        .filter(({ sourcedId }) => sourcedId === 'pupil-1' || sourcedId === 'pupil-11')
        .map((user) => ({
          ...user,
          sourcedId: `other-${user.sourcedId}`,
          familyName: `${user.familyName}-Other`,
          agentSourcedIds: [],
          roles: user.roles.map((role) => ({ ...role, orgSourcedId: 'org-2', beginDate: null })),
        })),
      enrollments: [],
      demographics: [],
    };
    const plan = await importRoster(world, second, moved);
    expect(plan.counts).toMatchObject({ pupilsFromSister: 1, pupilsJoining: 1 });
    expect(await personOf(world, second.urn, 'other-pupil-1')).toBe(child);
    const places = await placesOf(world, child);
    expect(places.map(({ school }) => school).sort()).toEqual([first.id, second.id].sort());
    expect(places.every(({ during }) => during.endsWith(',)'))).toBe(true);
  });

  test('the same name and birth date under other ids is only proposed', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const born = roster.demographics.find(({ userSourcedId }) => userSourcedId === 'pupil-4');
    const twin: Roster = {
      ...without(roster, 'pupil-4'),
      users: roster.users.map((user) =>
        user.sourcedId === 'pupil-4'
          ? { ...user, sourcedId: 'new-4', upn: null, identifier: null, agentSourcedIds: [] }
          : user,
      ),
      demographics: [
        ...roster.demographics,
        ...(born === undefined ? [] : [{ ...born, userSourcedId: 'new-4' }]),
      ],
      enrollments: roster.enrollments.filter(({ userSourcedId }) => userSourcedId !== 'pupil-4'),
    };
    const plan = await importRoster(world, school, twin);
    expect(plan.counts).toMatchObject({ pupilsJoining: 1, matchesProposed: 1, leaversProposed: 1 });
    const proposed = await rows(
      'select person_id, candidate_id from people.proposed_match where school_id = $1',
      [school.id],
    );
    expect(proposed).toEqual([
      {
        person_id: await personOf(world, school.urn, 'new-4'),
        candidate_id: await personOf(world, school.urn, 'pupil-4'),
      },
    ]);
  });

  test('staff of two schools in one file are one person', async () => {
    const schools = await rosterSchools(world, 2);
    const roster = forSchools(aRoster({ schools: 2, staff: 10 }), schools);
    for (const school of schools) await importRoster(world, school, roster);
    const [first, second] = schools.map(({ urn }) => urn);
    expect(await personOf(world, first ?? '', 'staff-10')).toBe(
      await personOf(world, second ?? '', 'staff-10'),
    );
    for (const school of schools)
      expect(changesNothing(await importRoster(world, school, roster))).toBe(true);
  });

  test('a UPN that comes with another name and birth date is refused; with one of them it is a correction', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const before = await rosterDigest(world);
    const renamed = editUser(roster, 'pupil-7', (user) => ({ ...user, familyName: 'Thistlewood' }));
    const demographics = roster.demographics.map((one) =>
      one.userSourcedId === 'pupil-7' ? { ...one, birthDate: '2001-01-01' as typeof one.birthDate } : one,
    );
    await expect(importRoster(world, school, { ...renamed, demographics })).rejects.toMatchObject({
      faults: [{ code: 'upn-of-another' }],
    });
    expect(await rosterDigest(world)).toEqual(before);
    expect((await importRoster(world, school, renamed)).lists.changed).toMatchObject([
      { detail: expect.stringMatching(/^was /) },
    ]);
    expect((await importRoster(world, school, { ...renamed, demographics })).counts.detailsChanged).toBe(1);
  });

  test('an id used again for another child is refused', async () => {
    const { school, roster } = await oneSchool(world);
    await importRoster(world, school, roster);
    const before = await rosterDigest(world);
    const reused = editUser(roster, 'pupil-6', (user) => ({
      ...user,
      upn: 'A999999999999',
      givenName: 'Someone',
      familyName: 'Elsewhere',
    }));
    const demographics = reused.demographics.map((one) =>
      one.userSourcedId === 'pupil-6' ? { ...one, birthDate: '2001-01-01' as typeof one.birthDate } : one,
    );
    await expect(importRoster(world, school, { ...reused, demographics })).rejects.toMatchObject({
      faults: [{ code: 'id-used-again' }],
    });
    expect(await rosterDigest(world)).toEqual(before);
  });
});
