import { beforeEach, describe, expect, test } from 'vitest';
import { aConcern } from '#test/factories/concerns.ts';
import { aStaffedSchool, type Staffed } from '#test/factories/people.ts';
import {
  type Adding,
  type AFolder,
  aDraftFolder,
  aFile,
  aFolder,
  beginUpload,
  custodyOf,
  guardOf,
  keepFile,
  say,
} from '#test/support/evidence-acts.ts';
import { testWorld } from '#test/support/world.ts';

/** The guard as the database holds it (design rule 5), whatever pages and services forget. */

const world = await testWorld();

let here: Staffed;
let folder: AFolder;
beforeEach(async () => {
  here = await aStaffedSchool(world);
  const concern = await aConcern(world, { school: here.school, reporter: here.teacher });
  folder = await aFolder(world, concern.id);
});

const ways = { upload: beginUpload, file: keepFile } as const;
type Way = keyof typeof ways;
const WAYS = Object.keys(ways) as Way[];

const add = (way: Way, adding: Adding) => world.as(adding.by, (tx) => ways[way](tx, adding));
const answered = (by: string, said = 'no', to = folder) => world.as(by, (tx) => say(tx, to, said));

const count = async (table: string, where: string, value: unknown): Promise<number> => {
  const { rows } = await world.owner.query(`select count(*)::int as n from ${table} where ${where}`, [value]);
  return rows[0].n;
};

describe.each(WAYS)('no %s', (way) => {
  test('is taken before the question was answered', async () => {
    const draft = await aDraftFolder(world, here.teacher, here.school.id);
    const nothing = { folder: draft, answer: world.services.ids.uuid(), by: here.teacher };
    await expect(add(way, nothing)).rejects.toThrow('the guard takes no file');
  });

  test('is taken on an answer that does not exist, though No is in force', async () => {
    await answered(here.teacher);
    const adding = { folder, answer: world.services.ids.uuid(), by: here.teacher };
    await expect(add(way, adding)).rejects.toThrow(/asks again|foreign key/);
  });

  test('is taken on somebody else’s answer, in either’s name', async () => {
    const answer = await answered(here.dsl);
    await expect(add(way, { folder, answer, by: here.teacher })).rejects.toThrow('foreign key');
    const inTheirName = world.as(here.teacher, (tx) => ways[way](tx, { folder, answer, by: here.dsl }));
    await expect(inTheirName).rejects.toThrow('row-level security');
  });

  test('is taken on an answer for another concern', async () => {
    const other = await aFolder(
      world,
      (await aConcern(world, { school: here.school, reporter: here.teacher })).id,
    );
    const answer = await answered(here.teacher, 'no', other);
    await expect(add(way, { folder, answer, by: here.teacher })).rejects.toThrow('foreign key');
  });

  test('is taken into a folder that one may not see', async () => {
    const elsewhere = await aStaffedSchool(world);
    const { rows } = await world.owner.query<{ id: string }>(
      `insert into evidence.answer (id, folder_id, concern_id, caseload_id, answered_by, answered_at, answer)
         values (uuidv7(), $1, $2, $3, $4, now(), 'no') returning id`,
      [folder.id, folder.row.concern_id, folder.row.caseload_id, elsewhere.dsl],
    );
    const adding = { folder, answer: String(rows[0]?.id), by: elsewhere.dsl };
    await expect(add(way, adding)).rejects.toThrow('row-level security');
  });

  test.each([
    ['yes', ['yes']],
    ['yes', ['no', 'yes']],
    ['yes', ['yes', 'no']],
    ['not_sure', ['no', 'not_sure']],
    ['not_sure', ['not_sure', 'no']],
    ['yes', ['not_sure', 'yes', 'no']],
    ['yes', ['yes', 'not_sure', 'no']],
  ])('is taken while %s is in force: %j', async (inForce, said) => {
    const answer = await answered(here.teacher);
    for (const one of said) await answered(one === 'no' ? here.teacher : here.dsl, one);
    const after = await answered(here.teacher);
    expect(await guardOf(world, folder)).toBe(inForce);
    for (const one of [answer, after])
      await expect(add(way, { folder, answer: one, by: here.teacher })).rejects.toThrow('takes no file');
  });
});

