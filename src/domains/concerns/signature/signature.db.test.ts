import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { testWorld } from '#test/support/world.ts';
import * as act from '../case/act/service.ts';

const world = await testWorld();
let staff: Staffed;
let browser: Browser;
let teacher: Visitor;
let dsl: Visitor;
beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  teacher = await browser.signedIn(staff.teacher);
  dsl = await browser.signedIn(staff.dsl);
});

const aReport = () => aConcern(world, { school: staff.school, reporter: staff.teacher });

/** Opens the page and presses the button on it. */
async function sign(who: Visitor, path: string) {
  const page = await who.get(`${path}/sign`);
  if (page.statusCode !== 200) return page;
  const version = String(load(page.body)('input[name=version]').attr('value'));
  return who.post(`${path}/sign`, { version });
}

const signatures = async (concern: string) =>
  (
    await world.owner.query(
      `select signed_as, name, designation from concern.signature where concern_id = $1 order by at, signed_as`,
      [concern],
    )
  ).rows;

test('the witness and the designated lead sign, each with name, post and time, and an event vouches for it', async () => {
  const { id } = await aReport();
  expect((await sign(teacher, `/concerns/mine/${id}`)).statusCode).toBe(303);
  expect((await sign(dsl, `/concerns/${id}`)).statusCode).toBe(303);
  expect((await signatures(id)).map(({ signed_as }) => signed_as).sort()).toEqual(['lead', 'witness']);
  const { rows } = await world.owner.query('select body from audit.event where subject = $1 and type = $2', [
    id,
    'concern.signed/1',
  ]);
  expect(rows).toHaveLength(2);
  expect(JSON.parse(String(rows[0]?.body))).toMatchObject({ content: [{ table: 'concern.signature' }] });
});

test('a later addition shows that it was signed before; what was signed can be signed anew', async () => {
  const { id } = await aReport();
  await sign(teacher, `/concerns/mine/${id}`);
  expect((await teacher.get(`/concerns/mine/${id}`)).body).toContain('As it stands');
  await teacher.post(`/concerns/mine/${id}/add`, { addition: 'I remember the time now.' });
  const after = (await teacher.get(`/concerns/mine/${id}`)).body;
  expect(after).toContain('Before later additions');
  expect(after).toContain('Sign again');
  await sign(teacher, `/concerns/mine/${id}`);
  expect(await signatures(id)).toHaveLength(2);
});

test('what a lead signs holds everything that was done; what a witness signs, only what is theirs', async () => {
  const { id } = await aReport();
  await sign(teacher, `/concerns/mine/${id}`);
  await sign(dsl, `/concerns/${id}`);
  await world.as(staff.deputy, (tx, me) =>
    act.addNote(tx, me, { concernId: id, version: 1 }, { body: 'Rang home' }),
  );
  const page = load((await dsl.get(`/concerns/${id}`)).body);
  const lines = page('.gh-card:contains("Signatures") li')
    .map((_, li) => page(li).text())
    .get();
  expect(lines.find((line) => line.startsWith('Witness'))).toContain('As it stands');
  expect(lines.find((line) => line.startsWith('Designated lead'))).toContain('Before later additions');
});

test('nothing is signed unseen: what came in between is shown first', async () => {
  const { id } = await aReport();
  const version = String(
    load((await dsl.get(`/concerns/${id}/sign`)).body)('input[name=version]').attr('value'),
  );
  await world.as(staff.deputy, (tx, me) =>
    act.addNote(tx, me, { concernId: id, version: 1 }, { body: 'Rang home' }),
  );
  const reply = await dsl.post(`/concerns/${id}/sign`, { version });
  expect(reply.statusCode).toBe(409);
  expect(reply.body).toContain('Something was added since');
  expect(await signatures(id)).toEqual([]);
});

test('pressing twice signs once', async () => {
  const { id } = await aReport();
  const version = String(
    load((await dsl.get(`/concerns/${id}/sign`)).body)('input[name=version]').attr('value'),
  );
  await Promise.all([1, 2].map(() => dsl.post(`/concerns/${id}/sign`, { version })));
  expect(await signatures(id)).toHaveLength(1);
});

test('nobody signs for another: not a deputy as lead, not a lead as witness, nobody from elsewhere', async () => {
  const { id } = await aReport();
  const other = await aStaffedSchool(world, { trustId: staff.school.trustId });
  const tries: [string, string][] = [
    [staff.deputy, `/concerns/${id}`],
    [staff.teacher, `/concerns/${id}`],
    [staff.it, `/concerns/${id}`],
    [other.dsl, `/concerns/${id}`],
    [staff.dsl, `/concerns/mine/${id}`],
    [staff.otherTeacher, `/concerns/mine/${id}`],
  ];
  for (const [person, path] of tries) {
    const visitor = await browser.signedIn(person);
    expect((await sign(visitor, path)).statusCode, path).toBe(404);
    expect((await visitor.post(`${path}/sign`, { version: 'a'.repeat(64) })).statusCode, path).toBe(404);
  }
  expect(await signatures(id)).toEqual([]);
});

test('the database takes no signature over anything but what stands there, nor in another’s name', async () => {
  const { id, caseloadId } = await aReport();
  const insert = (person: string, digest: string) =>
    world.as(staff.dsl, (tx) =>
      tx.client.query(
        `insert into concern.signature (id, concern_id, caseload_id, signed_as, person_id, name, designation, at, digest)
         values (uuidv7(), $1, $2, 'lead', $3, 'x', 'x', app.at(), ${digest})`,
        [id, caseloadId, person],
      ),
    );
  await expect(insert(staff.dsl, `sha256('made up')`)).rejects.toMatchObject({ code: '42501' });
  await expect(insert(staff.deputy, `concern.digest_to_sign($1, 'lead')`)).rejects.toMatchObject({
    code: '42501',
  });
  await expect(insert(staff.dsl, `concern.digest_to_sign($1, 'lead')`)).resolves.toBeDefined();
});

test('the form says who signed which version', async () => {
  const { id } = await aReport();
  await sign(teacher, `/concerns/mine/${id}`);
  await sign(dsl, `/concerns/${id}`);
  const pdf = await readPdf(Promise.resolve((await dsl.get(`/concerns/${id}/form.pdf`)).rawPayload));
  const text = pdf.pages.join(' ').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/Signed by the witness .*Version [0-9a-f]{16}, as printed here/);
  expect(text).toMatch(/Signed by the designated senior leader .*Version [0-9a-f]{16}, as printed here/);
});
