import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { testWorld } from '#test/support/world.ts';
import { haveHouseAlone, stayInHouse } from './house.ts';

const world = await testWorld();
const { ownerUrl } = world.urls;

test('who wants it alone is refused while others are in, by name; and others while somebody has it alone', async () => {
  const stay = await stayInHouse(ownerUrl, 'web', () => {});
  const beside = await stayInHouse(ownerUrl, 'worker', () => {});
  const refused = await haveHouseAlone(ownerUrl, 'command', 'because.').catch((error) => error);
  expect(refused.userMessage).toMatch(/Stop Gatehouse first.*gatehouse web on .*; gatehouse worker on /);
  await stay.leave();
  await beside.leave();
  const alone = await haveHouseAlone(ownerUrl, 'command', 'because.');
  await expect(stayInHouse(ownerUrl, 'web', () => {})).rejects.toMatchObject({ status: 503 });
  await alone.leave();
  await (await stayInHouse(ownerUrl, 'web', () => {})).leave();
});

/** As written in house.ts: whoever waits for it is next in line. */
const HOUSE_LOCK = '6073180274380067653';

async function beside<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  return act(client).finally(() => client.end());
}

/** Ends the session that holds a place, as a restart of the server would; gives the session's number. */
async function cutOff(client: pg.Client, what: string): Promise<number> {
  const { rows } = await client.query<{ pid: number }>(
    `select pid from pg_stat_activity where application_name like $1 and pg_terminate_backend(pid)`,
    [`gatehouse ${what} on %`],
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.pid ?? 0;
}

test('a lost connection is made again, and the place is held again', async () => {
  const refusals: Error[] = [];
  const stay = await stayInHouse(ownerUrl, 'cut-off', (error) => refusals.push(error));
  await beside(async (client) => {
    const before = await cutOff(client, 'cut-off');
    await vi.waitFor(
      async () => {
        const { rows } = await client.query<{ pid: number }>(
          `select pid from pg_locks l join pg_stat_activity a using (pid)
           where l.locktype = 'advisory' and l.granted and a.application_name like 'gatehouse cut-off on %'`,
        );
        expect(rows).toHaveLength(1);
        expect(rows[0]?.pid).not.toBe(before);
      },
      { timeout: 20_000 },
    );
  });
  await expect(haveHouseAlone(ownerUrl, 'command', 'because.')).rejects.toThrow('in use');
  await stay.leave();
  expect(refusals).toEqual([]);
});

test('who lost the connection, and finds that somebody has it alone meanwhile, is told', async () => {
  let refused: (error: Error) => void = () => {};
  const told = new Promise<Error>((resolve) => {
    refused = resolve;
  });
  const stay = await stayInHouse(ownerUrl, 'too-late', refused);
  await beside(async (alone) => {
    const taken = alone.query(`select pg_advisory_lock(${HOUSE_LOCK})`);
    await beside(async (client) => {
      await vi.waitFor(async () => {
        const { rows } = await client.query(
          `select 1 from pg_locks where not granted and locktype = 'advisory'`,
        );
        expect(rows).toHaveLength(1);
      });
      await cutOff(client, 'too-late');
    });
    await taken;
    expect(await told).toMatchObject({ status: 503 });
  });
  await stay.leave();
});
