import { describe, expect, test } from 'vitest';
import type { Role } from '#platform/db';
import { anAccount, PASSWORD } from '../../../../test/factories/accounts.ts';
import { anAdult, aSchool, aStaffedSchool } from '../../../../test/factories/people.ts';
import { testBrowser } from '../../../../test/support/browser.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';

const world = await testWorld();
const here = await aStaffedSchool(world, { name: 'Larkfield Primary' });
const elsewhere = await aStaffedSchool(world);
const browser = await testBrowser(world);
const { school } = here;
const teacher = () => anAdult(world, { school });

async function ask(by: string, personId: string, fields: Record<string, string> = {}, at = school.id) {
  const visitor = await browser.signedIn(by);
  const answer = await visitor.post(`/people/duties/give?at=${at}`, {
    role: 'deputy_dsl',
    personId,
    ...fields,
  });
  const id =
    String(answer.headers.location ?? '')
      .split('/')
      .at(-1) ?? '';
  return { status: answer.statusCode, id, body: answer.body };
}
async function press(by: string, id: string, what: 'confirm' | 'cancel') {
  const answer = await (await browser.signedIn(by)).post(`/people/duties/asked/${id}/${what}`);
  return {
    status: answer.statusCode,
    code: /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(answer.body)?.[0] ?? '',
  };
}
const reads = async (personId: string) =>
  (await world.as(personId, async (_tx, me) => me)).childSchoolIds.includes(school.id);
const floor = (by: string, sql: string, values: unknown[]) =>
  world.as(by, (tx) => tx.client.query(sql, values));

describe('a duty that reads cases', () => {
  test('is asked by one and held once a second agrees; the sign-in begins afresh', async () => {
    const personId = await teacher();
    const account = await anAccount(world, personId);
    const session = await browser.signedIn(personId);
    const { id } = await ask(here.head, personId);
    expect(await reads(personId)).toBe(false);
    const { status, code } = await press(here.dsl, id, 'confirm');
    expect(status).toBe(200);
    expect(await reads(personId)).toBe(true);
    // Whoever gave the old password may have known it: it opens nothing any more.
    expect((await session.get('/account')).statusCode).toBe(303);
    const { userName } = account;
    expect((await cookieJar(browser.app).post('/sign-in', { userName, password: PASSWORD })).status).toBe(
      422,
    );
    const used = await cookieJar(browser.app).post('/invitation', {
      userName,
      code,
      newPassword: 'seventeen wet ducks',
    });
    expect(used.to).toBe('/sign-in/authenticator');
    const audit = await world.owner.query(
      `select type from audit.event where subject = $1 and type like 'duty%' order by seq`,
      [personId],
    );
    expect(audit.rows.map((row) => row.type)).toEqual(['duty.asked/1', 'duty.confirmed/1']);
  });

  test('for somebody who reads cases already asks for no new sign-in', async () => {
    const personId = await anAdult(world, { school, role: 'deputy_dsl' });
    await anAccount(world, personId, { authenticator: true });
    const session = await browser.signedIn(personId);
    const { id } = await ask(here.trustLead, personId, {
      role: 'dsl',
      cover: 'yes',
      'until-day': '1',
      'until-month': '12',
      'until-year': '2026',
    });
    expect((await press(here.head, id, 'confirm')).status).toBe(303);
    expect((await session.get('/people/duties')).body).toContain('20 Nov 2026 to 1 Dec 2026');
    world.clock.set('2026-12-02T09:00:00Z');
    const me = await world.as(personId, async (_tx, found) => found);
    expect(me.appointments.map((post) => post.role)).toEqual(['deputy_dsl']);
    world.clock.set('2026-11-20T09:00:00Z');
  });

  test('is told to every case reader when asked, agreed and ended', async () => {
    const personId = await teacher();
    await world.owner.query('delete from mail.outbox');
    const count = async () =>
      (
        await world.owner.query(
          `select count(*)::int as n from mail.outbox where template = 'security' and to_person_id = $1`,
          [here.chair],
        )
      ).rows[0].n;
    const { id } = await ask(here.head, personId);
    expect(await count()).toBe(1);
    await press(here.dsl, id, 'confirm');
    expect(await count()).toBe(2);
    const { rows } = await world.owner.query(
      `select id from people.appointment where person_id = $1 and role = 'deputy_dsl'`,
      [personId],
    );
    await (await browser.signedIn(here.head)).post(`/people/duties/${rows[0].id}/end`);
    expect(await count()).toBe(3);
  });
});

