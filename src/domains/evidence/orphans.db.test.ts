import { beforeEach, describe, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import {
  type AFolder,
  aDraftFolder,
  aFile,
  aFolder,
  beginUpload,
  custodyOf,
  say,
} from '#test/support/evidence-acts.ts';
import { testWorld } from '#test/support/world.ts';

/** What becomes of a folder whose draft was purged, and which sealed files nobody wants any more. */

const world = await testWorld();

let here: Staffed;
beforeEach(async () => {
  here = await aStaffedSchool(world);
});

async function sent(): Promise<{ folder: AFolder; item: string }> {
  const concern = await aConcern(world, { school: here.school, reporter: here.teacher });
  const folder = await aFolder(world, concern.id);
  return { folder, item: await aFile(world, folder, { wrapped_key: Buffer.from('the key') }) };
}

const answered = (by: string, folder: AFolder, said: string) => world.as(by, (tx) => say(tx, folder, said));

/** A file as it lies, whoever looks. */
async function fileOf(item: string) {
  const { rows } = await world.owner.query(
    `select wrapped_key is not null as key, destroyed_at is not null as destroyed,
       exists (select from evidence.withdrawn_key where item_id = i.id) as withdrawn
     from evidence.item i where id = $1`,
    [item],
  );
  return rows[0];
}

describe('the housekeeper', () => {
  const keep = { kind: 'system', role: 'housekeeper' } as const;
  const destroyed = () =>
    world.database.withActor(keep, async (tx) => {
      const { rows } = await tx.client.query<{ item_id: string }>(
        'select item_id from evidence.destroy_orphans()',
      );
      return rows.map((row) => row.item_id);
    });
  const unwanted = (keys: readonly string[]) =>
    world.database.withActor(keep, async (tx) => {
      const { rows } = await tx.client.query<{ k: string }>('select k from evidence.unwanted($1) k', [keys]);
      return new Set(rows.map((row) => row.k));
    });
  const purge = (folder: AFolder) =>
    world.owner.query('delete from concern.draft where id = $1', [folder.id]);

  test('destroys what was put to a purged draft, and nothing that was sent, withdrawn or is still being typed', async () => {
    const [gone, withdrawn, typed] = [
      await aDraftFolder(world, here.teacher, here.school.id),
      await aDraftFolder(world, here.teacher, here.school.id),
      await aDraftFolder(world, here.teacher, here.school.id),
    ];
    const kept = await sent();
    const items: string[] = [];
    for (const folder of [gone, withdrawn, typed]) {
      await answered(here.teacher, folder, 'no');
      items.push(await aFile(world, folder));
    }
    const [orphan = '', locked = '', draft = ''] = items;
    await answered(here.teacher, withdrawn, 'yes');
    await purge(gone);
    await purge(withdrawn);
    expect(await destroyed()).toEqual([orphan]);
    expect(await destroyed()).toEqual([]);
    expect(await fileOf(orphan)).toMatchObject({ key: false, destroyed: true, withdrawn: false });
    expect(await custodyOf(world, orphan)).toEqual([['destroyed', null, 'The report was never sent']]);
    expect(await fileOf(locked)).toMatchObject({ destroyed: false, withdrawn: true });
    for (const one of [draft, kept.item])
      expect(await fileOf(one)).toMatchObject({ key: true, destroyed: false });
    const nothing = world.services.ids.uuid();
    expect(await unwanted([orphan, nothing, locked, draft, kept.item])).toEqual(new Set([orphan, nothing]));
  });

  test('leaves the author of a purged draft nothing to see or go on with, before the files are gone and after', async () => {
    const folder = await aDraftFolder(world, here.teacher, here.school.id);
    await answered(here.teacher, folder, 'no');
    await aFile(world, folder);
    const seen = () =>
      world.as(here.teacher, async (tx) => {
        const { rows } = await tx.client.query<{ n: number }>(
          `select (select count(*) from evidence.folder where id = $1) + (select count(*) from evidence.answer where folder_id = $1)
             + (select count(*) from evidence.item where folder_id = $1) as n`,
          [folder.id],
        );
        return Number(rows[0]?.n);
      });
    // The folder, the file, what was answered, and what the file came in with.
    expect(await seen()).toBe(4);
    await purge(folder);
    expect(await seen()).toBe(0);
    await expect(answered(here.teacher, folder, 'no')).rejects.toThrow('no such folder');
    await destroyed();
    expect(await seen()).toBe(0);
  });

  test('never names a file on its way, nor one that was withdrawn from a case', async () => {
    const { folder, item } = await sent();
    const other = await sent();
    const upload = await world.as(here.teacher, async (tx) =>
      beginUpload(tx, { folder, answer: await say(tx, folder, 'no'), by: here.teacher }),
    );
    await answered(here.teacher, other.folder, 'yes');
    expect(await unwanted([upload, item, other.item])).toEqual(new Set());
    await answered(here.teacher, folder, 'not_sure');
    expect(await unwanted([upload, item, other.item])).toEqual(new Set([upload]));
  });
});
