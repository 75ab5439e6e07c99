import { beforeEach, describe, expect, test } from 'vitest';
import { type AConcern, aConcern, anExclusion } from '#test/factories/concerns.ts';
import { anAdult, aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { evidenceRows } from '#test/factories/rows/evidence.ts';
import {
  type AFolder,
  aFile,
  aFolder,
  beginUpload,
  custodyOf,
  say,
  takeKeys,
} from '#test/support/evidence-acts.ts';
import { testWorld } from '#test/support/world.ts';

/** Keys: nobody reads one, and who is handed one leaves a line in the custody log (design rules 5 and 6). */

const world = await testWorld();

let here: Staffed;
let concern: AConcern;
let folder: AFolder;
let item: string;
beforeEach(async () => {
  world.clock.set('2026-11-20T09:00:00Z');
  here = await aStaffedSchool(world);
  await evidenceRows['evidence.school_key'](world, {
    school_id: here.school.id,
    wrapped: Buffer.from('school'),
  });
  concern = await aConcern(world, { school: here.school, reporter: here.teacher });
  folder = await aFolder(world, concern.id);
  item = await aFile(world, folder, { wrapped_key: Buffer.from('key of the file') });
});

const take = (who: string, purpose: string, why?: string | null) =>
  world.as(who, (tx) => takeKeys(tx, item, purpose, why));

describe('a key', () => {
  test('is a column that no role of the web reads, but for one’s own upload', async () => {
    const { rows } = await world.owner.query(
      `select r.rolname as role, t as table from pg_roles r,
         unnest(array['evidence.item', 'evidence.withdrawn_key', 'evidence.upload']) t
       where r.rolname ~ '^gatehouse_' and r.rolname not in (current_user, 'gatehouse_keyholder')
         and (has_column_privilege(r.oid, t, 'wrapped_key', 'select') or has_column_privilege(r.oid, t, 'wrapped_key', 'update'))`,
    );
    expect(rows).toEqual([{ role: 'gatehouse_person', table: 'evidence.upload' }]);
  });

  test.each([
    'select wrapped_key from evidence.item where id = $1',
    'select i from evidence.item i where id = $1',
    'select wrapped_key from evidence.withdrawn_key where item_id = $1',
    'select 1 from evidence.item where id = $1 and wrapped_key is not null',
    'update evidence.item set quarantined_at = null where id = $1',
    `select evidence.withdraw($1, 'x')`,
  ])('is not got at by: %s', async (statement) => {
    for (const who of [here.teacher, here.dsl, here.head, here.trustLead])
      await expect(world.as(who, (tx) => tx.client.query(statement, [item]))).rejects.toThrow(
        'permission denied',
      );
  });

  test('of an upload is its sender’s, not its handlers’', async () => {
    await world.as(here.teacher, async (tx) => {
      const answer = await say(tx, folder, 'no');
      await beginUpload(tx, { folder, answer, by: here.teacher });
    });
    const seen = (who: string) =>
      world.as(
        who,
        async (tx) => (await tx.client.query('select wrapped_key from evidence.upload')).rowCount,
      );
    expect(await seen(here.teacher)).toBe(1);
    for (const who of [here.dsl, here.head, here.otherTeacher]) expect(await seen(who)).toBe(0);
  });
});

describe('taking keys', () => {
  test('gives the file’s and the school’s, and leaves a line each time', async () => {
    const keys = await take(here.dsl, 'revealed', 'To see who is in it');
    expect(keys).toEqual({
      schoolId: here.school.id,
      itemKey: Buffer.from('key of the file').toString('base64'),
      schoolKey: Buffer.from('school').toString('base64'),
    });
    world.clock.advance({ minutes: 1 });
    await take(here.dsl, 'revealed', 'Again');
    world.clock.advance({ minutes: 1 });
    await take(here.deputy, 'downloaded', 'For the strategy meeting');
    expect(await custodyOf(world, item)).toEqual([
      ['revealed', here.dsl, 'To see who is in it'],
      ['revealed', here.dsl, 'Again'],
      ['downloaded', here.deputy, 'For the strategy meeting'],
    ]);
  });

  test('is logged under the concern, at the time of the transaction', async () => {
    await take(here.dsl, 'revealed');
    const { rows } = await world.owner.query(
      'select concern_id, caseload_id, at from evidence.custody where item_id = $1',
      [item],
    );
    expect(rows).toEqual([
      { concern_id: concern.id, caseload_id: concern.caseloadId, at: new Date('2026-11-20T09:00:00Z') },
    ]);
  });

  test.each(['revealed', 'downloaded'])('for "%s" needs a reason', async (purpose) => {
    for (const why of [null, '', '  '])
      await expect(take(here.dsl, purpose, why)).rejects.toThrow('a purpose and a reason');
    expect(await custodyOf(world, item)).toEqual([]);
  });

  test('is for a known purpose alone: nobody logs that they opened it as something else', async () => {
    for (const purpose of ['added', 'checked', 'destroyed', 'x', ''])
      await expect(take(here.dsl, purpose)).rejects.toThrow('a purpose and a reason');
  });

  test('gives nothing, and logs nothing, to whom the case is not there for', async () => {
    const sister = await aStaffedSchool(world, { trustId: here.school.trustId });
    const elsewhere = await aStaffedSchool(world);
    await anExclusion(world, concern, here.deputy);
    const nobodyOfIt = [
      here.deputy,
      here.teacher,
      here.otherTeacher,
      here.it,
      here.office,
      here.chair,
      sister.dsl,
      sister.head,
      elsewhere.dsl,
      elsewhere.head,
      elsewhere.trustLead,
    ];
    for (const who of nobodyOfIt)
      for (const purpose of ['revealed', 'downloaded', 'shown', 'police_copy'])
        expect(await take(who, purpose)).toBeNull();
    expect(await custodyOf(world, item)).toEqual([]);
  });

  test('gives nothing to a lead without a second factor', async () => {
    expect(await world.as(here.dsl, (tx) => takeKeys(tx, item, 'revealed'), false)).toBeNull();
  });

  test.each(['yes', 'not_sure'])('ends with %s, for the lead too', async (said) => {
    await take(here.dsl, 'revealed');
    await world.as(here.teacher, (tx) => say(tx, folder, said));
    for (const who of [here.dsl, here.deputy, here.head, here.trustLead])
      for (const purpose of ['revealed', 'downloaded', 'shown']) expect(await take(who, purpose)).toBeNull();
  });
});

describe('going on to show what was opened', () => {
  const shown = (who: string) => take(who, 'shown', null);

  test('lasts for ten minutes of one’s own and is no line of its own', async () => {
    expect(await shown(here.dsl)).toBeNull();
    await take(here.dsl, 'revealed');
    expect(await shown(here.dsl)).not.toBeNull();
    world.clock.advance({ minutes: 9, seconds: 59 });
    expect(await shown(here.dsl)).not.toBeNull();
    expect(await shown(here.deputy)).toBeNull();
    world.clock.advance({ seconds: 1 });
    expect(await shown(here.dsl)).toBeNull();
    expect(await custodyOf(world, item)).toHaveLength(1);
  });

  test('is of that file alone, and does not come of fetching it', async () => {
    const another = await aFile(world, folder);
    await take(here.dsl, 'revealed');
    expect(await world.as(here.dsl, (tx) => takeKeys(tx, another, 'shown', null))).toBeNull();
    await take(here.deputy, 'downloaded');
    expect(await shown(here.deputy)).toBeNull();
  });

  test('ends when one is excluded', async () => {
    await take(here.deputy, 'revealed');
    await anExclusion(world, concern, here.deputy);
    expect(await shown(here.deputy)).toBeNull();
  });
});

describe('a sealed copy', () => {
  const copy = (who: string, why: string | null = 'Police reference 26/1234') =>
    take(who, 'police_copy', why);

  test('is of what was withdrawn, by the lead, against a reference', async () => {
    await world.as(here.teacher, (tx) => say(tx, folder, 'yes'));
    for (const who of [here.deputy, here.head]) await expect(copy(who)).rejects.toThrow('only the lead');
    for (const why of [null, '', '  '])
      await expect(copy(here.dsl, why)).rejects.toThrow('a purpose and a reason');
    expect(await copy(here.dsl)).toMatchObject({
      itemKey: Buffer.from('key of the file').toString('base64'),
    });
    expect(await copy(here.trustLead)).not.toBeNull();
    expect((await custodyOf(world, item)).map(([act, by]) => [act, by])).toEqual([
      ['quarantined', here.teacher],
      ['police_copy', here.dsl],
      ['police_copy', here.trustLead],
    ]);
  });

  test('is not of what nobody withdrew', async () => {
    for (const who of [here.dsl, here.trustLead]) expect(await copy(who)).toBeNull();
    expect(await custodyOf(world, item)).toEqual([]);
  });

  test('opens nothing: what was withdrawn stays so', async () => {
    await world.as(here.dsl, (tx) => say(tx, folder, 'yes'));
    await copy(here.dsl);
    expect(await take(here.dsl, 'revealed')).toBeNull();
  });

  test('about an adult is the Head’s to give, about the Head the chair’s', async () => {
    for (const [stream, lead, others] of [
      ['adult', here.head, [here.dsl, here.trustLead, here.chair]],
      ['head', here.chair, [here.head, here.dsl]],
    ] as const) {
      const about = await aConcern(world, { school: here.school, stream, reporter: here.teacher });
      const kept = await aFolder(world, about.id);
      item = await aFile(world, kept);
      await world.as(here.teacher, (tx) => say(tx, kept, 'yes'));
      for (const who of others) expect(await copy(who)).toBeNull();
      expect(await copy(lead)).not.toBeNull();
    }
  });

  test('is given by whoever covers for the lead', async () => {
    const cover = await anAdult(world, { school: here.school, role: 'dsl', asCover: true });
    await world.as(here.teacher, (tx) => say(tx, folder, 'yes'));
    expect(await copy(cover)).not.toBeNull();
  });
});
