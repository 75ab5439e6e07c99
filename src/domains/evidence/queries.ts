import { sql } from 'kysely';
import type { Instant } from '#platform/clock';
import type { Tx } from '#platform/db';
import type { Answer, CustodyEntry, FlagId, Folder, Item, Virus } from './types.ts';
import type { WrappedSchoolKey } from './vault.ts';

/** The id of the folder, made if need be; undefined where there is no such draft or concern for me. */
export async function openFolder(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string | null }>`select evidence.open_folder(${id}::uuid) as id`.execute(
    tx.db,
  );
  return rows[0]?.id ?? undefined;
}

export async function findFolder(tx: Tx, id: string): Promise<Folder | undefined> {
  const row = await tx.db
    .selectFrom('evidence.folder as f')
    .select(['f.id', 'f.school_id as schoolId', 'f.concern_id as concernId', 'f.caseload_id as caseloadId'])
    .select(sql<Answer | null>`evidence.in_force(f)`.as('guard'))
    .select(sql<Answer | null>`f.guard`.as('answered'))
    .select(sql<boolean>`f.author_id = app.actor()`.as('mine'))
    .select(
      sql<boolean>`coalesce(f.caseload_id = any (app.ids('caseloads')) and f.concern_id <> all (app.ids('excluded')), false)`.as(
        'handled',
      ),
    )
    .select(sql<boolean>`evidence.leads(f)`.as('lead'))
    .where('f.id', '=', id)
    .executeTakeFirst();
  return row;
}

/** The answer that is in force afterwards. The database refuses what {@link Folder.lead} does not allow. */
export async function giveAnswer(
  tx: Tx,
  folderId: string,
  answerId: string,
  answer: Answer,
  reason: string | null,
): Promise<Answer> {
  const { rows } = await sql<{ guard: Answer }>`
    select evidence.give_answer(${folderId}::uuid, ${answerId}::uuid, ${answer}, ${reason}) as guard`.execute(
    tx.db,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('an answer always gives the one in force');
  return row.guard;
}

export async function attachFolder(tx: Tx, folderId: string): Promise<void> {
  await sql`select evidence.attach(${folderId}::uuid)`.execute(tx.db);
}

const itemColumns = [
  'i.id',
  'i.folder_id as folderId',
  'i.school_id as schoolId',
  'i.concern_id as concernId',
  'i.caseload_id as caseloadId',
  'i.added_by as addedBy',
  'i.added_at as addedAt',
  'i.called',
  'i.bytes',
  'i.media_type as mediaType',
  'i.flags',
  'i.virus',
  'i.quarantined_at as quarantinedAt',
  'i.destroyed_at as destroyedAt',
] as const;

const personName = sql<string | null>`coalesce(p.known_as, p.given_name) || ' ' || p.family_name`;

function selectItems(tx: Tx) {
  return tx.db
    .selectFrom('evidence.item as i')
    .leftJoin('people.person as p', 'p.id', 'i.added_by')
    .select(itemColumns)
    .select(sql<string>`encode(i.sha256, 'hex')`.as('sha256'))
    .select(personName.as('addedByName'))
    .where('i.destroyed_at', 'is', null)
    .orderBy('i.added_at')
    .orderBy('i.id');
}

type ItemRow = Awaited<ReturnType<ReturnType<typeof selectItems>['executeTakeFirstOrThrow']>>;

const asItem = (row: ItemRow): Item => ({
  ...row,
  flags: row.flags as FlagId[],
  virus: row.virus as Virus,
});

export async function findItems(tx: Tx, folderId: string): Promise<Item[]> {
  return (await selectItems(tx).where('i.folder_id', '=', folderId).execute()).map(asItem);
}

export async function findItem(tx: Tx, id: string): Promise<Item | undefined> {
  const row = await selectItems(tx).where('i.id', '=', id).executeTakeFirst();
  return row && asItem(row);
}

export async function findCustody(tx: Tx, itemId: string): Promise<CustodyEntry[]> {
  const rows = await tx.db
    .selectFrom('evidence.custody as y')
    .leftJoin('people.person as p', 'p.id', 'y.person_id')
    .select(['y.id', 'y.at', 'y.act', 'y.reason', 'y.person_id as personId'])
    .select(personName.as('personName'))
    .where('y.item_id', '=', itemId)
    .orderBy('y.at')
    .orderBy('y.id')
    .execute();
  return rows.map((row) => ({ ...row, act: row.act as CustodyEntry['act'] }));
}

export interface HoldingBackup {
  readonly name: string;
  readonly beganAt: Instant;
}

/** Backups that hold a file that is locked away. */
export async function findBackupsHolding(tx: Tx, itemId: string): Promise<HoldingBackup[]> {
  const { rows } = await sql<HoldingBackup>`
    select name, began_at as "beganAt" from evidence.backups_holding(${itemId}::uuid)`.execute(tx.db);
  return rows;
}

export async function findSchoolKey(tx: Tx, schoolId: string): Promise<WrappedSchoolKey | undefined> {
  const row = await tx.db
    .selectFrom('evidence.school_key')
    .select('wrapped')
    .where('school_id', '=', schoolId)
    .executeTakeFirst();
  return row && { schoolId, schoolKey: row.wrapped };
}

/** Nothing where somebody else made one in the same moment: theirs is taken. */
export async function insertSchoolKey(tx: Tx, schoolId: string, wrapped: Buffer): Promise<void> {
  await tx.db
    .insertInto('evidence.school_key')
    .values({ school_id: schoolId, wrapped, made_at: tx.at })
    .onConflict((oc) => oc.doNothing())
    .execute();
}

/** Bytes that the school may still keep. */
export async function findRoom(tx: Tx, schoolId: string, usual: number): Promise<number> {
  const { rows } = await sql<{ room: number | null }>`
    select evidence.room(${schoolId}::uuid, ${usual}::bigint) as room`.execute(tx.db);
  return rows[0]?.room ?? 0;
}

/** Whether a file of this folder is locked away. */
export async function holdsLocked(tx: Tx, folderId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('evidence.item')
    .select('id')
    .where('folder_id', '=', folderId)
    .where('quarantined_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}
