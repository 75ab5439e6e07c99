import { readDestroyed } from '#platform/backup';
import { loadMasterKey } from '#platform/crypto';
import { type Check, type Context, type Finding, fail, notSeen, ok, warn } from '../types.ts';

const MEANS = 'A restore from an older backup would bring back what was destroyed since.';

interface Place {
  readonly dir: string;
  readonly listed: ReadonlySet<string>;
}

async function placesOf({ config }: Context): Promise<Place[]> {
  const key = loadMasterKey(config.keyFile);
  const dirs = [config.dataDir, ...(config.backupDir === undefined ? [] : [config.backupDir])];
  return Promise.all(
    dirs.map(async (dir) => ({
      dir,
      listed: new Set((await readDestroyed([dir], key)).certificates.map(({ id }) => id)),
    })),
  );
}

/** Cases that a list or a certificate says are gone, and that are there. */
async function countBack({ database }: Context, listed: readonly string[]): Promise<number> {
  if (database.state !== 'open') return 0;
  const [row] = await database.ask(
    `select (select count(*)::int from retention.destruction d join concern.concern c on c.id = d.concern_id)
       + (select count(*)::int from unnest($1::uuid[]) l (id)
          where not exists (select from retention.destruction d where d.id = l.id)) as back`,
    [listed],
  );
  return Number(row?.back ?? 0);
}

const told = (n: number, one: string) => `${n} ${one}${n === 1 ? '' : 's'}`;

async function look(context: Context, certificates: readonly string[]): Promise<Finding> {
  const places = await placesOf(context);
  const back = await countBack(context, [...new Set(places.flatMap(({ listed }) => [...listed]))]);
  if (back > 0)
    return fail(
      `${told(back, 'record')} that ${back === 1 ? 'was' : 'were'} destroyed may be here again`,
      'The database was put back to an earlier day by something else than “gatehouse restore”, which destroys them again.',
      'Restore with “gatehouse restore”; or have the lead look at “Due for review” and destroy them again.',
    );
  for (const { dir, listed } of places) {
    const missing = certificates.filter((id) => !listed.has(id)).length;
    if (missing > 0)
      return warn(
        `${told(missing, 'destruction')} not in the list in ${dir}`,
        MEANS,
        'The worker lists them every five minutes: see “Worker”, and whether that folder can be written to.',
      );
  }
  return ok(
    certificates.length === 0
      ? 'nothing was destroyed yet'
      : `${told(certificates.length, 'destruction')}, listed for restores from older backups`,
  );
}

/** Whether what was destroyed stays gone: the lists that a restore reads are whole, and nothing of them is back. */
export const destroyed: Check = {
  name: 'destroyed',
  title: 'What was destroyed',
  run: async (context) => {
    if (context.database.state !== 'open') return notSeen;
    const rows = await context.database
      .ask('select id::text from retention.destruction')
      .catch(() => undefined);
    if (rows === undefined) return notSeen;
    return look(
      context,
      rows.map(({ id }) => String(id)),
    );
  },
};
