import type { Client } from 'pg';

export type Cell = string | number | boolean | null | readonly string[] | object;
export type Row = Readonly<Record<string, Cell>>;

/** What is to be written, a list of rows for each table, in the order in which the tables were first named. */
export class Rows {
  readonly #tables = new Map<string, Row[]>();

  add(table: string, row: Row): void {
    const rows = this.#tables.get(table);
    if (rows === undefined) this.#tables.set(table, [row]);
    else rows.push(row);
  }

  of(table: string): readonly Row[] {
    return this.#tables.get(table) ?? [];
  }

  /** One statement a table; a column that a row does not name is null. */
  async write(client: Client): Promise<void> {
    for (const [table, rows] of this.#tables) {
      const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].join(', ');
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(rows)],
      );
    }
    this.#tables.clear();
  }
}
