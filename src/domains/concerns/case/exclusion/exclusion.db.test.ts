import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { Invalid } from '#platform/errors';
import { type AConcern, aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';
import { caseActs } from '../../transitions.ts';
import { acknowledge, addNote, linkConcern, unlinkConcern } from '../act/service.ts';
import { startSearch } from '../inbox/service.ts';
import { findCase } from '../queries.ts';
import { findTodayForHandler } from '../today/service.ts';
import * as service from './service.ts';

const world = await testWorld();

const on = (concern: AConcern, version = 1) => ({ concernId: concern.id, version });

test('a link that is hidden leaves nothing to notice: no version, no time, no gap in what was done', async () => {
  const staff = await aStaffedSchool(world);
  const [shown, hidden] = [
    await aConcern(world, { school: staff.school }),
    await aConcern(world, {
      school: staff.school,
      parties: [{ personId: staff.deputy, part: 'alleged', isAdult: true }],
    }),
  ];
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(shown)));
  const mark = () =>
    world.as(staff.deputy, async (tx) =>
      tx.client.query('select version, changed_at from concern.case_file where concern_id = $1', [shown.id]),
    );
  const before = (await mark()).rows;
  world.clock.advance({ minutes: 5 });
  await world.as(staff.dsl, (tx, me) => linkConcern(tx, me, on(shown, 2), { reference: hidden.reference }));
  await world.as(staff.dsl, (tx, me) => unlinkConcern(tx, me, on(shown, 2), { concern: hidden.id }));
  expect((await mark()).rows).toEqual(before);
  await world.as(staff.deputy, (tx, me) => addNote(tx, me, on(shown, 2), { body: 'Written meanwhile' }));
  world.clock.advance({ minutes: -5 });
});

