import { beforeEach, describe, expect, test } from 'vitest';
import { type AConcern, aConcern, anExclusion, type ConcernFacts } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import { concernRows } from '#test/factories/rows/concerns.ts';
import { evidenceRows } from '#test/factories/rows/evidence.ts';
import {
  type AFolder,
  aDraftFolder,
  aFile,
  aFolder,
  beginUpload,
  custodyOf,
  guardOf,
  say,
  takeKeys,
} from '#test/support/evidence-acts.ts';
import { rowsSeen } from '#test/support/rows-seen.ts';
import { testWorld } from '#test/support/world.ts';

/** What becomes of a folder: Not sure that is settled, a draft that is sent, a concern that moves. One never sent: orphans.db.test.ts. */

const world = await testWorld();

let here: Staffed;
beforeEach(async () => {
  here = await aStaffedSchool(world);
});

async function sent(facts: ConcernFacts = {}): Promise<{ concern: AConcern; folder: AFolder; item: string }> {
  const concern = await aConcern(world, { school: here.school, reporter: here.teacher, ...facts });
  const folder = await aFolder(world, concern.id);
  const item = await aFile(world, folder, { wrapped_key: Buffer.from('the key') });
  return { concern, folder, item };
}

const answered = (by: string, folder: AFolder, said: string, why?: string | null) =>
  world.as(by, (tx) => say(tx, folder, said, why));

/** A file as it lies, whoever looks. */
async function fileOf(item: string) {
  const { rows } = await world.owner.query(
    `select concern_id, caseload_id, wrapped_key is not null as key, quarantined_at is not null as quarantined,
       destroyed_at is not null as destroyed, exists (select from evidence.withdrawn_key where item_id = i.id) as withdrawn
     from evidence.item i where id = $1`,
    [item],
  );
  return rows[0];
}

describe('Not sure', () => {
  const WHY = 'I looked at it on the child’s phone with their mother';

  test('becomes No by the lead with a reason, and every file has its key again', async () => {
    const { folder, item } = await sent();
    await answered(here.teacher, folder, 'not_sure');
    expect(await fileOf(item)).toMatchObject({ key: false, quarantined: true, withdrawn: true });
    await answered(here.dsl, folder, 'no', WHY);
    expect(await guardOf(world, folder)).toBe('no');
    expect(await fileOf(item)).toMatchObject({ key: true, quarantined: false, withdrawn: false });
    expect(await custodyOf(world, item)).toEqual([
      ['quarantined', here.teacher, 'Answered that it could show a child'],
      ['restored', here.dsl, WHY],
    ]);
    const keys = await world.as(here.dsl, (tx) => takeKeys(tx, item, 'revealed'));
    expect(keys?.itemKey).toBe(Buffer.from('the key').toString('base64'));
  });

  test.each([
    ['child', 'dsl trustLead'],
    ['adult', 'head'],
    ['head', 'chair trustLead'],
  ] as const)('of a case about a %s is settled by %s alone', async (stream, leads) => {
    const sister = await aStaffedSchool(world, { trustId: here.school.trustId });
    const { folder } = await sent({ stream });
    await answered(here.teacher, folder, 'not_sure');
    const { school: _, ...people } = here;
    const may = leads.split(' ');
    const others = Object.entries(people).filter(([name]) => !may.includes(name));
    for (const who of [...others.map(([, id]) => id), sister.dsl, sister.head])
      await expect(answered(who, folder, 'no', WHY)).rejects.toThrow(/only the lead|no such folder/);
    for (const name of may) {
      await answered(people[name as keyof typeof people], folder, 'no', WHY);
      expect(await guardOf(world, folder)).toBe('no');
      await answered(here.teacher, folder, 'not_sure');
    }
  });

  test('stays without a reason, and a plain No settles nothing', async () => {
    const { folder } = await sent();
    await answered(here.teacher, folder, 'not_sure');
    for (const why of ['', '  '])
      await expect(answered(here.dsl, folder, 'no', why)).rejects.toThrow('only the lead');
    await answered(here.dsl, folder, 'no');
    expect(await guardOf(world, folder)).toBe('not_sure');
  });

  test('is not settled by a lead in a report of their own that they are excluded from', async () => {
    const { concern, folder } = await sent({ reporter: here.dsl });
    await answered(here.dsl, folder, 'not_sure');
    await anExclusion(world, concern, here.dsl);
    await expect(answered(here.dsl, folder, 'no', WHY)).rejects.toThrow('only the lead');
  });

  test('is not settled by a lead who is excluded, nor by one without a second factor', async () => {
    const { concern, folder } = await sent();
    await answered(here.teacher, folder, 'not_sure');
    const weak = world.as(here.dsl, (tx) => say(tx, folder, 'no', WHY), false);
    await expect(weak).rejects.toThrow('no such folder');
    await anExclusion(world, concern, here.dsl);
    await expect(answered(here.dsl, folder, 'no', WHY)).rejects.toThrow('no such folder');
  });

  test('of the lead’s own draft waits until it is a case', async () => {
    const folder = await aDraftFolder(world, here.dsl, here.school.id);
    await answered(here.dsl, folder, 'not_sure');
    await expect(answered(here.dsl, folder, 'no', WHY)).rejects.toThrow('only the lead');
  });

  test('that was Yes before stays Yes: nobody undoes it', async () => {
    const { folder, item } = await sent();
    await answered(here.teacher, folder, 'yes');
    await answered(here.teacher, folder, 'not_sure');
    for (const who of [here.dsl, here.trustLead, here.head])
      for (const said of ['no', 'not_sure'])
        await expect(answered(who, folder, said, WHY)).rejects.toThrow('only the lead');
    expect(await guardOf(world, folder)).toBe('yes');
    expect(await fileOf(item)).toMatchObject({ key: false, quarantined: true, withdrawn: true });
  });
});

