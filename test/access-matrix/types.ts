import type { Scene } from './scene.ts';

/** A value that the database works out at that moment, for whoever writes it. Stands in the statement as it is. */
export class Expression {
  readonly sql: string;

  constructor(sql: string) {
    this.sql = sql;
  }
}

/** One try at writing: a new row, or a change to a row of the scene. `by` names everybody whom it succeeds for. */
export type Write = {
  readonly what: string;
  readonly by: string;
  /** What is done just before, by the same actor in the same transaction. */
  readonly after?: (scene: Scene) => readonly [sql: string, ...values: unknown[]];
} & (
  | { readonly insert: (scene: Scene, me: string) => Readonly<Record<string, unknown>> }
  | { readonly update: (scene: Scene, me: string) => Readonly<Record<string, unknown>>; readonly row: string }
);

/** The matrix of one table. Whoever is not named may not, and is tried too. */
export interface TableMatrix {
  /** Every column, so that a new one is a decision: who may read and write it. */
  readonly columns: string;
  /** What tells its rows apart, among the columns that everybody who reads it may read. */
  readonly key: string;
  /** Role → privilege → columns; `all` for every column, `row` where there are no columns to name (delete). */
  readonly grants: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Rows of the scene, several to a line → who sees them. */
  readonly sees: Readonly<Record<string, string>>;
  /** Likewise who may change them (tried on a column that the role may write) and delete them. */
  readonly changes?: Readonly<Record<string, string>>;
  readonly deletes?: Readonly<Record<string, string>>;
  /** What a change sets, where setting a column to itself is refused. */
  readonly touch?: string;
  /**
   * Role → a change that reads no column. PostgreSQL holds it against the policies for changing alone, and so finds
   * one that leans on those for seeing; it must reach as many rows as `changes` names.
   */
  readonly blind?: Readonly<Record<string, string>>;
  readonly writes?: readonly Write[];
  /** Rows that are not of the scene are passed over, since there are always more (registers of tables). */
  readonly others?: 'passed over';
}

export type Matrix = Readonly<Record<string, TableMatrix>>;
