import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { Invalid, NotFound } from '#platform/errors';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { anAdult, aStaffedSchool } from '#test/factories/people.ts';
import { testBrowser } from '#test/support/browser.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, addNote } from '../act/service.ts';
import { findCase } from '../queries.ts';
import * as service from './service.ts';

const world = await testWorld();

const on = (concern: AConcern, version = 1) => ({ concernId: concern.id, version });

async function caseloadOf(concern: AConcern): Promise<string> {
  const { rows } = await world.owner.query<{ stream: string }>(
    `select l.stream from concern.concern c join concern.caseload l on l.id = c.caseload_id where c.id = $1`,
    [concern.id],
  );
  return rows[0]?.stream ?? '';
}

test('when the Head is the last to read a concern about an adult, it moves to the chair and the trust, who are told', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school, stream: 'adult', urgent: true });
  await world.as(staff.head, (tx, me) => acknowledge(tx, me, on(concern)));
  await world.as(staff.head, (tx, me) =>
    service.exclude(tx, me, on(concern, 2), { person: staff.head, reason: 'My brother' }),
  );
  expect(await caseloadOf(concern)).toBe('head');
  for (const gone of [staff.head, staff.dsl]) {
    await expect(
      world.as(gone, (tx, me) => addNote(tx, me, on(concern, 3), { body: 'x' })),
    ).rejects.toBeInstanceOf(NotFound);
  }
  const file = await world.as(staff.chair, (tx) => findCase(tx, concern.id));
  expect(file).toMatchObject({ status: 'submitted', acknowledgedAt: null, assignedTo: null, stream: 'head' });
  expect(file?.acknowledgeBy).not.toBeNull();
  await world.as(staff.trustLead, (tx, me) => acknowledge(tx, me, on(concern, 3)));
  const told = await world.owner.query('select person_id from concern.notice where concern_id = $1', [
    concern.id,
  ]);
  expect(told.rows.map(({ person_id }) => person_id).sort()).toEqual([staff.chair, staff.trustLead].sort());
  const events = await world.owner.query(`select type from audit.event where subject = $1 order by seq`, [
    concern.id,
  ]);
  expect(events.rows.map(({ type }) => type)).toEqual([
    'concern.acknowledge/1',
    'concern.exclude/1',
    'concern.moved/1',
    'concern.acknowledge/1',
  ]);
  const mails = await world.owner.query(`select template from mail.outbox where to_person_id = $1`, [
    staff.chair,
  ]);
  expect(mails.rows).toEqual([{ template: 'waits' }]);
});

test('the last reader of all cannot shut themself out: the page says whom to ring', async () => {
  const staff = await aStaffedSchool(world);
  await world.owner.query(`update people.school set lado_contact = '01632 960 111' where id = $1`, [
    staff.school.id,
  ]);
  const concern = await aConcern(world, { school: staff.school, stream: 'head' });
  await anExclusion(world, concern, staff.trustLead);
  const act = world.as(staff.chair, (tx, me) =>
    service.exclude(tx, me, on(concern), { person: staff.chair, reason: 'A friend' }),
  );
  const refused = await act.catch((error: unknown) => error);
  expect((refused as Invalid).fields[0]?.message).toContain('01632 960 111');
  expect(await world.as(staff.chair, (tx) => findCase(tx, concern.id))).toBeDefined();
});

describe('about an adult after all', () => {
  const reason = 'She wrote to them herself';

  test('moves it to the Head, keeps it from the adult, and from the lead who moved it', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await aConcern(world, { school: staff.school });
    const moved = await world.as(staff.dsl, (tx, me) =>
      service.aboutAdult(tx, me, on(concern), { adult: staff.otherTeacher, adultName: null, reason }),
    );
    expect(moved.left).toBe(true);
    expect(await caseloadOf(concern)).toBe('adult');
    await expect(world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(concern, 2)))).rejects.toBeInstanceOf(
      NotFound,
    );
    expect(await world.as(staff.head, (tx) => findCase(tx, concern.id))).toMatchObject({
      stream: 'adult',
      status: 'submitted',
    });
    const { rows } = await world.owner.query(
      'select person_id, state from concern.exclusion where concern_id = $1',
      [concern.id],
    );
    expect(rows).toEqual([{ person_id: staff.otherTeacher, state: 'provisional' }]);
  });

  test('goes past the Head when it is about the Head', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await aConcern(world, { school: staff.school });
    await world.as(staff.dsl, (tx, me) =>
      service.aboutAdult(tx, me, on(concern), { adult: staff.head, adultName: null, reason }),
    );
    expect(await caseloadOf(concern)).toBe('head');
    expect(await world.as(staff.head, (tx) => rowsSeen(tx, concern.id))).toBe(0);
    expect(await world.as(staff.chair, (tx) => findCase(tx, concern.id))).toBeDefined();
  });

  test('takes a name that is not listed, and no adult of another school', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await aConcern(world, { school: staff.school });
    const stranger = await anAdult(world);
    const wrong = world.as(staff.dsl, (tx, me) =>
      service.aboutAdult(tx, me, on(concern), { adult: stranger, adultName: null, reason }),
    );
    await expect(wrong).rejects.toBeInstanceOf(Invalid);
    await world.as(staff.dsl, (tx, me) =>
      service.aboutAdult(tx, me, on(concern), {
        adult: 'not_listed',
        adultName: 'A coach on Fridays',
        reason,
      }),
    );
    const { rows } = await world.owner.query(
      `select described_as from concern.party where concern_id = $1 and is_adult`,
      [concern.id],
    );
    expect(rows).toEqual([{ described_as: 'A coach on Fridays' }]);
  });

  test('cannot be undone, not even in SQL: no right moves a concern the other way', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await aConcern(world, { school: staff.school, stream: 'adult' });
    const child = await aConcern(world, { school: staff.school });
    await world.as(staff.head, async (tx) => {
      const { rows } = await sql<{
        placed: unknown;
      }>`select concern.place(${concern.id}::uuid, true, null) as placed`.execute(tx.db);
      expect(rows).toEqual([{ placed: null }]);
    });
    const update = world.as(staff.head, (tx) =>
      tx.db
        .updateTable('concern.case_file')
        .set({ caseload_id: child.caseloadId })
        .where('concern_id', '=', concern.id)
        .execute(),
    );
    await expect(update).rejects.toThrow(/permission denied/);
    expect(await caseloadOf(concern)).toBe('adult');
  });

  test('is not offered to whoever handles concerns about adults', async () => {
    const staff = await aStaffedSchool(world);
    const concern = await aConcern(world, { school: staff.school, stream: 'adult' });
    const head = await (await testBrowser(world)).signedIn(staff.head);
    const page = await head.get(`/concerns/${concern.id}`);
    expect(page.body).not.toContain('about_adult');
    const post = await head.post(`/concerns/${concern.id}/about_adult`, {
      version: '1',
      adult: 'not_listed',
      adultName: 'x',
      reason,
    });
    expect(post.statusCode).toBe(409);
  });
});
