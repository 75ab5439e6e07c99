import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { vaultOf } from '#domains/evidence';
import { openFrames } from '#platform/crypto';
import { createLog } from '#platform/log';
import { testWorld } from '../../test/support/world.ts';
import { seedDemo } from './demo-seed.ts';

const world = await testWorld({ demo: true, at: '2026-11-20T10:00:00Z' });
const log = createLog('silent', 'test');
const began = performance.now();
const sealing = { masterKey: world.services.masterKey, vault: vaultOf(world.services) };
await seedDemo(world.urls.ownerUrl, log, sealing, world.clock);
const took = performance.now() - began;

const count = async (sql: string): Promise<number> => {
  const { rows } = await world.owner.query<{ n: string }>(`select count(*) as n from ${sql}`);
  return Number(rows[0]?.n);
};
const idOf = async (family: string): Promise<string> => {
  const { rows } = await world.owner.query<{ id: string }>(
    `select p.id from people.person p join signin.account a on a.person_id = p.id where p.family_name = $1`,
    [family],
  );
  return rows[0]?.id ?? '';
};

test('is written in less than twenty seconds', () => expect(took).toBeLessThan(20_000));

test('a second start keeps what is there', async () => {
  const before = await count('concern.concern');
  await seedDemo(world.urls.ownerUrl, log, sealing, world.clock);
  expect(await count('concern.concern')).toBe(before);
  expect(await count('people.trust')).toBe(1);
});

test('every chain holds, in the order of time', async () => {
  const { rows } = await world.owner.query<{ chain_id: string; body: string; hash: Buffer; at: string }>(
    `select chain_id, body, hash, body::jsonb ->> 'at' as at from audit.event order by chain_id, seq`,
  );
  expect(rows.length).toBeGreaterThan(1500);
  const heads = new Map<string, { hash: Buffer; at: string }>();
  for (const row of rows) {
    const last = heads.get(row.chain_id) ?? { hash: Buffer.alloc(0), at: '' };
    expect(createHash('sha256').update(last.hash).update(row.body).digest('hex')).toBe(
      row.hash.toString('hex'),
    );
    expect(row.at >= last.at).toBe(true);
    heads.set(row.chain_id, row);
  }
});

test('every entry and every report is carried by an event', async () => {
  const carried = `(select distinct c ->> 'id' from audit.event, jsonb_array_elements(body::jsonb -> 'content') c)`;
  expect(await count(`concern.entry where id::text not in ${carried}`)).toBe(0);
  expect(await count(`concern.concern where id::text not in ${carried}`)).toBe(0);
});

test('no audit event holds a child’s name', async () => {
  const events = await world.owner.query<{ body: string }>(
    "select string_agg(body, ' ') as body from audit.event",
  );
  const names = await world.owner.query<{ name: string }>(
    "select given_name || ' ' || family_name as name from people.person where kind = 'pupil'",
  );
  const told = events.rows[0]?.body ?? '';
  expect(names.rows.filter(({ name }) => told.includes(name))).toEqual([]);
  expect(names.rows.length).toBeGreaterThan(600);
});

test('the deputy who is a relation does not see the case that excludes her', async () => {
  const excluded = `select concern_id from concern.exclusion e join people.person p on p.id = e.person_id where p.family_name = 'Brightwell'`;
  const { rows } = await world.owner.query<{ concern_id: string }>(excluded);
  const id = rows[0]?.concern_id;
  const seenBy = async (family: string) =>
    world.as(await idOf(family), async (tx) =>
      tx.db
        .selectFrom('concern.case_file')
        .select('concern_id')
        .where('concern_id', '=', id ?? '')
        .execute(),
    );
  expect(await seenBy('Brightwell')).toEqual([]);
  expect(await seenBy('Nair')).toHaveLength(1);
});

test('a person may be lead in one school and teacher in the other', async () => {
  const me = await world.as(await idOf('Sayle'), async (_tx, self) => self);
  expect(me.schoolIds).toHaveLength(2);
  expect(me.childSchoolIds).toHaveLength(1);
});

