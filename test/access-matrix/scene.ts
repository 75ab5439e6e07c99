import { factories } from '../factories/index.ts';
import type { Facts, Ground, Row } from '../factories/rows/lay.ts';
import type { Matrix } from './types.ts';

/** Rows by the names that the matrix gives them. */
export interface Scene {
  readonly at: string;
  row(table: string, name: string): Row;
  id(table: string, name: string): string;
  /** The name of the row with this key; undefined for one that the scene did not lay. */
  nameOf(table: string, key: string): string | undefined;
  names(table: string): readonly string[];
}

export interface Making extends Scene {
  lay(table: string, name: string, facts?: Facts): Promise<Row>;
  /** Names rows that were made by the database itself. */
  adopt(table: string, name: string, where: string, value: unknown): Promise<void>;
  readonly ground: Ground;
}

const text = (value: unknown): string =>
  Buffer.isBuffer(value) ? `\\x${value.toString('hex')}` : String(value);

/** The same in SQL and here: the key's columns as text. */
export const keySql = (key: string): string =>
  `concat_ws('/', ${key
    .split(' ')
    .map((column) => `${column}::text`)
    .join(', ')})`;
const keyOf = (key: string, row: Row): string =>
  key
    .split(' ')
    .map((column) => text(row[column]))
    .join('/');

export function createScene(ground: Ground, matrix: Matrix, at: string): Making {
  const rows = new Map<string, Map<string, Row>>();
  const names = new Map<string, string>();
  const keep = (table: string, name: string, row: Row) => {
    const known = rows.get(table) ?? new Map<string, Row>();
    if (known.has(name)) throw new Error(`The scene has two rows "${name}" in ${table}.`);
    rows.set(table, known.set(name, row));
    const key = matrix[table]?.key;
    if (key !== undefined) names.set(`${table} ${keyOf(key, row)}`, name);
    return row;
  };
  const row = (table: string, name: string): Row => {
    const found = rows.get(table)?.get(name);
    if (found === undefined) throw new Error(`The scene has no row "${name}" in ${table}.`);
    return found;
  };
  return {
    at,
    ground,
    row,
    id: (table, name) => String(row(table, name).id),
    nameOf: (table, key) => names.get(`${table} ${key}`),
    names: (table) => [...(rows.get(table)?.keys() ?? [])],
    lay: async (table, name, facts) => {
      const factory = factories[table];
      if (factory === undefined) throw new Error(`${table} has no factory.`);
      return keep(table, name, await factory(ground, facts));
    },
    adopt: async (table, name, where, value) => {
      const found = await ground.owner.query<Row>(`select * from ${table} where ${where}`, [value]);
      keep(table, name, found.rows[0] ?? {});
    },
  };
}
