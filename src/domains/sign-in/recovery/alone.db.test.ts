import { describe, expect, test } from 'vitest';
import type { Role } from '#platform/db';
import { anAccount } from '../../../../test/factories/accounts.ts';
import { anAdult, aSchool, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world);
const browser = await testBrowser(world);

const aLead = async () =>
  anAccount(world, await anAdult(world, { school: here.school, role: 'dsl' }), { authenticator: true });
async function start(by: string, personId: string): Promise<string> {
  const answer = await (await browser.signedIn(by)).post('/recovery/start', {
    personId,
    reason: 'lost phone',
  });
  return String(answer.headers.location ?? '');
}
async function confirm(by: string, recovery: string) {
  const answer = await (await browser.signedIn(by)).post(`${recovery}/confirm`);
  return {
    status: answer.statusCode,
    code: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.body)?.[0] ?? '',
  };
}

describe('a Head who wants a code of their own', () => {
  const repeat = async (by: string, personId: string) =>
    (await (await browser.signedIn(by)).post('/recovery/repeat', { personId })).statusCode;

  /** A school without a trust's lead whose second case reader has a password, and an account that was never used. */
  async function aSmallSchool() {
    const small = await aSchool(world);
    const adult = (role: Role) => anAdult(world, { school: small, role });
    const [head, dsl, chair] = [await adult('head'), await adult('dsl'), await adult('chair_of_governors')];
    await anAccount(world, dsl, { authenticator: true });
    await anAccount(world, chair, { password: null });
    return { head, dsl, chair };
  }

  test('does not get one by closing the others’ accounts for an instant', async () => {
    const { head, dsl, chair } = await aSmallSchool();
    expect((await (await browser.signedIn(head)).post(`/people/accounts/${dsl}/close`)).statusCode).toBe(303);
    expect(await repeat(head, chair)).toBe(403);
    await expect(
      world.as(head, (tx) =>
        tx.client.query(`select signin.repeat_first_code($1, gen_random_uuid(), '\\x01')`, [chair]),
      ),
    ).rejects.toThrow('second case reader');
  });

  test('nor once two people have ever agreed to something, though nobody is left', async () => {
    const { head, dsl, chair } = await aSmallSchool();
    await world.owner.query('delete from signin.account where person_id = $1', [dsl]);
    const { rows } = await world.owner.query('select trust_id from people.person where id = $1', [dsl]);
    await world.owner.query(
      `insert into signin.recovery (id, person_id, trust_id, started_by, started_at, reason, confirmed_by, confirmed_at, expires_at)
       values (uuidv7(), $1, $2, $3, now(), 'lost', $4, now(), now())`,
      [dsl, rows[0].trust_id, head, chair],
    );
    expect(await repeat(head, chair)).toBe(403);
  });

  test('that set-up gave is given again, and every case reader is told', async () => {
    const { head, dsl, chair } = await aSmallSchool();
    await world.owner.query('delete from signin.account where person_id = $1', [dsl]);
    expect(await repeat(head, chair)).toBe(200);
    const told = await world.owner.query(
      `select to_person_id as id from mail.outbox where template = 'security' and to_person_id = any ($1)`,
      [[head, dsl, chair]],
    );
    expect(told.rows).toHaveLength(3);
  });
});

test('whoever is Head no longer has started nothing: their duty’s end cancels it, and the database refuses', async () => {
  const head = await anAdult(world, { school: here.school, role: 'head' });
  const [one, two] = [await aLead(), await aLead()];
  const first = await start(head, one.personId);
  const second = await start(head, two.personId);
  const { code } = await confirm(here.dsl, second);
  const { rows } = await world.owner.query('select id from people.appointment where person_id = $1', [head]);
  expect(
    (await (await browser.signedIn(here.trustLead)).post(`/people/duties/${rows[0].id}/end`)).statusCode,
  ).toBe(303);
  expect((await confirm(here.dsl, first)).status).toBe(409);
  const fields = { userName: two.userName, code, newPassword: 'seventeen wet ducks' };
  expect((await cookieJar(browser.app).post('/invitation', fields)).status).toBe(422);
  // However the duty ended: here by its last day, with nobody there to cancel.
  const later = await start(here.head, (await aLead()).personId);
  await world.owner.query('update signin.recovery set started_by = $1 where id = $2', [
    head,
    later.replace('/recovery/', ''),
  ]);
  expect((await confirm(here.dsl, later)).status).toBe(409);
});