describe('asking', () => {
  test.each(['it', 'office', 'teacher', 'dsl', 'deputy', 'chair'] as const)(
    '%s may not: the page and the database refuse',
    async (role) => {
      const personId = await teacher();
      expect((await ask(here[role], personId)).status).toBe(404);
      await expect(
        floor(
          here[role],
          `select signin.ask_duty(gen_random_uuid(), $1, $2, 'dsl', false, '[2026-01-01,)', 'a.name')`,
          [personId, school.id],
        ),
      ).rejects.toThrow('only the Head of that school');
    },
  );

  test('nobody asks for themself, for another school, or for the trust without leading it', async () => {
    expect((await ask(here.head, here.head)).status).toBe(422);
    await expect(
      floor(
        here.head,
        `select signin.ask_duty(gen_random_uuid(), $1, $2, 'dsl', false, '[2026-01-01,)', 'a.name')`,
        [here.head, school.id],
      ),
    ).rejects.toThrow('never to themself');
    expect((await ask(here.head, elsewhere.teacher, {}, elsewhere.school.id)).status).toBe(404);
    expect((await ask(here.head, await teacher(), { role: 'trust_safeguarding_lead' }, 'trust')).status).toBe(
      404,
    );
    expect((await ask(here.trustLead, here.head, { role: 'trust_safeguarding_lead' }, 'trust')).status).toBe(
      303,
    );
  });

  test('says what is missing, and when the days do not fit', async () => {
    const { status, body } = await ask(here.head, '', { role: '' });
    expect(status).toBe(422);
    expect(body).toContain('Choose the duty.');
    const early = await ask(here.head, await teacher(), {
      'until-day': '1',
      'until-month': '1',
      'until-year': '2020',
    });
    expect(early.body).toContain('The last day is before the first.');
  });

  test('never lets a duty begin before today, nor cover go on without an end', async () => {
    const personId = await teacher();
    const yesterday = { 'from-day': '19', 'from-month': '11', 'from-year': '2026' };
    expect((await ask(here.head, personId, yesterday)).body).toContain('Enter today or a later day.');
    expect((await ask(here.head, personId, { cover: 'yes' })).body).toContain(
      'Enter the last day of the cover',
    );
    const asked = (cover: boolean, held: string) =>
      floor(here.head, `select signin.ask_duty(gen_random_uuid(), $1, $2, 'dsl', $3, $4, 'a.name')`, [
        personId,
        school.id,
        cover,
        held,
      ]);
    await expect(asked(false, '[2026-11-01,)')).rejects.toThrow('today or later');
    await expect(asked(false, '(,2027-01-01)')).rejects.toThrow('today or later');
    await expect(asked(true, '[2026-12-01,)')).rejects.toThrow('when it ends');
  });
});

describe('agreeing', () => {
  const inDatabase = (by: string, id: string) =>
    floor(by, 'select signin.confirm_duty($1, gen_random_uuid(), gen_random_uuid(), $2)', [
      id,
      Buffer.from(id),
    ]);

  test('not by the one who asked, nor by whose duty it is, nor by anybody who reads no cases', async () => {
    const personId = await anAdult(world, { school, role: 'deputy_dsl' });
    const { id } = await ask(here.head, personId, { role: 'dsl' });
    for (const by of [here.head, personId]) {
      expect((await press(by, id, 'confirm')).status).toBe(403);
      await expect(inDatabase(by, id)).rejects.toThrow('needs a second person');
    }
    for (const by of [here.it, here.teacher, elsewhere.head]) {
      expect((await press(by, id, 'confirm')).status).toBe(404);
      await expect(inDatabase(by, id)).rejects.toThrow('no such duty');
    }
  });

  test('once, and not after it was cancelled or has run out', async () => {
    const one = await ask(here.head, await teacher());
    const answers = await Promise.all([
      press(here.dsl, one.id, 'confirm'),
      press(here.deputy, one.id, 'confirm'),
    ]);
    expect(answers.filter(({ code }) => code !== '')).toHaveLength(1);
    const two = await ask(here.head, await teacher());
    await press(here.chair, two.id, 'cancel');
    expect((await press(here.dsl, two.id, 'confirm')).status).toBe(404);
    const three = await ask(here.head, await teacher());
    world.clock.advance({ hours: 73 });
    expect((await press(here.dsl, three.id, 'confirm')).status).toBe(404);
    await expect(inDatabase(here.dsl, three.id)).rejects.toThrow('no longer waits');
  });

  test('late: the duty begins on the day of the agreement, and not at all once it would be over', async () => {
    world.clock.set('2026-11-20T09:00:00Z');
    const personId = await teacher();
    const { id } = await ask(here.head, personId);
    const one = await teacher();
    const brief = await ask(here.head, one, {
      cover: 'yes',
      'until-day': '20',
      'until-month': '11',
      'until-year': '2026',
    });
    world.clock.set('2026-11-21T09:00:00Z');
    await press(here.dsl, id, 'confirm');
    const { rows } = await world.owner.query(
      `select lower(during)::text as since from people.appointment where person_id = $1 and role = 'deputy_dsl'`,
      [personId],
    );
    expect(rows).toEqual([{ since: '2026-11-21' }]);
    expect((await press(here.dsl, brief.id, 'confirm')).status).toBe(409);
    expect(await reads(one)).toBe(false);
    world.clock.set('2026-11-20T09:00:00Z');
  });

  test('nobody writes a duty that reads cases by hand', async () => {
    await expect(
      floor(
        here.head,
        `insert into people.appointment (id, person_id, trust_id, school_id, role, during) values (gen_random_uuid(), $1, $2, $3, 'dsl', '[2026-01-01,)')`,
        [here.teacher, school.trustId, school.id],
      ),
    ).rejects.toThrow(/row-level security/);
    await expect(
      floor(here.head, 'delete from signin.duty_grant where asked_by = $1', [here.head]),
    ).rejects.toThrow('permission denied');
  });
});

