import { load } from 'cheerio';
import { beforeAll, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aPupil, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { type Browser, testBrowser, type Visitor } from '#test/support/browser.ts';
import { readPdf } from '#test/support/read-pdf.ts';
import { testWorld } from '#test/support/world.ts';
import { acknowledge } from '../../case/act/service.ts';
import { recipientIds } from '../recipients.ts';
import { packOf } from './packs.ts';

const world = await testWorld();
let browser: Browser;
let staff: Staffed;
let lead: Visitor;

beforeAll(async () => {
  staff = await aStaffedSchool(world);
  browser = await testBrowser(world);
  lead = await browser.signedIn(staff.dsl);
});

async function aCase() {
  const pupil = (given: string, family: string) =>
    aPupil(world, { school: staff.school, givenName: given, familyName: family });
  const [amara, ben] = [await pupil('Amara', 'Quill'), await pupil('Ben', 'Marsh')];
  const concern = await aConcern(world, {
    school: staff.school,
    reporter: staff.teacher,
    kinds: ['radicalisation'],
    childWords: 'Ben Marsh showed me the channel',
    parties: [{ personId: amara }, { personId: ben, part: 'involved' }],
  });
  await world.as(staff.dsl, (tx, me) => acknowledge(tx, me, { concernId: concern.id, version: 1 }));
  return { concern, base: `/concerns/${concern.id}/referrals` };
}

/** The form as the browser would send it, unchanged but for what is given. */
async function filled(url: string, more: Readonly<Record<string, string>> = {}) {
  const page = load((await lead.get(url)).body);
  const fields = page('main textarea, main input[type=hidden]')
    .map((_, field) => [[page(field).attr('name') ?? '', String(page(field).val() ?? '')]])
    .get() as unknown as [string, string][];
  return { ...Object.fromEntries(fields), ...more };
}

async function made(url: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const answer = await lead.post(url, await filled(url, more));
  expect(answer.statusCode).toBe(303);
  return String(answer.headers.location);
}

test('Prevent’s whole content is asked for, and what the case holds is filled in', async () => {
  const { base } = await aCase();
  expect(packOf('prevent').map(({ id }) => id)).toEqual(
    'who_refers child arose event indicators ideology internet contacts threats needs family discussed done fears'.split(
      ' ',
    ),
  );
  const fields = await filled(`${base}/packs/prevent`);
  expect(fields.field_child).toContain('Amara Quill');
  expect(fields.field_event).toContain('showed me the channel');
  expect(fields.field_contacts).toContain('Ben Marsh');
  const page = load((await lead.get(`${base}/packs/prevent`)).body);
  expect(page('main').text()).toContain('Curiosity, faith, politics or a school topic are no signs');
});

test('other children are out unless ticked, in every field, and an empty field does not go out', async () => {
  const { base } = await aCase();
  const text = load((await lead.get(await made(`${base}/packs/prevent`, { field_needs: '' }))).body)(
    'main',
  ).text();
  expect(text).toContain('Amara Quill');
  expect(text).not.toMatch(/Ben|Marsh/);
  expect(text).toContain('[another child, A] showed me the channel');
  expect(text).not.toContain('Needs and vulnerabilities');
  const page = load((await lead.get(`${base}/packs/prevent`)).body);
  const ben = page('input[name=named]').attr('value') ?? '';
  const ticked = await made(`${base}/packs/prevent`, { named: ben });
  expect(load((await lead.get(ticked)).body)('main').text()).toContain('Ben Marsh showed me');
});

test('it can be about the other child', async () => {
  const { base } = await aCase();
  const page = load((await lead.get(`${base}/packs/prevent`)).body);
  const other = page('main a:contains("Make it about Ben")').attr('href') ?? '';
  expect((await filled(other)).field_child).toContain('Ben Marsh');
});

test('an address for the IWF goes without any child’s name', async () => {
  const { base } = await aCase();
  const to = await made(`${base}/packs/iwf`, { field_address: 'example.test, shown by Amara' });
  expect(load((await lead.get(to)).body)('main').text()).toContain('shown by [another child, A]');
});

test('the file opens with the pass-code that was shown once, to whoever made it, for an hour', async () => {
  const { concern, base } = await aCase();
  const pack = await made(`${base}/packs/prevent`);
  expect((await lead.get(`${pack}/file.pdf`)).statusCode).toBe(404);
  const deputy = await browser.signedIn(staff.deputy);
  expect((await deputy.post(`${pack}/code`)).statusCode).toBe(404);
  const shown = load((await lead.post(`${pack}/code`)).body);
  const code = shown('.gh-code').text();
  expect(code).toMatch(/^([0-9a-hj-km-np-tv-z]{4}-){3}[0-9a-hj-km-np-tv-z]{4}$/);
  expect(shown('main').text()).toContain('Tell it by telephone');
  // Once: the second time it leads back and says so.
  expect((await lead.post(`${pack}/code`)).statusCode).toBe(303);
  expect((await deputy.get(`${pack}/file.pdf`)).statusCode).toBe(404);
  const file = (await lead.get(`${pack}/file.pdf`)).rawPayload;
  await expect(readPdf(Promise.resolve(file))).rejects.toThrow('assword');
  const read = await readPdf(Promise.resolve(file), code);
  expect(read).toMatchObject({ isTagged: true, title: `Referral ${concern.reference}` });
  expect(
    read.rows.get('The child\nName, date of birth, year, address.') ?? read.rows.get('The child'),
  ).toContain('Amara Quill');
  const { rows } = await world.owner.query(
    `select body::jsonb -> 'data' as data, body from audit.event where subject = $1 and type = 'concern.exported/1'`,
    [concern.id],
  );
  expect(rows).toHaveLength(1);
  expect(rows[0].data).toMatchObject({ format: 'pack', to: 'prevent', others_named: false });
  expect(rows[0].data.fields).toContain('contacts');
  expect(rows[0].body).not.toMatch(/Quill|Marsh/);
  world.clock.set('2026-11-20T10:01:00Z');
  const later = await browser.signedIn(staff.dsl);
  expect((await later.get(`${pack}/file.pdf`)).statusCode).toBe(404);
  world.clock.set('2026-11-20T09:00:00Z');
});

test('whoever takes nothing from school has no pack, and a pack that there is not is not found', async () => {
  const { base } = await aCase();
  expect(recipientIds.filter((id) => packOf(id).length === 0)).toEqual(['report_remove']);
  for (const name of ['report_remove', 'nobody', 'toString'])
    expect((await lead.get(`${base}/packs/${name}`)).statusCode, name).toBe(404);
});
