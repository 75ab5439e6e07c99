import type pg from 'pg';
import { type ActorName, actorNames, actorsOf, databaseRoleOf, enter } from './actors.ts';
import { keySql, type Scene } from './scene.ts';
import { Expression, type TableMatrix, type Write } from './types.ts';

/** Something that is not as the matrix says, in words that say what to look at. */
export type Deviation = string;

/** Refused: no right, no policy that lets it through, or a constraint that ties the row to what it claims to be. */
const REFUSALS = new Set(['42501', '23503', '23514']);

type Answer = { readonly rows: readonly string[] } | { readonly refused: string };

/** Each try leaves nothing behind, whatever it did. */
async function attempt(
  client: pg.ClientBase,
  sql: string,
  values: readonly unknown[],
  after?: readonly [string, ...unknown[]],
): Promise<Answer> {
  await client.query('savepoint attempt');
  try {
    if (after !== undefined) await client.query(after[0], after.slice(1));
    const { rows, rowCount } = await client.query<{ key: string }>(sql, [...values]);
    return { rows: rows.length > 0 ? rows.map((r) => r.key) : Array<string>(rowCount ?? 0).fill('') };
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    if (!REFUSALS.has(code)) throw new Error(`${sql}: ${(error as Error).message}`, { cause: error });
    return { refused: code };
  } finally {
    await client.query('rollback to savepoint attempt');
  }
}

const expand = (table: Readonly<Record<string, string>> | undefined): Map<string, ReadonlySet<ActorName>> =>
  new Map(
    Object.entries(table ?? {}).flatMap(([rows, who]) => {
      const may = actorsOf(who);
      return rows.split(' ').map((row) => [row, may] as const);
    }),
  );

interface Trial {
  readonly client: pg.ClientBase;
  readonly scene: Scene;
  readonly table: string;
  readonly matrix: TableMatrix;
  readonly actor: ActorName;
}

async function trySelect({ client, scene, table, matrix, actor }: Trial): Promise<Deviation[]> {
  const answer = await attempt(client, `select ${keySql(matrix.key)} as key from ${table}`, []);
  const seen = 'refused' in answer ? [] : answer.rows;
  const named = new Set(seen.map((key) => scene.nameOf(table, key)));
  const strangers =
    named.delete(undefined) && matrix.others === undefined
      ? [`${actor} sees a row of ${table} that is not in the scene`]
      : [];
  const wanted = expand(matrix.sees);
  return [
    ...strangers,
    ...scene.names(table).flatMap((name) => {
      const may = wanted.get(name)?.has(actor) ?? false;
      if (may === named.has(name)) return [];
      return [`${actor} ${may ? 'does not see' : 'sees'} "${name}" of ${table}`];
    }),
  ];
}

/** One row after another, since a change that the check refuses would hide what becomes of the rest. */
async function tryRows(trial: Trial, verb: 'changes' | 'deletes'): Promise<Deviation[]> {
  const { client, scene, table, matrix, actor } = trial;
  const grants = matrix.grants[databaseRoleOf(actor).replace('gatehouse_', '')] ?? {};
  const [privilege, doing] =
    verb === 'changes' ? (['update', 'change'] as const) : (['delete', 'delete'] as const);
  const granted = grants[privilege];
  const column =
    granted === undefined || granted === 'all' ? matrix.key.split(' ')[0] : granted.split(' ')[0];
  const sql =
    verb === 'changes'
      ? `update ${table} set ${matrix.touch ?? `${column} = ${column}`}`
      : `delete from ${table}`;
  if (granted === undefined) {
    const answer = await attempt(client, `${sql} where false`, []);
    return 'refused' in answer ? [] : [`${actor} has the right to ${doing} rows of ${table}`];
  }
  const wanted = expand(matrix[verb]);
  const deviations: Deviation[] = [];
  for (const name of scene.names(table)) {
    const key = rowKey(scene, table, matrix, name);
    const answer = await attempt(client, `${sql} where ${keySql(matrix.key)} = $1`, [key]);
    // Let through by the policies and then refused by a row that hangs on it.
    const done = 'refused' in answer ? answer.refused === '23503' : answer.rows.length > 0;
    const may = wanted.get(name)?.has(actor) ?? false;
    if (may !== done) deviations.push(`${actor} ${may ? 'cannot' : 'can'} ${doing} "${name}" of ${table}`);
  }
  return deviations;
}

