import type pg from 'pg';
import { systemIds } from '#platform/ids';

/** Where rows are laid down: as the owner, whose policy lets every row through. */
export interface Ground {
  readonly owner: Pick<pg.Pool, 'query'>;
}

/** Columns of one row. What a factory is given wins over what it makes up. */
export type Facts = Readonly<Record<string, unknown>>;
export type Row = Record<string, unknown>;

/** Lays one row of its table down, with the parents that it was not given. */
export type Factory = (ground: Ground, facts?: Facts) => Promise<Row>;

/** Within the hours of the fake clock's first day. */
export const THEN = '2026-11-20T08:00:00Z';
export const SINCE = '[2020-09-01,)';

let counter = 0;
/** A number that no other row of this process has: for what must be unique. */
export function another(): number {
  counter += 1;
  return counter;
}

export const newId = (): string => systemIds.uuid();

export async function lay(ground: Ground, table: string, values: Facts): Promise<Row> {
  const columns = Object.keys(values);
  const places = columns.map((_, n) => `$${n + 1}`);
  const { rows } = await ground.owner.query<Row>(
    `insert into ${table} (${columns.join(', ')}) values (${places.join(', ')}) returning *`,
    Object.values(values),
  );
  return rows[0] ?? {};
}

/** An id that was given, or that of a parent made now. */
export async function idOf(given: unknown, make: () => Promise<Row>): Promise<string> {
  return String(given ?? (await make()).id);
}
