import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { Chain, ContentRef, StoredEvent } from './types.ts';

export async function findChains(tx: Tx): Promise<Chain[]> {
  const { rows } = await sql<Chain>`
    select c.id, c.length, c.head, coalesce(s.name, t.name, 'a school or trust that is gone') as name
    from audit.chain c left join people.school s on s.id = c.id left join people.trust t on t.id = c.id
    order by c.id
  `.execute(tx.db);
  return rows;
}

/** A page of a chain, in order; Gatehouse reads it through without ever holding it whole. */
export async function findEvents(
  tx: Tx,
  chainId: string,
  after: number,
  most: number,
): Promise<StoredEvent[]> {
  return tx.db
    .selectFrom('audit.event')
    .select(['seq', 'body', 'hash'])
    .where('chain_id', '=', chainId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(most)
    .execute();
}

/** Head and last row in one statement, so that an event appended at this moment is in both or in neither. */
export async function findEnd(
  tx: Tx,
  chainId: string,
): Promise<{ length: number; head: Buffer; last: number } | undefined> {
  const { rows } = await sql<{ length: number; head: Buffer; last: number }>`
    select c.length, c.head, coalesce((select max(e.seq) from audit.event e where e.chain_id = c.id), 0) as last
    from audit.chain c where c.id = ${chainId}
  `.execute(tx.db);
  return rows[0];
}

/** Chains that have rows and no head. */
export async function findHeadless(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct e.chain_id as id from audit.event e where not exists (select from audit.chain c where c.id = e.chain_id)
  `.execute(tx.db);
  return rows.map(({ id }) => id);
}

/** Tables whose rows events vouch for; true where a row changes, each time with an event of its own. */
export async function findContentTables(tx: Tx): Promise<ReadonlyMap<string, boolean>> {
  const rows = await tx.db.selectFrom('audit.content_table').select(['name', 'changes']).execute();
  return new Map(rows.map(({ name, changes }) => [name, changes]));
}

/** The hashes of rows as they are now, in the order asked; `null` for a row that is not there. */
export async function findContentHashes(tx: Tx, refs: readonly ContentRef[]): Promise<(string | null)[]> {
  if (refs.length === 0) return [];
  const { rows } = await sql<{ hash: string | null }>`
    select encode(audit.content_hash(r.name, r.id), 'hex') as hash
    from unnest(${refs.map(({ table }) => table)}::text[], ${refs.map(({ id }) => id)}::uuid[])
      with ordinality as r (name, id, n)
    order by r.n
  `.execute(tx.db);
  return rows.map(({ hash }) => hash);
}

/** Which of these rows a later event about the same subject vouches for anew. */
export async function findVouchedAnew(
  tx: Tx,
  chainId: string,
  refs: readonly ContentRef[],
): Promise<ReadonlySet<ContentRef>> {
  return findWhere(
    tx,
    refs,
    sql`exists (
      select from audit.event named join audit.event e on e.subject = named.subject and e.chain_id = named.chain_id
      where named.chain_id = ${chainId} and named.seq = r.seq and e.seq > r.seq
        and e.body::jsonb -> 'content' @> jsonb_build_array(jsonb_build_object('table', r.name, 'id', r.id)))`,
  );
}

/** Which of these rows a later event of the chain says were destroyed. */
export async function findDestroyed(
  tx: Tx,
  chainId: string,
  refs: readonly ContentRef[],
): Promise<ReadonlySet<ContentRef>> {
  return findWhere(
    tx,
    refs,
    sql`exists (
      select from audit.event e
      where e.chain_id = ${chainId} and e.type = 'content.destroyed/1' and e.seq > r.seq
        and e.body::jsonb -> 'data' ->> 'table' = r.name and e.body::jsonb -> 'data' -> 'ids' ? r.id)`,
  );
}

async function findWhere(
  tx: Tx,
  refs: readonly ContentRef[],
  holds: RawBuilder<unknown>,
): Promise<ReadonlySet<ContentRef>> {
  if (refs.length === 0) return new Set();
  const { rows } = await sql<{ n: number }>`
    select r.n::int as n
    from unnest(${refs.map(({ table }) => table)}::text[], ${refs.map(({ id }) => id)}::text[], ${refs.map(({ seq }) => seq)}::bigint[])
      with ordinality as r (name, id, seq, n)
    where ${holds}
  `.execute(tx.db);
  const found = new Set(rows.map(({ n }) => n));
  return new Set(refs.filter((_ref, index) => found.has(index + 1)));
}
