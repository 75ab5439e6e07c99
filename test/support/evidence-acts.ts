import type { Tx } from '#platform/db';
import { concernRows } from '../factories/rows/concerns.ts';
import { evidenceRows } from '../factories/rows/evidence.ts';
import type { Row } from '../factories/rows/lay.ts';
import type { World } from './world.ts';

/** Evidence by plain statements, as somebody would try who goes past every page and service of ours. */

export interface AFolder {
  readonly id: string;
  readonly row: Row;
}

const asFolder = (row: Row): AFolder => ({ id: String(row.id), row });

export async function aDraftFolder(world: World, author: string, schoolId: string): Promise<AFolder> {
  const draft = await concernRows['concern.draft'](world, { author_id: author, school_id: schoolId });
  return asFolder(await evidenceRows['evidence.folder'](world, { draft, guard: null }));
}

/** The folder of a concern that was sent. */
export async function aFolder(world: World, concernId: string, facts: Row = {}): Promise<AFolder> {
  const { rows } = await world.owner.query<Row>('select * from concern.concern where id = $1', [concernId]);
  return asFolder(await evidenceRows['evidence.folder'](world, { concern: rows[0], ...facts }));
}

/** A file that is kept already, with its key. */
export async function aFile(world: World, folder: AFolder, facts: Row = {}): Promise<string> {
  return String((await evidenceRows['evidence.item'](world, { folder: folder.row, ...facts })).id);
}

/** Gives the answer's id. */
export async function say(tx: Tx, folder: AFolder, said: string, why: string | null = null): Promise<string> {
  const id = tx.ids.uuid();
  await tx.client.query('select evidence.give_answer($1, $2, $3, $4)', [folder.id, id, said, why]);
  return id;
}

export interface Adding {
  readonly folder: AFolder;
  readonly answer: string;
  readonly by: string;
}

/** Makes the row that an upload's address leads to. */
export async function beginUpload(tx: Tx, { folder, answer, by }: Adding): Promise<string> {
  const id = tx.ids.uuid();
  await tx.client.query(
    `insert into evidence.upload (id, folder_id, answer_id, by_id, wrapped_key, begun_at)
     values ($1, $2, $3, $4, '\\x01', app.at())`,
    [id, folder.id, answer, by],
  );
  return id;
}

export async function keepFile(tx: Tx, { folder, answer, by }: Adding): Promise<string> {
  const id = tx.ids.uuid();
  const { school_id, concern_id, caseload_id } = folder.row;
  await tx.client.query(
    `insert into evidence.item (id, folder_id, answer_id, school_id, concern_id, caseload_id, added_by, added_at,
       called, bytes, sha256, media_type, virus, wrapped_key)
     values ($1, $2, $3, $4, $5, $6, $7, app.at(), 'x.png', 1, $8, 'image/png', 'clean', '\\x01')`,
    [id, folder.id, answer, school_id, concern_id, caseload_id, by, Buffer.alloc(32)],
  );
  return id;
}

export interface Keys {
  readonly schoolId: string;
  readonly itemKey: string;
  readonly schoolKey: string | null;
}

export async function takeKeys(
  tx: Tx,
  item: string,
  purpose: string,
  why: string | null = 'To see what was sent',
): Promise<Keys | null> {
  const { rows } = await tx.client.query<{ keys: Keys | null }>(
    'select evidence.take_keys($1, $2, $3, $4) as keys',
    [item, purpose, tx.ids.uuid(), why],
  );
  return rows[0]?.keys ?? null;
}

export const guardOf = async (world: World, folder: AFolder): Promise<unknown> =>
  (await world.owner.query('select guard from evidence.folder where id = $1', [folder.id])).rows[0]?.guard;

/** What is in the log about a file, oldest first. */
export async function custodyOf(
  world: World,
  item: string,
): Promise<[act: string, by: string, why: string][]> {
  const { rows } = await world.owner.query<{ act: string; person_id: string; reason: string }>(
    'select act, person_id, reason from evidence.custody where item_id = $1 order by at, id',
    [item],
  );
  return rows.map(({ act, person_id, reason }) => [act, person_id, reason]);
}