describe('an adult who is alleged', () => {
  let staff: Staffed;
  let concern: AConcern;
  let browser: Browser;
  let excluded: Visitor;
  let search: string;

  beforeAll(async () => {
    staff = await aStaffedSchool(world);
    const pupil = await aPupil(world, { school: staff.school, givenName: 'Quillon', familyName: 'Ashgrove' });
    concern = await aConcern(world, {
      school: staff.school,
      reporter: staff.teacher,
      headline: 'Marmalade on the keyboard',
      urgent: true,
      acknowledgeBy: '2026-11-20T09:05:00Z',
      parties: [{ personId: pupil }, { personId: staff.deputy, part: 'alleged', isAdult: true }],
    });
    await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(concern)));
    await world.owner.query(
      `insert into concern.notice (id, concern_id, caseload_id, person_id, step, kind, told_at) values (uuidv7(), $1, $2, $3, 0, 'new', now())`,
      [concern.id, concern.caseloadId, staff.deputy],
    );
    search = await world.as(staff.deputy, (tx, me) => startSearch(tx, me, 'Quillon marmalade'));
    browser = await testBrowser(world);
    excluded = await browser.signedIn(staff.deputy);
  });

  test('sees no row of it in any table, though others do', async () => {
    expect(await world.as(staff.deputy, (tx) => rowsSeen(tx, concern.id))).toBe(0);
    expect(await world.as(staff.dsl, (tx) => rowsSeen(tx, concern.id))).toBeGreaterThan(5);
  });

  test('changes and adds no row of it either', async () => {
    await world.as(staff.deputy, async (tx) => {
      const lifted = await tx.db
        .updateTable('concern.exclusion')
        .set({ state: 'lifted' })
        .where('concern_id', '=', concern.id)
        .executeTakeFirst();
      const changed = await tx.db
        .updateTable('concern.case_file')
        .set({ severity: 'low' })
        .where('concern_id', '=', concern.id)
        .executeTakeFirst();
      expect([lifted.numUpdatedRows, changed.numUpdatedRows]).toEqual([0n, 0n]);
    });
    const entry = world.as(staff.deputy, (tx) =>
      tx.db
        .insertInto('concern.entry')
        .values({
          id: tx.ids.uuid(),
          concern_id: concern.id,
          caseload_id: concern.caseloadId,
          at: tx.at,
          author_id: staff.deputy,
          kind: 'note',
        })
        .execute(),
    );
    await expect(entry).rejects.toThrow(/row-level security/);
    const again = world.as(staff.deputy, (tx) =>
      sql`insert into concern.exclusion values (${concern.id}, ${concern.caseloadId}, ${staff.deputy}, 'lifted', 'x', ${staff.deputy}, now())
        on conflict (concern_id, person_id) do update set state = 'lifted'`.execute(tx.db),
    );
    await expect(again).rejects.toThrow(/row-level security/);
  });

  test('is not found by the owner function of the search, nor moved by the one that places', async () => {
    await world.as(staff.deputy, async (tx) => {
      const found = await sql`select * from concern.search_cases('marmalade', '%Quillon%')`.execute(tx.db);
      expect(found.rows).toEqual([]);
    });
    const move = world.as(staff.deputy, (tx) =>
      sql`select concern.place(${concern.id}::uuid, true, null)`.execute(tx.db),
    );
    await expect(move).rejects.toThrow(/no such concern in this scope/);
    const seen = await world.as(staff.dsl, (tx) =>
      sql`select * from concern.search_cases('marmalade', '%marmalade%')`.execute(tx.db),
    );
    expect(seen.rows).toHaveLength(1);
  });

  test.each(['', ...caseActs.map((act) => `/${act}`)])(
    'gets "not found" at /concerns/:id%s, exactly as for nothing',
    async (path) => {
      const nothing = world.services.ids.uuid();
      const own = await excluded.get(`/concerns/${concern.id}${path}`);
      const none = await excluded.get(`/concerns/${nothing}${path}`);
      expect([own.statusCode, own.body]).toEqual([404, none.body]);
      if (path === '') return;
      for (const fields of [
        { version: '2' },
        { version: '2', body: 'x', reason: 'x', person: staff.deputy },
      ]) {
        const posted = await excluded.post(`/concerns/${concern.id}${path}`, fields);
        const nowhere = await excluded.post(`/concerns/${nothing}${path}`, fields);
        expect([posted.statusCode, posted.body]).toEqual([404, nowhere.body]);
      }
    },
  );

  test('finds it neither in the list, nor in its counts, nor by search, nor on Today', async () => {
    const list = await excluded.get('/concerns?status=all');
    expect(list.statusCode).toBe(200);
    expect(list.body).not.toMatch(/Marmalade|Quillon/);
    expect(list.body).toContain('Not closed (0)');
    const found = await excluded.get(`/concerns?search=${search}`);
    expect(found.body).toContain('No concern here fits');
    expect(found.body).not.toContain(concern.reference);
    expect(await world.as(staff.deputy, findTodayForHandler)).toEqual([]);
  });

  test('somebody else finds all of that, so the silence is not an empty house', async () => {
    const lead = await browser.signedIn(staff.dsl);
    const list = await lead.get('/concerns');
    expect(list.body).toContain('Marmalade on the keyboard');
    expect(list.body).toContain('Not closed (1)');
    const page = await lead.get(`/concerns/${concern.id}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).toContain('cannot see this (provisional)');
  });

  test('learns nothing from a concern that is linked with it', async () => {
    const open = await aConcern(world, { school: staff.school });
    await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(open)));
    await world.as(staff.dsl, (tx, me) => linkConcern(tx, me, on(open, 2), { reference: concern.reference }));
    const page = await excluded.get(`/concerns/${open.id}`);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toContain(concern.reference);
    expect(page.body).not.toContain(concern.id);
    expect(page.body).not.toContain('Concern linked');
    const left = await world.as(staff.deputy, async (tx) => {
      const links = await sql`select 1 from concern.link where target = ${concern.id}`.execute(tx.db);
      const entries =
        await sql`select 1 from concern.entry where concern_id = ${open.id} and kind = 'link'`.execute(tx.db);
      return links.rows.length + entries.rows.length;
    });
    expect(left).toBe(0);
    const lead = await browser.signedIn(staff.dsl);
    expect((await lead.get(`/concerns/${open.id}`)).body).toContain(concern.reference);
  });

  test('is brought back by a handler who is not named, with a reason', async () => {
    const judge = { person: staff.deputy, reason: 'Mistaken for somebody else' };
    await world.as(staff.head, (tx, me) => service.liftExclusion(tx, me, on(concern, 2), judge));
    expect((await excluded.get(`/concerns/${concern.id}`)).statusCode).toBe(200);
    await expect(
      world.as(staff.head, (tx, me) => service.confirmExclusion(tx, me, on(concern, 3), judge)),
    ).rejects.toBeInstanceOf(Invalid);
  });
});

test('a handler shuts themself out at once; the case is no longer theirs', async () => {
  const staff = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: staff.school });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, on(concern)));
  const browser = await testBrowser(world);
  const lead = await browser.signedIn(staff.dsl);
  const said = await lead.post(`/concerns/${concern.id}/exclude`, {
    version: '2',
    person: staff.dsl,
    reason: 'My own child',
  });
  expect([said.statusCode, said.headers.location]).toEqual([303, '/concerns']);
  expect((await lead.get(`/concerns/${concern.id}`)).statusCode).toBe(404);
  const file = await world.as(staff.deputy, (tx) => findCase(tx, concern.id));
  expect(file).toMatchObject({ assignedTo: null, version: 3, status: 'open', stream: 'child' });
});
