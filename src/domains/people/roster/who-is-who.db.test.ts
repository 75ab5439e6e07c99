import { describe, expect, test } from 'vitest';
import { anAdult, anAppointment } from '../../../../test/factories/people.ts';
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
import type { Roster } from '../oneroster/index.ts';
import { applyRoster } from './index.ts';
import { changesNothing, type RosterSchool } from './types.ts';

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
    // What the new school calls them is what they are called: written once they are on its roll.
    expect(await rows('select family_name from people.person where id = $1', [child])).toMatchObject([
      { family_name: expect.stringMatching(/-Other$/) },
    ]);
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

  async function staffOfTwo(bring: (school: RosterSchool, roster: Roster) => Promise<unknown>) {
    const schools = await rosterSchools(world, 2);
    const roster = forSchools(aRoster({ schools: 2, staff: 10 }), schools);
    for (const school of schools) await bring(school, roster);
    const [first = '', second = ''] = schools.map(({ urn }) => urn);
    for (const school of schools)
      expect(changesNothing(await importRoster(world, school, roster))).toBe(true);
    return {
      here: await personOf(world, second, 'staff-10'),
      there: await personOf(world, first, 'staff-10'),
    };
  }

  test('an adult of a sister school is only proposed: the file itself chooses its URNs, ids and names', async () => {
    const { here, there } = await staffOfTwo((school, roster) => importRoster(world, school, roster));
    expect(here).not.toBe(there);
    expect(
      await rows('select person_id, candidate_id from people.proposed_match where person_id = $1', [here]),
    ).toEqual([{ person_id: here, candidate_id: there }]);
  });

  test('staff of two schools in one file are one person, where one keeps the rosters of both', async () => {
    const { here, there } = await staffOfTwo(async (school, roster) => {
      const trustIt = await anAdult(world, { trustId: school.trustId, role: 'trust_it' });
      const file = { fileName: 'roster.zip', digest: 'made up', requestedBy: trustIt };
      await world.as(trustIt, (tx) => applyRoster(tx, school, readingOf(roster), file));
    });
    expect(here).toBe(there);
  });

  test('a parent who works at a sister school gets no post here, and the file is taken all the same', async () => {
    const schools = await rosterSchools(world, 2);
    const [mine, sister] = schools;
    if (mine === undefined || sister === undefined) throw new Error('two schools are needed');
    const roster = forSchools(aRoster(), [mine]);
    await importRoster(world, mine, roster);
    const agent = roster.users.find(({ agentSourcedIds }) => agentSourcedIds.length > 0)?.agentSourcedIds[0];
    const parent = await personOf(world, mine.urn, agent ?? '');
    await anAppointment(world, parent, { school: sister, trustId: sister.trustId }, 'teacher');
    const working = editUser(roster, agent ?? '', (user) => ({
      ...user,
      roles: [
        ...user.roles,
        { role: 'teacher', orgSourcedId: 'org-1', primary: false, beginDate: null, endDate: null },
      ],
    }));
    const plan = await importRoster(world, mine, working);
    expect(plan.faults).toMatchObject([{ severity: 'warning', code: 'works-elsewhere' }]);
    expect(await rows('select school_id from people.appointment where person_id = $1', [parent])).toEqual([
      { school_id: sister.id },
    ]);
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