test('one lead and one Head are covered, and somebody who left has no post', async () => {
  const covered = (role: string) =>
    count(`people.appointment where as_cover and role = '${role}' and during @> '2026-11-20'::date`);
  expect([await covered('dsl'), await covered('head')]).toEqual([1, 1]);
  const tweed = await idOf('Tweed');
  expect(
    await count(`people.appointment where person_id = '${tweed}' and during @> '2026-11-20'::date`),
  ).toBe(0);
});

test('every account is one in use, with a password that nobody knows', async () => {
  expect(await count('signin.account where not has_password or not ever_used')).toBe(0);
});

test('files lie with reports, sealed; each opens to the very bytes that its row names, and one was found later', async () => {
  expect(await count('evidence.item')).toBeGreaterThan(15);
  const kinds = await world.owner.query('select distinct media_type from evidence.item order by 1');
  expect(kinds.rows.map(({ media_type }) => media_type)).toEqual([
    'application/pdf',
    'image/png',
    'text/plain',
  ]);
  const { rows } = await world.owner.query<{
    id: string;
    locked: boolean;
    sha256: Buffer;
    key: Buffer;
    school: string;
    wrapped: Buffer;
  }>(
    `select i.id, i.quarantined_at is not null as locked, i.sha256, coalesce(i.wrapped_key, w.wrapped_key) as key, i.school_id as school, k.wrapped
     from evidence.item i join evidence.school_key k using (school_id) left join evidence.withdrawn_key w on w.item_id = i.id`,
  );
  expect(rows.filter(({ locked }) => locked)).toHaveLength(1);
  const vault = vaultOf(world.services);
  for (const { id, sha256, key, school, wrapped } of rows) {
    const hash = createHash('sha256');
    const opened = vault.openItemKey({ schoolId: school, schoolKey: wrapped }, id, key);
    for await (const frame of openFrames(opened, vault.store.read(id))) hash.update(frame);
    expect(hash.digest()).toEqual(sha256);
  }
});

test('every line of the custody log is carried by an event', async () => {
  const carried = `(select distinct c ->> 'id' from audit.event, jsonb_array_elements(body::jsonb -> 'content') c)`;
  expect(await count(`evidence.custody where id::text not in ${carried}`)).toBe(0);
  expect(await count(`evidence.custody where at > '2026-11-20T10:00:00Z'`)).toBe(0);
});

test('adults were weighed, one of them often enough to notice; no case about one is closed that lacks something', async () => {
  expect(await count(`concern.staff_assessment where level = 'low_level'`)).toBeGreaterThan(3);
  expect(await count(`concern.staff_assessment where level = 'allegation'`)).toBe(1);
  expect(
    await count(
      `concern.case_file f where f.status = 'closed' and concern.staff_needs(f.concern_id) <> '{}'`,
    ),
  ).toBe(0);
});

test('referrals of every kind lie there, some late; no case is closed that the Police should know of and do not', async () => {
  expect(await count('concern.referral')).toBeGreaterThan(30);
  expect(await count(`concern.referral where state = 'outcome'`)).toBeGreaterThan(5);
  expect(await count(`concern.referral where next_check < '2026-11-20'`)).toBeGreaterThan(0);
  expect(
    await count(`concern.case_file f join concern.concern c on c.id = f.concern_id where f.status = 'closed'
      and concern.police_matter(c.kinds, f.categories, f.intent) and not concern.police_decided(c.id)`),
  ).toBe(0);
});

test('old papers are due for review: one is held, one waits for the second of two, one is gone', async () => {
  const due = await world.as(await idOf('Nair'), (tx) =>
    tx.client.query<{ blocks: string[]; asked: boolean }>(
      'select blocks, asked_by is not null as asked from retention.due() order by due_on',
    ),
  );
  expect(due.rows).toEqual([
    { blocks: [], asked: true },
    { blocks: ['held'], asked: false },
    { blocks: [], asked: false },
  ]);
  expect(await count('retention.destruction')).toBe(1);
});