describe('a draft', () => {
  let folder: AFolder;
  let item: string;
  beforeEach(async () => {
    folder = await aDraftFolder(world, here.teacher, here.school.id);
    await answered(here.teacher, folder, 'no');
    item = await aFile(world, folder, { wrapped_key: Buffer.from('the key') });
    await evidenceRows['evidence.custody'](world, { item: { id: item, added_by: here.teacher } });
  });

  const send = (by: string, indecent_image = 'no', key = folder.id) =>
    concernRows['concern.concern'](world, {
      school_id: here.school.id,
      reporter_id: by,
      submitted_key: key,
      entered_at: world.clock.now().toString(),
      indecent_image,
    });
  const attach = (by: string) =>
    world.as(by, (tx) => tx.client.query('select evidence.attach($1)', [folder.id]));

  const belonging = async () => {
    const { rows } = await world.owner.query<{ concern: string | null; caseload: string | null }>(
      `select distinct concern_id as concern, caseload_id as caseload from (
         select concern_id, caseload_id from evidence.folder where id = $1
         union all select concern_id, caseload_id from evidence.answer where folder_id = $1
         union all select concern_id, caseload_id from evidence.item where folder_id = $1
         union all select y.concern_id, y.caseload_id from evidence.custody y
           join evidence.item i on i.id = y.item_id where i.folder_id = $1) t`,
      [folder.id],
    );
    return rows;
  };

  test('is its author’s alone until it is sent, and then its handlers’ too', async () => {
    const seen = (who: string) =>
      world.as(
        who,
        async (tx) => (await tx.client.query('select 1 from evidence.item where id = $1', [item])).rowCount,
      );
    for (const who of [here.dsl, here.head, here.otherTeacher]) expect(await seen(who)).toBe(0);
    const concern = await send(here.teacher);
    await attach(here.teacher);
    expect(await belonging()).toEqual([{ concern: concern.id, caseload: concern.caseload_id }]);
    for (const who of [here.teacher, here.dsl, here.head]) expect(await seen(who)).toBe(1);
    expect(await seen(here.otherTeacher)).toBe(0);
  });

  test('is attached in the transaction that sends it, and in none after', async () => {
    await send(here.teacher);
    world.clock.advance({ seconds: 1 });
    await expect(attach(here.teacher)).rejects.toThrow('query returned no rows');
    expect(await belonging()).toEqual([{ concern: null, caseload: null }]);
  });

  test('is attached by nobody but who sends it', async () => {
    await send(here.teacher);
    for (const who of [here.dsl, here.head, here.otherTeacher])
      await expect(attach(who)).rejects.toThrow('query returned no rows');
  });

  test('is not drawn into another’s report that names it', async () => {
    await send(here.otherTeacher);
    await attach(here.otherTeacher);
    expect(await belonging()).toEqual([{ concern: null, caseload: null }]);
  });

  test.each(['yes', 'not_sure'])(
    'that is reported with %s locks what was put to it with No',
    async (said) => {
      await world.as(here.teacher, async (tx) =>
        beginUpload(tx, { folder, answer: await say(tx, folder, 'no'), by: here.teacher }),
      );
      await send(here.teacher, said);
      await attach(here.teacher);
      expect(await guardOf(world, folder)).toBe(said);
      expect(await fileOf(item)).toMatchObject({ key: false, quarantined: true, withdrawn: true });
      const uploads = await world.owner.query('select 1 from evidence.upload where folder_id = $1', [
        folder.id,
      ]);
      expect(uploads.rowCount).toBe(0);
    },
  );

  test.each(['yes', 'not_sure'])(
    'that is reported with No stays at the %s that was said before',
    async (said) => {
      await answered(here.teacher, folder, said);
      await send(here.teacher);
      await attach(here.teacher);
      expect(await guardOf(world, folder)).toBe(said);
    },
  );
});

describe('a concern that moves to another caseload', () => {
  test('takes folder, answers, files and custody along', async () => {
    const { concern, folder, item } = await sent();
    await answered(here.dsl, folder, 'no');
    await world.as(here.dsl, (tx) => takeKeys(tx, item, 'revealed'));
    const before = await world.as(here.head, (tx) => rowsSeen(tx, concern.id));
    await world.as(here.dsl, (tx) => tx.client.query('select concern.place($1, true, null)', [concern.id]));
    const { rows } = await world.owner.query(
      `select distinct l.stream from concern.caseload l join (
         select caseload_id from evidence.folder where concern_id = $1
         union all select caseload_id from evidence.answer where concern_id = $1
         union all select caseload_id from evidence.item where concern_id = $1
         union all select caseload_id from evidence.custody where concern_id = $1) t on t.caseload_id = l.id`,
      [concern.id],
    );
    expect(rows).toEqual([{ stream: 'adult' }]);
    // The move is one entry more; the lead's own answer is no longer theirs either.
    expect(await world.as(here.head, (tx) => rowsSeen(tx, concern.id))).toBe(before + 1);
    expect(await world.as(here.dsl, (tx) => rowsSeen(tx, concern.id))).toBe(0);
    expect(await world.as(here.dsl, (tx) => takeKeys(tx, item, 'shown', null))).toBeNull();
    expect(await world.as(here.head, (tx) => takeKeys(tx, item, 'revealed'))).not.toBeNull();
  });
});