describe('ending', () => {
  const appointmentOf = async (personId: string) =>
    (await world.owner.query('select id from people.appointment where person_id = $1', [personId])).rows[0]
      .id as string;

  test('is at once, by one, for the Head or the trust’s lead; their sessions end', async () => {
    const personId = await anAdult(world, { school, role: 'deputy_dsl' });
    const id = await appointmentOf(personId);
    const session = await browser.signedIn(personId);
    const head = await browser.signedIn(here.head);
    expect((await head.get(`/people/duties/${id}/end`)).body).toContain('End this duty of');
    expect((await head.post(`/people/duties/${id}/end`)).statusCode).toBe(303);
    expect(await reads(personId)).toBe(false);
    expect((await session.get('/account')).statusCode).toBe(303);
    const { rows } = await world.owner.query(
      'select upper(during) - lower(during) > 1000 as kept from people.appointment where id = $1',
      [id],
    );
    expect(rows).toEqual([{ kept: true }]);
  });

  test.each(['it', 'office', 'dsl', 'chair'] as const)('%s may not', async (role) => {
    const id = await appointmentOf(here.deputy);
    expect((await (await browser.signedIn(here[role])).post(`/people/duties/${id}/end`)).statusCode).toBe(
      404,
    );
    await expect(floor(here[role], 'select signin.end_duty($1)', [id])).rejects.toThrow();
    expect(await reads(here.deputy)).toBe(true);
  });

  test('the chair’s not by a Head: by the trust’s lead, or without one by a lead of the school', async () => {
    const end = async (by: string, id: string) =>
      (await (await browser.signedIn(by)).post(`/people/duties/${id}/end`)).statusCode;
    const chair = await anAdult(world, { school, role: 'chair_of_governors' });
    const id = await appointmentOf(chair);
    expect(await end(here.head, id)).toBe(404);
    await expect(floor(here.head, 'select signin.end_duty($1)', [id])).rejects.toThrow(
      'nor a Head the chair',
    );
    expect(await end(here.deputy, id)).toBe(404);
    expect(await end(here.trustLead, id)).toBe(303);
    const alone = await aSchool(world);
    const adult = (role: Role) => anAdult(world, { school: alone, role });
    const its = await appointmentOf(await adult('chair_of_governors'));
    expect(await end(await adult('head'), its)).toBe(404);
    expect(await end(await adult('deputy_dsl'), its)).toBe(303);
  });

  test('takes what its holder asked for along, and nobody confirms it afterwards', async () => {
    const head = await anAdult(world, { school, role: 'head' });
    const asked = await ask(head, await teacher());
    await (await browser.signedIn(here.trustLead)).post(`/people/duties/${await appointmentOf(head)}/end`);
    expect((await press(here.dsl, asked.id, 'confirm')).status).toBe(404);
    const { id } = await ask(here.head, await teacher());
    await world.owner.query('update signin.duty_grant set asked_by = $1 where id = $2', [head, id]);
    await expect(
      floor(here.dsl, 'select signin.confirm_duty($1, gen_random_uuid(), gen_random_uuid(), $2)', [
        id,
        Buffer.from(id),
      ]),
    ).rejects.toThrow('may no longer');
  });

  test('one that began today leaves the register; that it was given stays in the chain', async () => {
    const personId = await teacher();
    const { id } = await ask(here.head, personId);
    await press(here.dsl, id, 'confirm');
    const { rows } = await world.owner.query(
      `select id from people.appointment where person_id = $1 and role = 'deputy_dsl'`,
      [personId],
    );
    await (await browser.signedIn(here.trustLead)).post(`/people/duties/${rows[0].id}/end`);
    expect(await reads(personId)).toBe(false);
    const audit = await world.owner.query(
      `select 1 from audit.event where subject = $1 and type in ('duty.confirmed/1', 'duty.ended/1')`,
      [personId],
    );
    expect(audit.rows).toHaveLength(2);
  });
});

test('the register shows who holds what, and a teacher none of it', async () => {
  const page = await (await browser.signedIn(here.dsl)).get('/people/duties');
  expect(page.body).toContain('Headteacher');
  expect(page.body).not.toContain('Give a duty');
  expect(page.body).not.toContain('/end"');
  expect((await (await browser.signedIn(here.teacher)).get('/people/duties')).statusCode).toBe(404);
});
