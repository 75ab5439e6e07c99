import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { anExclusion } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { onlyConcern, teller } from '#test/factories/told.ts';
import { testBrowser } from '#test/support/browser.ts';
import { testWorld } from '#test/support/world.ts';

const world = await testWorld();
const browser = await testBrowser(world);

const tell = teller(browser);

async function told(staff: Staffed, as: string): Promise<string> {
  expect((await tell(staff, { as })).statusCode).toBe(200);
  return (await onlyConcern(world, staff)).id;
}

test('two people and two reasons open it; each is an event, and the trust’s lead is told', async () => {
  const staff = await aStaffedSchool(world);
  const id = await told(staff, 'in_confidence');
  const [lead, deputy] = [await browser.signedIn(staff.dsl), await browser.signedIn(staff.deputy)];
  const page = await lead.get(`/concerns/${id}`);
  expect(page.body).toContain('Somebody of the school, in confidence');
  expect(page.body).not.toContain('Quillfeather');

  const path = `/concerns/${id}/identity`;
  expect((await lead.post(path, { reason: '' })).statusCode).toBe(422);
  expect((await lead.post(path, { reason: 'The friend may be hurt tonight.' })).statusCode).toBe(303);
  expect((await lead.post(`${path}/agree`, { reason: 'I agree with myself.' })).statusCode).toBe(409);
  expect((await lead.get(path)).body).not.toContain('Quillfeather');
  expect((await deputy.post(`${path}/agree`, { reason: 'We must ask her now.' })).statusCode).toBe(303);
  expect((await lead.get(path)).body).toContain('Amara Quillfeather');

  const events = await world.owner.query<{ type: string; body: string }>(
    `select type, body from audit.event where subject = $1 and type like 'identity.%' order by seq`,
    [id],
  );
  expect(events.rows.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['identity.asked/1', 'identity.opened/1', 'identity.read/1']),
  );
  expect(events.rows.some(({ body }) => body.includes('Quillfeather'))).toBe(false);
  const mails = await world.owner.query(
    `select to_person_id as to from mail.outbox where template = 'identity' and link = $1`,
    [`/concerns/${id}`],
  );
  expect(mails.rows).toEqual([{ to: staff.trustLead }]);
});

test('the database opens nothing to one alone, to nobody else, and not to whoever is shut out', async () => {
  const staff = await aStaffedSchool(world);
  const id = await told(staff, 'in_confidence');
  const take = (who: string) =>
    world.as(who, async (tx) => {
      const { rows } = await sql<{ sealed: Buffer | null }>`
        select concern.take_identity(${id}::uuid) as sealed`.execute(tx.db);
      return rows[0]?.sealed === null;
    });
  const lead = await browser.signedIn(staff.dsl);
  await lead.post(`/concerns/${id}/identity`, { reason: 'It must be known.' });
  expect(await take(staff.dsl)).toBe(true);
  const alone = world.as(staff.dsl, (tx) =>
    sql`update concern.identity_reveal set agreed_by = ${staff.dsl}, agreed_at = app.at(), agreed_reason = 'x'`.execute(
      tx.db,
    ),
  );
  expect((await alone).numAffectedRows).toBe(0n);
  const deputy = await browser.signedIn(staff.deputy);
  await deputy.post(`/concerns/${id}/identity/agree`, { reason: 'Yes.' });
  expect(await take(staff.dsl)).toBe(false);
  expect(await take(staff.teacher)).toBe(true);
  const { rows } = await world.owner.query('select caseload_id from concern.concern where id = $1', [id]);
  const concern = {
    id,
    reference: '',
    caseloadId: rows[0].caseload_id,
    schoolId: staff.school.id,
    reporterId: staff.teacher,
  };
  await anExclusion(world, concern, staff.deputy);
  expect(await take(staff.deputy)).toBe(true);
});

test('what was told with a name, or without one, has no identity to open', async () => {
  for (const as of ['named', 'anonymous']) {
    const staff = await aStaffedSchool(world);
    const id = await told(staff, as);
    const lead = await browser.signedIn(staff.dsl);
    expect((await lead.get(`/concerns/${id}/identity`)).statusCode).toBe(404);
    expect((await lead.post(`/concerns/${id}/identity`, { reason: 'Curious.' })).statusCode).toBe(404);
  }
});
