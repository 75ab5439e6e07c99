import { describe, expect, test } from 'vitest';
import type { Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { anAdult, anAppointment, aPupil, aStaffedSchool } from '../../../../test/factories/people.ts';
import {
  aRoster,
  forSchools,
  importRoster,
  readingOf,
  rosterDigest,
  rosterSchools,
} from '../../../../test/factories/roster.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { openPerson } from '../roll/service.ts';
import { applyRoster } from './index.ts';
import type { RosterSchool } from './types.ts';

const world = await testWorld();
const file = { fileName: 'roster.zip', digest: 'made up', requestedBy: null };

async function twoSchools(): Promise<[RosterSchool, RosterSchool]> {
  const [mine, other] = await rosterSchools(world, 2);
  if (mine === undefined || other === undefined) throw new Error('two schools are needed');
  return [mine, other];
}

const asRoster = <T>(school: RosterSchool, act: (tx: Tx) => Promise<T>) =>
  world.database.withActor({ kind: 'roster', schoolId: school.id }, act);

const denied = { code: '42501' };

describe('a person', () => {
  const apply = async (role: 'teacher' | 'dsl' | 'office' | 'it' | 'head', secondFactor = true) => {
    const [school] = await twoSchools();
    const roster = forSchools(aRoster(), [school]);
    const person = await anAdult(world, { school, role });
    return world.as(
      person,
      (tx) => applyRoster(tx, school, readingOf(roster), { ...file, requestedBy: person }),
      secondFactor,
    );
  };

  test.each(['teacher', 'dsl'] as const)('who is %s imports nothing', async (role) => {
    const before = await rosterDigest(world);
    await expect(apply(role)).rejects.toMatchObject(denied);
    const after = await rosterDigest(world);
    // The adult that the test made is all that is new.
    expect({ ...after, person: '', appointment: '' }).toEqual({ ...before, person: '', appointment: '' });
  });

  test.each(['office', 'it', 'head'] as const)('who is %s imports', async (role) => {
    expect((await apply(role)).counts.pupilsJoining).toBe(20);
  });

  test('who keeps the roster of one school cannot apply it to another', async () => {
    const [mine, other] = await twoSchools();
    const office = await anAdult(world, { school: mine, role: 'office' });
    const roster = forSchools(aRoster({ schools: 2 }), [mine, other]);
    await expect(
      world.as(office, (tx) => applyRoster(tx, other, readingOf(roster), file)),
    ).rejects.toMatchObject(denied);
  });
});

describe('an adult of a sister school', () => {
  const post = (tx: Tx, person: string, school: RosterSchool) =>
    tx.client.query(
      `insert into people.appointment (id, person_id, trust_id, school_id, role, during)
       values (gen_random_uuid(), $1, $2, $3, 'volunteer', '[2026-09-01,)')`,
      [person, school.trustId, school.id],
    );

  test.each(['office', 'head'] as const)(
    'is given no post here by %s, nor is one of the trust',
    async (role) => {
      const [mine, other] = await twoSchools();
      const keeper = await anAdult(world, { school: mine, role });
      const theirs = await anAdult(world, { school: other });
      const trustee = await anAdult(world, { trustId: mine.trustId, role: 'trustee' });
      for (const person of [theirs, trustee])
        await expect(world.as(keeper, (tx) => post(tx, person, mine))).rejects.toMatchObject(denied);
      const ours = await anAdult(world, { school: mine });
      expect((await world.as(keeper, (tx) => post(tx, ours, mine))).rowCount).toBe(1);
    },
  );

  test('who also works here keeps their sign-in from this school alone', async () => {
    const [mine, other] = await twoSchools();
    const office = await anAdult(world, { school: mine, role: 'office' });
    const both = await anAdult(world, { school: mine });
    const invite = (by: string) =>
      world.as(by, (tx) =>
        tx.client.query(`select signin.invite($1, 'new', gen_random_uuid(), '\\x01')`, [both]),
      );
    await anAppointment(world, both, { school: other, trustId: other.trustId }, 'governor');
    await expect(invite(office)).rejects.toMatchObject({ code: 'GH404' });
    await expect(invite(await anAdult(world, { school: other, role: 'head' }))).rejects.toMatchObject({
      code: 'GH404',
    });
    const trustIt = await anAdult(world, { trustId: mine.trustId, role: 'trust_it' });
    expect((await invite(trustIt)).rowCount).toBe(1);
  });

  test('is on no page, nor is a pupil, and their e-mail address is not this office’s to change', async () => {
    const [mine, other] = await twoSchools();
    const office = await anAdult(world, { school: mine, role: 'office' });
    const [theirs, pupil] = [await anAdult(world, { school: other }), await aPupil(world, { school: other })];
    const changed = await world.as(office, (tx) =>
      tx.client.query(`update people.person set email = 'elsewhere@example.test' where id = any ($1)`, [
        [theirs, pupil],
      ]),
    );
    expect(changed.rowCount).toBe(0);
    for (const keeper of [office, await anAdult(world, { school: mine, role: 'head' })])
      await expect(world.as(keeper, (tx, me) => openPerson(tx, me, pupil))).rejects.toBeInstanceOf(NotFound);
    await expect(
      world.as(office, (tx) =>
        tx.client.query(
          'insert into people.guardianship (id, child_id, adult_id) values (gen_random_uuid(), $1, $2)',
          [pupil, office],
        ),
      ),
    ).rejects.toMatchObject(denied);
  });
});

describe('the command line', () => {
  test('writes nothing of another school', async () => {
    const [mine, other] = await twoSchools();
    const roster = forSchools(aRoster({ schools: 2 }), [mine, other]);
    await expect(
      asRoster(mine, (tx) => applyRoster(tx, other, readingOf(roster), file)),
    ).rejects.toMatchObject(denied);
  });

  test('changes nobody on the roll of another school', async () => {
    const [mine, other] = await twoSchools();
    await importRoster(world, other, forSchools(aRoster({ schools: 2 }), [mine, other]));
    const changed = await asRoster(mine, (tx) =>
      tx.client.query(`update people.enrolment set nc_year = 13 where school_id = $1`, [other.id]),
    );
    expect(changed.rowCount).toBe(0);
  });

  test.each(['head', 'dsl', 'deputy_dsl', 'chair_of_governors', 'trust_safeguarding_lead', 'trust_it'])(
    'appoints nobody %s',
    async (role) => {
      const [school] = await twoSchools();
      const teacher = await anAdult(world, { school });
      const trustWide = role.startsWith('trust');
      await expect(
        asRoster(school, (tx) =>
          tx.client.query(
            `insert into people.appointment (id, person_id, trust_id, school_id, role, during)
             values (gen_random_uuid(), $1, $2, $3, $4, '[2026-09-01,)')`,
            [teacher, school.trustId, trustWide ? null : school.id, role],
          ),
        ),
      ).rejects.toMatchObject(denied);
    },
  );

  test('neither ends nor changes a duty that reads cases, nor whose mail it goes to', async () => {
    const { school, dsl } = await aStaffedSchool(world);
    const actor = { kind: 'roster', schoolId: school.id } as const;
    const counts = await world.database.withActor(actor, async (tx) => [
      (
        await tx.client.query(
          `update people.appointment set during = '[2020-09-01,2020-10-01)' where person_id = $1`,
          [dsl],
        )
      ).rowCount,
      (
        await tx.client.query(`update people.person set email = 'elsewhere@example.test' where id = $1`, [
          dsl,
        ])
      ).rowCount,
    ]);
    expect(counts).toEqual([0, 0]);
  });

  test('deletes nobody and makes no pupil an adult', async () => {
    const [school] = await twoSchools();
    await importRoster(world, school, forSchools(aRoster(), [school]));
    for (const sql of [
      'delete from people.person',
      'delete from people.enrolment',
      'delete from people.class_member',
      'delete from people.appointment',
      'delete from people.identifier',
      `update people.person set kind = 'adult'`,
      `update people.identifier set person_id = gen_random_uuid()`,
      `update people.guardianship set contact = 'allowed'`,
    ]) {
      await expect(
        asRoster(school, (tx) => tx.client.query(sql)),
        sql,
      ).rejects.toMatchObject(denied);
    }
  });
});
