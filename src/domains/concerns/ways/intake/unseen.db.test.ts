import { expect, test, vi } from 'vitest';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { onlyConcern, RECEIPT, teller } from '#test/factories/told.ts';
import { testBrowser } from '#test/support/browser.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';

/** What is kept of whoever tells without a name, or in confidence, and what is not. */

const world = await testWorld({ at: '2026-11-20T10:17:23Z' });
const browser = await testBrowser(world);

const tell = teller(browser);
const only = (staff: Staffed) => onlyConcern(world, staff);

test('no cookie is set, whatever the browser brings', async () => {
  const staff = await aStaffedSchool(world);
  const signedIn = await browser.signedIn(staff.teacher);
  for (const reply of [await tell(staff, {}, signedIn), await signedIn.get('/tell/answers')])
    expect(reply.headers['set-cookie']).toBeUndefined();
});

test('a refusal on these pages leaves no line in the log, and elsewhere it does', async () => {
  const staff = await aStaffedSchool(world);
  const line = vi.spyOn(world.services.log, 'info');
  await tell(staff, { topics: 'nothing of ours' });
  await browser.nobody.get('/tell/nowhere');
  await browser.nobody.post('/tell/answers', { code: 'x' });
  expect(line).not.toHaveBeenCalled();
  await browser.nobody.get('/nowhere');
  expect(line).toHaveBeenCalledOnce();
  line.mockRestore();
});

test('anonymous: the day alone is kept, of everything, and no id tells more', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff, { as: 'anonymous', name: 'Amara Quillfeather' });
  const { id } = await only(staff);
  const { rows } = await world.owner.query<{ all: string }>(
    `select jsonb_build_array(to_jsonb(c), to_jsonb(f) - 'acknowledge_by', (select jsonb_agg(n) from concern.notice n where n.concern_id = c.id),
        (select jsonb_agg(u) from concern.reporter_update u where u.concern_id = c.id),
        (select jsonb_agg(o) from concern.outside_report o where o.concern_id = c.id),
        (select jsonb_agg(m) from mail.outbox m where m.link = '/concerns/' || c.id))::text as all
      from concern.concern c join concern.case_file f on f.concern_id = c.id where c.id = $1`,
    [id],
  );
  const kept = rows[0]?.all ?? '';
  expect(kept).toContain('2026-11-20T00:00:00+00:00');
  expect(kept).not.toMatch(/10:17|:23/);
  expect(kept).not.toContain('Quillfeather');
  // Version 7 of a UUID begins with the moment, and no row here has one.
  expect(kept.match(/"id": "[0-9a-f]{8}-[0-9a-f]{4}-7/g)).toBeNull();
});

test('once acknowledged, when it had to be acknowledged is forgotten too', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff, { as: 'anonymous', safe: 'no' });
  const { id } = await only(staff);
  const lead = await browser.signedIn(staff.dsl);
  const done = await lead.post(`/concerns/${id}/acknowledge`, { version: '1' });
  expect(done.statusCode).toBe(303);
  const { rows } = await world.owner.query(
    'select acknowledge_by from concern.case_file where concern_id = $1',
    [id],
  );
  expect(rows).toEqual([{ acknowledge_by: null }]);
});

test('in confidence: the name stands nowhere in the open', async () => {
  const staff = await aStaffedSchool(world);
  await tell(staff, { as: 'in_confidence' });
  const { id } = await only(staff);
  const { rows } = await world.owner.query<{ told: string; sealed: Buffer }>(
    `select o::text as told, s.sealed from concern.outside_report o join concern.sealed_identity s on s.concern_id = o.concern_id
      where o.concern_id = $1`,
    [id],
  );
  expect(rows[0]?.told).not.toContain('Quillfeather');
  expect(rows[0]?.sealed.toString('latin1')).not.toContain('Quillfeather');
});

test('moved to the Head, everything of it moves along, and the pupil’s code still opens it', async () => {
  const staff = await aStaffedSchool(world);
  const sent = await tell(staff, { as: 'in_confidence' });
  const code = RECEIPT.exec(sent.body)?.[0] ?? '';
  const { id } = await only(staff);
  const lead = await browser.signedIn(staff.dsl);
  await lead.post(`/concerns/${id}/acknowledge`, { version: '1' });
  const named = { version: '2', person: staff.teacher, part: 'witness' };
  expect((await lead.post(`/concerns/${id}/name_person`, named)).statusCode).toBe(303);
  const adult = { version: '3', adult: 'not_listed', adultName: 'Somebody', reason: 'It is about an adult.' };
  expect((await lead.post(`/concerns/${id}/about_adult`, adult)).statusCode).toBe(303);
  const tables = [
    'party',
    'case_file',
    'reporter_update',
    'notice',
    'outside_report',
    'sealed_identity',
    'entry',
  ];
  for (const table of tables) {
    const { rows } = await world.owner.query(
      `select distinct l.stream from concern.${table} t join concern.caseload l on l.id = t.caseload_id where t.concern_id = $1`,
      [id],
    );
    expect(rows, table).toEqual([{ stream: 'adult' }]);
  }
  expect(await world.as(staff.dsl, (tx) => rowsSeen(tx, id))).toBe(0);
  expect((await browser.nobody.post('/tell/answers', { code })).body).toContain(
    'Somebody at the school has read it',
  );
});
