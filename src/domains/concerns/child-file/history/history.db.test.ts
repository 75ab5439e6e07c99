import { load } from 'cheerio';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { verifyAudit } from '#domains/audit';
import { anAdult, aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { upload } from '#test/support/upload.ts';
import { testWorld } from '#test/support/world.ts';
import { readChildFile } from '../service.ts';

const world = await testWorld();
let browser: Browser;
let staff: Staffed;
let dsl: Visitor;
let child: string;
let n = 0;

beforeAll(async () => {
  browser = await testBrowser(world);
  staff = await aStaffedSchool(world);
  dsl = await browser.signedIn(staff.dsl);
});
beforeEach(async () => {
  n += 1;
  child = await aPupil(world, {
    school: staff.school,
    givenName: 'Amara',
    familyName: `Quill${n}`,
    birthDate: '2015-03-27',
  });
  await world.owner.query(
    `insert into people.identifier (trust_id, source, external_id, person_id) values ($1, 'upn', $2, $3)`,
    [staff.school.trustId, `A${n}`, child],
  );
});

const HEADER = 'Student,UPN,DOB,Date,Category,Incident,Action taken,Logged by';
const byUpn = () => `Somebody Else,A${n},,03/02/2025,Bullying,"First line\nsecond line",Rang home,J. Hart`;
const byName = () => `"Quill${n}, Amara",,27/03/2015,2025-02-04,Neglect,No coat again,,`;

async function bring(who: Visitor, lines: readonly string[]): Promise<string> {
  const bytes = Buffer.from(`${[HEADER, ...lines].join('\n')}\n`);
  const fields = { school: staff.school.id, source: 'CPOMS' };
  const reply = await upload(browser, who, '/histories', fields, { field: 'file', name: 'cpoms.csv', bytes });
  return String(reply.headers.location);
}

const wordsOf = async (page: string) => load((await dsl.get(page)).body)('main').text();
const itemsOf = async (personId: string) =>
  (
    await world.as(staff.dsl, (tx, me) =>
      readChildFile(tx, me, personId, { kind: null, from: null, until: null, before: null }),
    )
  ).items;

describe('a file that is whole', () => {
  test('is in the children’s files, marked as from there, with its lines as they were, and counted nowhere', async () => {
    const page = await bring(dsl, [byUpn(), byName()]);
    expect(await wordsOf(page)).toContain('2 entries');
    expect(await itemsOf(child)).toEqual([]);
    expect((await dsl.post(`${page}/take`, {})).statusCode).toBe(303);
    const items = await itemsOf(child);
    expect(
      items.map(({ kind, reference, word, text, by, dayOnly }) => [kind, reference, word, text, by, dayOnly]),
    ).toEqual([
      ['history', 'CPOMS', 'Neglect', 'No coat again', null, true],
      ['history', 'CPOMS', 'Bullying', 'First line\nsecond line\n\nActions: Rang home', 'J. Hart', true],
    ]);
    expect(items.map(({ at }) => at.toString().slice(0, 10))).toEqual(['2025-02-04', '2025-02-03']);
    const { rows } = await world.owner.query(
      'select count(*)::int as n from concern.party where person_id = $1',
      [child],
    );
    expect(rows).toEqual([{ n: 0 }]);
    const { rows: left } = await world.owner.query('select lines from concern.history_import where id = $1', [
      page.split('/').at(-1),
    ]);
    expect(left).toEqual([{ lines: null }]);
  });

  test('is undone whole before it is kept, and not after; the chain says so', async () => {
    const first = await bring(dsl, [byUpn()]);
    await dsl.post(`${first}/take`, {});
    expect((await dsl.post(`${first}/end`, { goal: 'undone' })).statusCode).toBe(303);
    expect(await itemsOf(child)).toEqual([]);
    const second = await bring(dsl, [byUpn()]);
    await dsl.post(`${second}/take`, {});
    expect((await dsl.post(`${second}/take`, {})).statusCode).toBe(409);
    await dsl.post(`${second}/end`, { goal: 'kept' });
    expect((await dsl.post(`${second}/end`, { goal: 'undone' })).statusCode).toBe(409);
    expect(await itemsOf(child)).toHaveLength(1);
    expect((await verifyAudit(world.database, [])).faults).toEqual([]);
  });

  test('goes on with the child once it is kept, and holds the file back until then', async () => {
    const next = await aStaffedSchool(world, { trustId: staff.school.trustId });
    const page = await bring(dsl, [byUpn()]);
    await dsl.post(`${page}/take`, {});
    const send = () => dsl.post(`/children/${child}/transfer`, { to: next.school.id });
    expect((await send()).statusCode).toBe(409);
    await dsl.post(`${page}/end`, { goal: 'kept' });
    const sent = String((await send()).headers.location);
    const receiver = await browser.signedIn(next.dsl);
    await receiver.post(`${sent}/accept`, { name: 'x', role: 'x', sure: 'yes' });
    expect(load((await receiver.get(`/children/${child}`)).body)('main').text()).toContain('Rang home');
    expect(await itemsOf(child)).toEqual([]);
  });
});

describe('a file that is not', () => {
  test('names each line that cannot be read, and nothing of it is taken in', async () => {
    const page = await bring(dsl, [byUpn(), `X,A${n},,soon,Bullying,y,,`, `X,A${n},,03/02/2099,,,,`]);
    const words = await wordsOf(page);
    expect(words).toMatch(/Line 4: Its date is no date/);
    expect(words).toMatch(
      /Line 5: Its date is still to come. Its category is blank. Nothing is written in it./,
    );
    expect((await dsl.post(`${page}/take`, {})).statusCode).toBe(422);
    expect(await itemsOf(child)).toEqual([]);
  });

  test('a name alone, or under a UPN that is nobody’s, is for a person to decide', async () => {
    const page = await bring(dsl, [
      `Amara Quill${n},,,03/02/2025,A,b,,`,
      `Amara Quill${n},Z9,,03/02/2025,A,c,,`,
    ]);
    expect((await dsl.post(`${page}/take`, {})).statusCode).toBe(422);
    await dsl.post(`${page}/children`, { 'child-0': child, 'child-1': staff.teacher });
    expect((await dsl.post(`${page}/take`, {})).statusCode).toBe(422);
    await dsl.post(`${page}/children`, { 'child-0': child, 'child-1': 'leave-out' });
    expect((await dsl.post(`${page}/take`, {})).statusCode).toBe(303);
    expect((await itemsOf(child)).map(({ text }) => text)).toEqual(['b']);
  });

  test('columns are said by hand, and remembered for the next file of that system', async () => {
    const bytes = Buffer.from(`Kind,When,Who,What\nBullying,03/02/2025,Amara Quill${n},x\n`);
    const fields = { school: staff.school.id, source: 'Ledger' };
    const file = { field: 'file', name: 'ledger.csv', bytes };
    const page = String((await upload(browser, dsl, '/histories', fields, file)).headers.location);
    expect(await wordsOf(page)).toContain('Choose the column for');
    const columns = { category: 'Kind', date: 'When', name: 'Who', text: 'What' };
    expect((await dsl.post(`${page}/columns`, { ...columns, text: '' })).statusCode).toBe(422);
    expect((await dsl.post(`${page}/columns`, columns)).statusCode).toBe(303);
    expect(await wordsOf(page)).toContain('1 entry');
    const again = String((await upload(browser, dsl, '/histories', fields, file)).headers.location);
    expect(await wordsOf(again)).toContain('1 entry');
  });

  test('what is no table is refused', async () => {
    const fields = { school: staff.school.id, source: '' };
    const empty = { field: 'file', name: 'a.csv', bytes: Buffer.from('Only,a header\n') };
    expect((await upload(browser, dsl, '/histories', fields, empty)).statusCode).toBe(422);
    const withSource = { ...fields, source: 'CPOMS' };
    expect((await upload(browser, dsl, '/histories', withSource, empty)).body).toContain(
      'no line after its header',
    );
  });
});

describe('who may not', () => {
  test('a deputy, a teacher, and the lead of another school neither bring, see nor take in', async () => {
    const page = await bring(dsl, [byUpn()]);
    const other = await aStaffedSchool(world, { trustId: staff.school.trustId });
    for (const person of [staff.deputy, staff.teacher, other.dsl]) {
      const visitor = await browser.signedIn(person);
      expect((await visitor.get(page)).statusCode).toBe(404);
      expect((await visitor.post(`${page}/take`, {})).statusCode).toBe(404);
    }
    const done = await world.as(staff.deputy, (tx) =>
      tx.client.query(`select concern.take_history($1, '[]') as done`, [page.split('/').at(-1)]),
    );
    expect(done.rows).toEqual([{ done: false }]);
  });

  test('forged entries about a child of another school, or about one’s own, are taken in by nobody', async () => {
    const page = await bring(dsl, [byUpn()]);
    const elsewhere = await aPupil(world, {});
    const parent = await anAdult(world, { school: staff.school, role: 'dsl' });
    await world.owner.query(
      'insert into people.guardianship (id, child_id, adult_id) values (gen_random_uuid(), $1, $2)',
      [child, parent],
    );
    const forge = async (who: string, about: string) =>
      (
        await world.as(who, (tx) =>
          tx.client.query('select concern.take_history($1, $2) as done', [
            page.split('/').at(-1),
            JSON.stringify([
              { id: crypto.randomUUID(), child: about, at: '2025-02-03T12:00:00Z', title: 'x', body: 'x' },
            ]),
          ]),
        )
      ).rows[0].done;
    expect([await forge(staff.dsl, elsewhere), await forge(parent, child)]).toEqual([false, false]);
  });
});