describe('an answer', () => {
  test('begins one upload, and one more asks again even where the first was given up', async () => {
    const adding = { folder, answer: await answered(here.teacher), by: here.teacher };
    const upload = await add('upload', adding);
    await expect(add('upload', adding)).rejects.toThrow('asks again');
    await world.as(here.teacher, (tx) =>
      tx.client.query('delete from evidence.upload where id = $1', [upload]),
    );
    await expect(add('upload', adding)).rejects.toThrow('asks again');
  });

  test('becomes one file, with an upload before it or without, and then begins nothing more', async () => {
    const adding = { folder, answer: await answered(here.teacher), by: here.teacher };
    await add('upload', adding);
    await add('file', adding);
    await expect(add('file', adding)).rejects.toThrow('unique');
    const straight = { ...adding, answer: await answered(here.teacher) };
    await add('file', straight);
    await expect(add('upload', straight)).rejects.toThrow('asks again');
  });

  test('is neither made nor changed but by the function that keeps it', async () => {
    const answer = await answered(here.teacher, 'yes');
    for (const statement of [
      `insert into evidence.answer (id, folder_id, answered_by, answered_at, answer) values (uuidv7(), $1, app.actor(), app.at(), 'no')`,
      `update evidence.answer set answer = 'no' where folder_id = $1`,
      'delete from evidence.answer where folder_id = $1',
      `update evidence.folder set guard = 'no' where id = $1`,
    ])
      await expect(world.as(here.dsl, (tx) => tx.client.query(statement, [folder.id]))).rejects.toThrow(
        'permission denied',
      );
    expect(await count('evidence.answer', `answer = 'yes' and id = $1`, answer)).toBe(1);
  });

  test('is not taken from whom the concern is not there for', async () => {
    const elsewhere = await aStaffedSchool(world);
    const sister = await aStaffedSchool(world, { trustId: here.school.trustId });
    for (const who of [here.otherTeacher, here.it, here.office, here.chair, sister.dsl, elsewhere.head])
      await expect(answered(who, 'yes')).rejects.toThrow('no such folder');
  });

  test.each(['yes', 'not_sure'])('%s ends what is on its way and locks what is there', async (said) => {
    const item = await aFile(world, folder);
    await add('upload', { folder, answer: await answered(here.teacher), by: here.teacher });
    await answered(here.teacher, said);
    expect(await count('evidence.upload', 'folder_id = $1', folder.id)).toBe(0);
    expect(
      await count('evidence.item', 'wrapped_key is null and quarantined_at is not null and id = $1', item),
    ).toBe(1);
    expect(await count('evidence.withdrawn_key', 'item_id = $1', item)).toBe(1);
    expect(await custodyOf(world, item)).toEqual([
      ['quarantined', here.teacher, 'Answered that it could show a child'],
    ]);
  });
});

/** Until that connection waits for a lock that somebody holds, or is done without having had to. */
async function untilWaiting(pid: number, done: () => boolean): Promise<void> {
  const blocked = () => world.owner.query('select cardinality(pg_blocking_pids($1)) as n', [pid]);
  while (!done() && (await blocked()).rows[0].n === 0);
}

interface Held {
  readonly by: string;
  readonly does: (tx: Parameters<Parameters<typeof world.as>[1]>[0]) => Promise<unknown>;
}

/** The second begins while the first has written and not committed, waits, and goes on once it has. */
async function between(first: Held, second: Held): Promise<PromiseSettledResult<unknown>> {
  const written = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const pid = Promise.withResolvers<number>();
  const one = world.as(first.by, async (tx) => {
    await first.does(tx);
    written.resolve();
    await commit.promise;
  });
  one.catch(written.reject);
  await written.promise;
  const two = world.as(second.by, async (tx) => {
    pid.resolve((await tx.client.query('select pg_backend_pid() as pid')).rows[0].pid);
    await second.does(tx);
  });
  let over = false;
  const outcome = Promise.allSettled([two]).finally(() => {
    over = true;
  });
  await untilWaiting(await pid.promise, () => over);
  commit.resolve();
  await one;
  const [result] = await outcome;
  if (result === undefined) throw new Error('one promise was given');
  return result;
}

describe('at the same moment', () => {
  test.each(WAYS.flatMap((way) => ['yes', 'not_sure'].map((said) => [way, said] as const)))(
    'no %s slips in while %s is being written',
    async (way, said) => {
      const adding = { folder, answer: await answered(here.teacher), by: here.teacher };
      const result = await between(
        { by: here.dsl, does: (tx) => say(tx, folder, said) },
        { by: here.teacher, does: (tx) => ways[way](tx, adding) },
      );
      expect(result).toMatchObject({
        status: 'rejected',
        reason: { message: expect.stringMatching('takes no file') },
      });
      expect(await count('evidence.upload', 'folder_id = $1', folder.id)).toBe(0);
      expect(await count('evidence.item', 'folder_id = $1', folder.id)).toBe(0);
    },
  );

  test('Yes waits for an upload and a file that came first, and then ends them', async () => {
    const by = here.teacher;
    const [first, second] = [await answered(by), await answered(by)];
    const result = await between(
      {
        by,
        does: async (tx) => {
          await beginUpload(tx, { folder, answer: first, by });
          await keepFile(tx, { folder, answer: second, by });
        },
      },
      { by: here.dsl, does: (tx) => say(tx, folder, 'yes') },
    );
    expect(result.status).toBe('fulfilled');
    expect(await count('evidence.upload', 'folder_id = $1', folder.id)).toBe(0);
    expect(await count('evidence.item', 'wrapped_key is not null and folder_id = $1', folder.id)).toBe(0);
    expect(await count('evidence.item', 'quarantined_at is not null and folder_id = $1', folder.id)).toBe(1);
  });

  test('one answer begins one of two uploads', async () => {
    const adding = { folder, answer: await answered(here.teacher), by: here.teacher };
    const result = await between(
      { by: here.teacher, does: (tx) => beginUpload(tx, adding) },
      { by: here.teacher, does: (tx) => beginUpload(tx, adding) },
    );
    expect(result.status).toBe('rejected');
    expect(await count('evidence.upload', 'folder_id = $1', folder.id)).toBe(1);
  });

  test('Yes keeps no key of a file that is being taken out', async () => {
    const draft = await aDraftFolder(world, here.teacher, here.school.id);
    await answered(here.teacher, 'no', draft);
    const item = await aFile(world, draft);
    const result = await between(
      {
        by: here.teacher,
        does: (tx) => tx.client.query('select evidence.take_out($1, uuidv7())', [item]),
      },
      { by: here.teacher, does: (tx) => say(tx, draft, 'yes') },
    );
    expect(result.status).toBe('fulfilled');
    expect(await count('evidence.withdrawn_key', 'item_id = $1', item)).toBe(0);
    expect((await custodyOf(world, item)).map(([act]) => act)).toEqual(['destroyed']);
  });
});
