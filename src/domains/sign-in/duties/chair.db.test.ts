import { describe, expect, test } from 'vitest';
import { anAccount } from '../../../../test/factories/accounts.ts';
import { type ASchool, anAdult, aSchool } from '../../../../test/factories/people.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { cancelDuty, confirmDuty, showAskedDuty } from './service.ts';

/** The chair reads what concerns the Head: the Head and somebody under them do not make one between them. */

const world = await testWorld();

/** A school with its Head, a lead under the Head, and somebody who is to be chair. */
async function aSchoolWithout(chairAndTrust: 'both' | 'chair') {
  const school = await aSchool(world);
  const adult = (role: 'head' | 'dsl' | 'governor') => anAdult(world, { school, role });
  const facts = { school, head: await adult('head'), dsl: await adult('dsl'), next: await adult('governor') };
  const trustLead = await anAdult(world, { trustId: school.trustId, role: 'trust_safeguarding_lead' });
  if (chairAndTrust === 'both')
    await world.owner.query('delete from people.appointment where person_id = $1', [trustLead]);
  else await anAccount(world, trustLead, { authenticator: true });
  return { ...facts, trustLead };
}

async function ask(
  by: string,
  school: ASchool,
  person: string,
  role = 'chair_of_governors',
): Promise<string> {
  const id = crypto.randomUUID();
  await world.as(by, (tx) =>
    tx.client.query('select signin.ask_duty($1, $2, $3, $4, false, daterange(signin.today(), null), $5)', [
      id,
      person,
      school.id,
      role,
      `u${id.slice(0, 8)}`,
    ]),
  );
  return id;
}
const mayConfirm = async (by: string, id: string) =>
  (await world.as(by, (tx, me) => showAskedDuty(tx, me, id))).mayConfirm;
const confirm = (by: string, id: string) =>
  world.as(by, (tx, me) => confirmDuty(tx, me, { masterKey: world.services.masterKey }, id));
const floor = (by: string, id: string) =>
  world.as(by, (tx) =>
    tx.client.query(`select signin.confirm_duty($1, gen_random_uuid(), gen_random_uuid(), '\\x01')`, [id]),
  );

describe('a chair of governors whom the Head asks for', () => {
  test('is agreed to by the trust’s lead, and by nobody who works under the Head', async () => {
    const { school, head, dsl, next, trustLead } = await aSchoolWithout('chair');
    const id = await ask(head, school, next);
    expect([await mayConfirm(dsl, id), await mayConfirm(trustLead, id)]).toEqual([false, true]);
    await expect(confirm(dsl, id)).rejects.toMatchObject({ userMessage: expect.stringContaining('trust') });
    await expect(floor(dsl, id)).rejects.toThrow('outside the Head');
    expect(await confirm(trustLead, id)).toMatchObject({ code: expect.any(String) });
  });

  test('is agreed to by the chair before, while there is one', async () => {
    const { school, head, dsl, next } = await aSchoolWithout('both');
    const before = await anAdult(world, { school, role: 'chair_of_governors' });
    await anAccount(world, before, { authenticator: true });
    const id = await ask(head, school, next);
    expect([await mayConfirm(dsl, id), await mayConfirm(before, id)]).toEqual([false, true]);
    await confirm(before, id);
  });

  test('is agreed to by any second case reader where nobody stands above the Head yet', async () => {
    const { school, head, dsl, next } = await aSchoolWithout('both');
    const id = await ask(head, school, next);
    expect(await mayConfirm(dsl, id)).toBe(true);
    await confirm(dsl, id);
  });

  test('waits for no chair who has never signed in, or whose account is closed', async () => {
    const { school, head, dsl, next } = await aSchoolWithout('both');
    const silent = await anAdult(world, { school, role: 'chair_of_governors' });
    const id = await ask(head, school, next);
    expect(await mayConfirm(dsl, id)).toBe(true);
    await anAccount(world, silent, { authenticator: true });
    expect(await mayConfirm(dsl, id)).toBe(false);
    await world.owner.query('update signin.account set disabled_at = now() where person_id = $1', [silent]);
    expect(await mayConfirm(dsl, id)).toBe(true);
  });
});

test('whom the trust’s lead asks for, and any other duty, a case reader of the school agrees to', async () => {
  const { school, head, dsl, next, trustLead } = await aSchoolWithout('chair');
  expect(await mayConfirm(dsl, await ask(trustLead, school, next))).toBe(true);
  expect(await mayConfirm(dsl, await ask(head, school, next, 'deputy_dsl'))).toBe(true);
});

test('a Head, alone or not, still takes back what they asked for', async () => {
  const { school, head, next } = await aSchoolWithout('chair');
  const id = await ask(head, school, next);
  await world.as(head, (tx, me) => cancelDuty(tx, me, id));
  await expect(mayConfirm(head, id)).rejects.toThrow();
});
