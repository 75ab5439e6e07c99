import { Secret } from 'otpauth';
import { describe, expect, test } from 'vitest';
import { codeOf } from '../../../../test/factories/accounts.ts';
import { cookieJar } from '../../../../test/support/cookie-jar.ts';
import { testWorld } from '../../../../test/support/world.ts';
import { createWeb } from '../../../apps/web.ts';

const world = await testWorld();
const CODE = 'ABCD-2345-WXYZ';
const app = await createWeb(world.services, CODE);

const fields = {
  token: CODE,
  recovery_key: world.services.masterKey.recoveryKey().join(' '),
  trustName: 'Larkfield Trust',
  schoolName: 'Larkfield Primary',
  urn: '100 001',
  schoolCode: 'lp',
  headGivenName: 'Ruth',
  headFamilyName: 'Marsh',
  headUserName: 'R.Marsh',
  headPassword: 'harbour kettle violin',
  dslGivenName: 'Priya',
  dslFamilyName: 'Dell',
  dslUserName: 'p.dell',
};

let address = 0;
const browser = () => {
  address += 1;
  return cookieJar(app, { address: `10.0.0.${address}` });
};
const countOf = async (table: string) =>
  (await world.owner.query(`select count(*)::int as n from ${table}`)).rows[0].n as number;

// In this order: before, during and after the one set-up of this database.
describe('an empty database', () => {
  test.each(['/', '/sign-in', '/account', '/concerns/report', '/nowhere', '/recovery'])(
    'sends %s to the set-up',
    async (path) => {
      const answer = await browser().get(path);
      expect([answer.status, answer.to]).toEqual([303, '/set-up']);
    },
  );

  test('keeps where to get help open: nothing gates it', async () => {
    expect((await browser().get('/help')).status).toBe(200);
  });

  test('answers health checks', async () => {
    expect((await browser().get('/healthz')).status).toBe(200);
    expect((await browser().get('/readyz')).status).toBe(200);
  });

  test('says what is missing or wrong, keeps what was typed but the password, writes nothing', async () => {
    const answer = await browser().post('/set-up', {
      ...fields,
      urn: '12',
      headPassword: 'Password2026',
      schoolName: '',
    });
    expect(answer.status).toBe(422);
    expect(answer.problem).toContain('Enter the name of the school.');
    expect(answer.problem).toContain('A URN has six digits.');
    expect(answer.page('#trustName').val()).toBe('Larkfield Trust');
    expect(answer.text).not.toContain('Password2026');
    const weak = await browser().post('/set-up', { ...fields, headPassword: 'Password2026' });
    expect(weak.problem).toContain('first passwords that others would try');
    expect(await countOf('people.trust')).toBe(0);
  });

  test('refuses a wrong code, and more than a few guesses at it', async () => {
    for (let n = 0; n < 5; n += 1) {
      const answer = await browser().post('/set-up', { ...fields, token: `XXXX-2345-222${n}` });
      expect(answer.problem).toContain('not the code that the console shows');
    }
    expect((await browser().post('/set-up', fields)).status).toBe(429);
    expect(await countOf('people.trust')).toBe(0);
    world.clock.advance({ minutes: 16 });
  });

  test('of two set-ups at once one wins; the code is taken however it is typed', async () => {
    const answers = await Promise.all([
      browser().post('/set-up', { ...fields, token: 'abcd 2345 wxyz' }),
      browser().post('/set-up', { ...fields, schoolName: 'Another' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 303]);
    expect(answers.find(({ status }) => status === 303)?.to).toBe('/sign-in');
    expect(await countOf('people.trust')).toBe(1);
    expect(await countOf('signin.account')).toBe(2);
    expect(await countOf('people.school_hours')).toBe(5);
    expect(await countOf(`audit.event where type = 'gatehouse.set_up/1'`)).toBe(1);
  });
});

describe('afterwards', () => {
  test('the set-up is gone, for the pages and for the database', async () => {
    expect((await browser().get('/set-up')).to).toBe('/sign-in');
    expect((await browser().post('/set-up', fields)).to).toBe('/sign-in');
    expect((await browser().get('/account')).to).toBe('/sign-in?next=%2Faccount');
    const again = world.database.withActor({ kind: 'system', role: 'visitor' }, (tx) =>
      tx.client.query(`select signin.set_up('{"trust": {}, "school": {}}', '\\x00')`),
    );
    await expect(again).rejects.toThrow('already set up');
    expect((await cookieJar(await createWeb(world.services, 'NEW0-CODE-AFTR')).get('/set-up')).to).toBe(
      '/sign-in',
    );
  });

  test('nobody has a password but the Head, who has no session without an authenticator', async () => {
    const { rows } = await world.owner.query(
      'select user_name, has_password from signin.account order by user_name',
    );
    expect(rows).toEqual([
      { user_name: 'p.dell', has_password: false },
      { user_name: 'r.marsh', has_password: true },
    ]);
    const head = browser();
    expect((await head.post('/sign-in', { userName: 'r.marsh', password: fields.headPassword })).to).toBe(
      '/sign-in/authenticator',
    );
    const secret = (await head.get('/sign-in/authenticator')).page('.gh-code').text();
    expect((await head.post('/sign-in/authenticator', { code: codeOf(secret, world) })).to).toBe('/');
    expect((await head.get('/recovery')).status).toBe(200);
  });

  test('while there is nobody to agree, the Head gives an unused first code again, and the lead is in with it', async () => {
    const head = browser();
    await head.post('/sign-in', { userName: 'r.marsh', password: fields.headPassword });
    const { rows } = await world.owner.query(
      `select person_id, totp_sealed from signin.account where user_name = 'r.marsh'`,
    );
    const secret = world.services.masterKey.open('totp', rows[0].person_id, rows[0].totp_sealed);
    const base32 = new Secret({ buffer: new Uint8Array(secret).buffer }).base32;
    await head.post('/sign-in/code', { code: codeOf(base32, world, 1) });
    const start = await head.get('/recovery/start');
    const personId = start.page('form[action="/recovery/repeat"] input[name=personId]').val();
    const given = await head.post('/recovery/repeat', { personId: String(personId) });
    const code = given.page('.gh-code').eq(1).text();
    const dsl = browser();
    const used = await dsl.post('/invitation', {
      userName: 'p.dell',
      code,
      newPassword: 'seventeen wet ducks',
    });
    expect(used.to).toBe('/sign-in/authenticator');
    const typed = (await dsl.get('/sign-in/authenticator')).page('.gh-code').text();
    expect((await dsl.post('/sign-in/authenticator', { code: codeOf(typed, world) })).to).toBe('/');
    // A password once chosen is not taken away by one alone.
    expect((await head.post('/recovery/repeat', { personId: String(personId) })).status).toBe(409);
  });
});
