import { load } from 'cheerio';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { type AConcern, aConcern, anExclusion, type ConcernFacts } from '#test/factories/concerns.ts';
import { anAdult, aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { upload } from '#test/support/upload.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge, addAction, addNote } from '../../case/act/service.ts';
import { findTodayForHandler } from '../../case/index.ts';
import { addToReport } from '../../report/service.ts';
import { readChildFile } from '../service.ts';

const world = await testWorld();
let browser: Browser;
let ash: Staffed;
let birch: Staffed;
let third: Staffed;
let child: string;
let sender: Visitor;
let receiver: Visitor;

beforeAll(async () => {
  browser = await testBrowser(world);
  ash = await aStaffedSchool(world, { name: 'Ash School' });
  birch = await aStaffedSchool(world, { name: 'Birch School', trustId: ash.school.trustId });
  third = await aStaffedSchool(world, { name: 'Third School', trustId: ash.school.trustId });
  sender = await browser.signedIn(ash.dsl);
  receiver = await browser.signedIn(birch.dsl);
});
beforeEach(async () => {
  child = await aPupil(world, { school: ash.school, givenName: 'Wren', familyName: 'Askcombe' });
});

async function aCase(facts: ConcernFacts = {}): Promise<AConcern> {
  const concern = await aConcern(world, {
    school: ash.school,
    reporter: ash.teacher,
    parties: [{ personId: child }],
    ...facts,
  });
  await world.as(ash.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  return concern;
}

const send = (who: Visitor, fields: Readonly<Record<string, string | readonly string[]>>) =>
  who.post(`/children/${child}/transfer`, { to: birch.school.id, ...fields });

/** Sent, and where its page is. */
async function sent(cases: readonly AConcern[]): Promise<string> {
  const reply = await send(sender, { cases: cases.map(({ id }) => id) });
  expect(reply.statusCode).toBe(303);
  return String(reply.headers.location);
}

const sign = (who: Visitor, page: string) =>
  who.post(`${page}/accept`, { name: 'Dana Birch', role: 'Designated lead', sure: 'yes' });

const opens = async (who: string, { id }: AConcern) =>
  (await (await browser.signedIn(who)).get(`/concerns/${id}`)).statusCode;

const stateOf = async (page: string) =>
  (await world.owner.query('select state from concern.transfer where id = $1', [page.split('/').at(-1)]))
    .rows[0].state;

const itemsOf = async (who: string) =>
  (
    await world.as(who, (tx, me) =>
      readChildFile(tx, me, child, { kind: null, from: null, until: null, before: null }),
    )
  ).items;

const chainFaults = async () => (await verifyAudit(world.database, [])).faults;

describe('to another school of the trust', () => {
  test('a case lies with the receiver from the receipt on, open as it was, and with the sender no longer', async () => {
    const concern = await aCase();
    const due = world.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate();
    await world.as(ash.dsl, (tx, me) =>
      addAction(
        tx,
        me,
        { concernId: concern.id, version: 2 },
        { what: 'Ring home', owner: me.id, due, childInvolved: 'not_yet', childNote: null },
      ),
    );
    const page = await sent([concern]);
    expect([await opens(ash.dsl, concern), await opens(birch.dsl, concern)]).toEqual([200, 404]);
    expect((await sign(receiver, page)).statusCode).toBe(303);
    expect([
      await opens(ash.dsl, concern),
      await opens(ash.head, concern),
      await opens(third.dsl, concern),
      await opens(birch.dsl, concern),
    ]).toEqual([404, 404, 404, 200]);
    const { rows } = await world.owner.query(
      `select f.status, f.school_id as school, a.owner_id as owner from concern.case_file f
       join concern.action a on a.concern_id = f.concern_id where f.concern_id = $1`,
      [concern.id],
    );
    expect(rows).toEqual([{ status: 'open', school: birch.school.id, owner: birch.dsl }]);
    await world.as(birch.dsl, (tx, me) =>
      addNote(tx, me, { concernId: concern.id, version: 4 }, { body: 'Met the family' }),
    );
    expect((await itemsOf(birch.dsl)).map(({ kind }) => kind)).toContain('note');
    expect(await chainFaults()).toEqual([]);
  });

  test('the sender keeps that it was sent, to whom, and the receipt', async () => {
    const page = await sent([await aCase({ headline: 'Told in confidence' })]);
    await sign(receiver, page);
    const words = load((await sender.get(page)).body)('main').text();
    expect(words).toMatch(/Birch School/);
    expect(words).toMatch(/Dana Birch, Designated lead/);
    expect(words).toMatch(/[0-9a-f]{64}/);
    expect(words).not.toContain('Told in confidence');
    expect((await sender.get(`/children/${child}/export`)).statusCode).toBe(200);
    await expect(itemsOf(ash.dsl)).resolves.toEqual([]);
  });

  test('a case with another child stays, and goes as lines in which that child has no name', async () => {
    const other = await aPupil(world, { school: ash.school, givenName: 'Oskar', familyName: 'Dunhallow' });
    const shared = await aCase({
      headline: 'Oskar pushed Wren',
      childWords: 'Dunhallow did it',
      parties: [{ personId: child }, { personId: other, part: 'involved' }],
    });
    const packing = load((await sender.get(`/children/${child}/transfer`)).body)('main').text();
    expect(packing).toContain('[another child, A] pushed Wren');
    await sign(receiver, await sent([shared]));
    expect([await opens(ash.dsl, shared), await opens(birch.dsl, shared)]).toEqual([200, 404]);
    const items = await itemsOf(birch.dsl);
    // The report, and that no plan of support was needed.
    expect(items.map(({ kind, reference }) => `${kind} of ${reference}`)).toEqual([
      'history of Ash School',
      'history of Ash School',
    ]);
    expect(items.map(({ text }) => text).join()).toContain('[another child, A] pushed Wren');
    expect(JSON.stringify(items)).not.toMatch(/Oskar|Dunhallow/);
    expect((await receiver.get(`/children/${other}`)).statusCode).toBe(404);
    await sign(receiver, await sent([shared]));
    expect(await itemsOf(birch.dsl)).toHaveLength(items.length);
  });

  test('a file of evidence opens at the receiver and there only', async () => {
    const concern = await aCase();
    const teacher = await browser.signedIn(ash.teacher);
    const { rows } = await world.owner.query(
      `update concern.concern set indecent_image = 'no' where id = $1 returning submitted_key as folder`,
      [concern.id],
    );
    const asked = await teacher.post(`/evidence/${rows[0].folder}`, { answer: 'no' });
    const address = String(asked.headers.location);
    const bytes = Buffer.from('what was said');
    await upload(browser, teacher, address, {}, { field: 'file', name: 'chat.txt', bytes });
    const item = address.replace('uploads', 'items');
    await sign(receiver, await sent([concern]));
    const read = async (who: Visitor) => {
      await who.post(`${item}/reveal`, { reason: 'To read it' });
      return who.get(`${item}/content`);
    };
    expect((await read(sender)).statusCode).toBe(404);
    expect((await sender.get(item)).statusCode).toBe(404);
    expect((await receiver.get(item)).statusCode).toBe(200);
    const { rows: keys } = await world.owner.query(
      `select i.school_id = $2 as theirs from evidence.item i where i.id = $1`,
      [item.split('/').at(-1), birch.school.id],
    );
    expect(keys).toEqual([{ theirs: true }]);
    expect((await read(receiver)).body).toContain('what was said');
  });
});

describe('while it is on its way', () => {
  test('nothing of the case changes, by page or by statement, but what its reporter adds', async () => {
    const concern = await aCase();
    await sent([concern]);
    await expect(
      world.as(ash.dsl, (tx, me) => addNote(tx, me, { concernId: concern.id, version: 2 }, { body: 'Late' })),
    ).rejects.toThrow(/not allowed/);
    await expect(
      world.as(ash.deputy, (tx) =>
        tx.client.query(`update concern.case_file set severity = 'low' where concern_id = $1`, [concern.id]),
      ),
    ).rejects.toThrow(/on its way/);
    await world.as(ash.teacher, (tx, me) => addToReport(tx, me, concern.id, 'She told me more'));
  });

  test('it comes back when it is taken back or refused, and can be sent again', async () => {
    const concern = await aCase();
    const first = await sent([concern]);
    expect((await sender.post(`${first}/withdraw`, { withdrawal: 'Wrong school' })).statusCode).toBe(303);
    expect((await sign(receiver, first)).statusCode).toBe(409);
    const second = await sent([concern]);
    expect((await receiver.post(`${second}/refuse`, { refusal: '' })).statusCode).toBe(422);
    expect((await receiver.post(`${second}/refuse`, { refusal: 'Not ours' })).statusCode).toBe(303);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['withdrawn', 'refused']);
    expect((await sender.get(second)).body).toContain('Not ours');
    await world.as(ash.dsl, (tx, me) =>
      addNote(tx, me, { concernId: concern.id, version: 2 }, { body: 'Back again' }),
    );
    expect(await chainFaults()).toEqual([]);
  });

  test('Today tells the receiver at once, the sender after five days, and nobody else', async () => {
    const page = await sent([await aCase()]);
    const seen = async (who: string) =>
      (await world.as(who, findTodayForHandler)).some(({ link }) => link === page);
    expect([
      await seen(birch.dsl),
      await seen(ash.dsl),
      await seen(birch.deputy),
      await seen(third.dsl),
    ]).toEqual([true, false, false, false]);
    world.clock.advance({ hours: 24 * 5 });
    expect([await seen(birch.dsl), await seen(ash.dsl), await seen(third.dsl)]).toEqual([true, true, false]);
    sender = await browser.signedIn(ash.dsl);
    receiver = await browser.signedIn(birch.dsl);
  });
});

describe('who may not', () => {
  test('a third school, a deputy, a Head and a teacher neither send nor sign; a third school sees nothing', async () => {
    const concern = await aCase();
    for (const who of [third.dsl, ash.deputy, ash.head, ash.teacher, birch.dsl])
      expect((await send(await browser.signedIn(who), { cases: [concern.id] })).statusCode).toBe(404);
    const page = await sent([concern]);
    for (const [who, get, post] of [
      [third.dsl, 404, 404],
      [birch.teacher, 404, 404],
      [birch.deputy, 200, 409],
      [ash.dsl, 200, 409],
    ] as const) {
      const visitor = await browser.signedIn(who);
      expect([(await visitor.get(page)).statusCode, (await sign(visitor, page)).statusCode]).toEqual([
        get,
        post,
      ]);
    }
    expect(await stateOf(page)).toBe('sent');
  });

  test('whoever sent it does not sign for it, though they lead both schools', async () => {
    const lead = await anAdult(world, { trustId: ash.school.trustId, role: 'trust_safeguarding_lead' });
    const concern = await aCase();
    const visitor = await browser.signedIn(lead);
    const page = String((await send(visitor, { cases: [concern.id] })).headers.location);
    expect((await sign(visitor, page)).statusCode).toBe(409);
    expect((await sign(receiver, page)).statusCode).toBe(303);
  });

  test('forged cases: of another child, of adults, unread, or of another school, go nowhere', async () => {
    const mine = await aCase();
    const unread = await aConcern(world, {
      school: ash.school,
      reporter: ash.teacher,
      parties: [{ personId: child }],
    });
    const adult = await aConcern(world, {
      school: ash.school,
      stream: 'adult',
      parties: [{ personId: child }],
    });
    const others = await aCase({ parties: [{ personId: await aPupil(world, { school: ash.school }) }] });
    const elsewhere = await aConcern(world, { school: third.school, parties: [{ personId: child }] });
    for (const forged of [unread, adult, others, elsewhere]) {
      expect((await send(sender, { cases: [mine.id, forged.id] })).statusCode).toBe(422);
      const refused = await world.as(ash.dsl, (tx) =>
        tx.client.query(
          `select concern.send_transfer(gen_random_uuid(), $1, $2, $3, null, $4, '[]', null) as done`,
          [child, ash.school.id, birch.school.id, [mine.id, forged.id]],
        ),
      );
      expect(refused.rows).toEqual([{ done: null }]);
    }
    const away = await aStaffedSchool(world);
    expect((await send(sender, { cases: [mine.id], to: away.school.id })).statusCode).toBe(422);
  });

  test('whoever is shut out of a case in it knows of no transfer, at either school', async () => {
    const concern = await aCase();
    await anExclusion(world, concern, birch.dsl, 'confirmed');
    const page = await sent([concern]);
    expect((await receiver.get(page)).statusCode).toBe(404);
    expect((await sign(receiver, page)).statusCode).toBe(404);
    expect((await receiver.get('/transfers')).body).not.toContain(page);
  });

  test('a parent of the child, or of one who is masked, has neither the file nor the page', async () => {
    const parent = await anAdult(world, { school: ash.school, role: 'dsl' });
    await world.owner.query(
      'insert into people.guardianship (id, child_id, adult_id) values (gen_random_uuid(), $1, $2)',
      [child, parent],
    );
    const concern = await aCase();
    const visitor = await browser.signedIn(parent);
    expect((await visitor.get(`/children/${child}/transfer`)).statusCode).toBe(404);
    expect((await send(visitor, { cases: [concern.id] })).statusCode).toBe(404);
    const outsider = await anAdult(world, { school: birch.school, role: 'teacher' });
    const other = await aPupil(world, { school: ash.school });
    await world.owner.query(
      'insert into people.guardianship (id, child_id, adult_id) values (gen_random_uuid(), $1, $2)',
      [other, outsider],
    );
    const page = await sent([
      await aCase({ parties: [{ personId: child }, { personId: other, part: 'involved' }] }),
    ]);
    await sign(receiver, page);
    expect((await (await browser.signedIn(outsider)).get(page)).statusCode).toBe(404);
    expect((await world.as(outsider, (tx) => tx.client.query('select from concern.history'))).rowCount).toBe(
      0,
    );
  });
});

describe('outside the trust', () => {
  test('who gets it and how is kept, Today reminds, and the receipt ends that; the file stays', async () => {
    const concern = await aCase();
    expect((await send(sender, { to: 'outside' })).statusCode).toBe(422);
    const reply = await send(sender, { to: 'outside', toName: 'Elm School, Ms Elm', how: 'By hand' });
    const page = String(reply.headers.location);
    world.clock.advance({ hours: 24 * 5 });
    sender = await browser.signedIn(ash.dsl);
    receiver = await browser.signedIn(birch.dsl);
    const waits = async () =>
      (await world.as(ash.dsl, findTodayForHandler)).some(({ link }) => link === page);
    expect(await waits()).toBe(true);
    const today = world.clock.now().toZonedDateTimeISO('Europe/London').toPlainDate();
    const receipt = (day: number) => ({
      receiver: 'Ms Elm',
      receiverRole: 'Designated lead, by telephone',
      'received-day': String(today.add({ days: day }).day),
      'received-month': String(today.add({ days: day }).month),
      'received-year': String(today.add({ days: day }).year),
    });
    expect((await sender.post(`${page}/receipt`, receipt(1))).statusCode).toBe(409);
    expect((await sender.post(`${page}/receipt`, receipt(0))).statusCode).toBe(303);
    expect([await waits(), await stateOf(page), await opens(ash.dsl, concern)]).toEqual([
      false,
      'received',
      200,
    ]);
    expect((await receiver.get(page)).statusCode).toBe(404);
  });
});