async function tryBlind(trial: Trial): Promise<Deviation[]> {
  const { client, scene, table, matrix, actor } = trial;
  const set = matrix.blind?.[databaseRoleOf(actor).replace('gatehouse_', '')];
  if (set === undefined) return [];
  const wanted = expand(matrix.changes);
  const may = scene.names(table).filter((name) => wanted.get(name)?.has(actor)).length;
  const answer = await attempt(client, `update ${table} set ${set}`, []);
  const reached = 'refused' in answer ? 0 : answer.rows.length;
  return may === reached ? [] : [`${actor} changes ${reached} rows of ${table} without looking, not ${may}`];
}

function rowKey(scene: Scene, table: string, matrix: TableMatrix, name: string): string {
  const row = scene.row(table, name);
  return matrix.key
    .split(' ')
    .map((column) => {
      const value = row[column];
      return Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(value);
    })
    .join('/');
}

async function tryWrite(trial: Trial, write: Write): Promise<Deviation[]> {
  const { client, scene, table, matrix, actor } = trial;
  const me = meOf(scene, actor);
  const values = 'insert' in write ? write.insert(scene, me) : write.update(scene, me);
  const columns = Object.keys(values);
  const bound: unknown[] = [];
  const placed = Object.values(values).map((value) =>
    value instanceof Expression ? value.sql : `$${bound.push(value)}`,
  );
  const sql =
    'insert' in write
      ? `insert into ${table} (${columns.join(', ')}) values (${placed.join(', ')})`
      : `update ${table} set ${columns.map((c, n) => `${c} = ${placed[n]}`).join(', ')}
         where ${keySql(matrix.key)} = $${bound.push(rowKey(scene, table, matrix, write.row))}`;
  const answer = await attempt(client, sql, bound, write.after?.(scene));
  const done = !('refused' in answer) && answer.rows.length > 0;
  const may = actorsOf(write.by).has(actor);
  if (done === may) return [];
  const refused = 'refused' in answer ? ` (${answer.refused})` : '';
  return [`${actor} ${may ? 'cannot' : 'can'}, in ${table}: ${write.what}${refused}`];
}

/** Whose id an actor writes as their own; what is no person uses the reporter's. */
export function meOf(scene: Scene, actor: ActorName): string {
  const name = actor.replace(/1$/, '');
  const persons = scene.names('people.person');
  return scene.id('people.person', persons.includes(name) ? name : 'reporter');
}

/**
 * Everything that the matrix says of one table, tried by each actor within the transaction that is open as the
 * processes' login. With `first` it stops at the first actor of whom something is not so.
 */
export async function tryTable(
  client: pg.ClientBase,
  scene: Scene,
  table: string,
  matrix: TableMatrix,
  options: { readonly actors?: readonly ActorName[]; readonly first?: boolean } = {},
): Promise<Deviation[]> {
  const deviations: Deviation[] = [];
  for (const actor of options.actors ?? actorNames) {
    const trial: Trial = { client, scene, table, matrix, actor };
    await client.query('savepoint actor');
    await enter(client, actor, scene.at, scene.id);
    deviations.push(...(await trySelect(trial)));
    deviations.push(...(await tryRows(trial, 'changes')), ...(await tryRows(trial, 'deletes')));
    deviations.push(...(await tryBlind(trial)));
    for (const write of matrix.writes ?? []) deviations.push(...(await tryWrite(trial, write)));
    await client.query('rollback to savepoint actor');
    if (options.first && deviations.length > 0) return deviations;
  }
  return deviations;
}
