import { sql } from 'kysely';
import type { Tx } from '#platform/db';
import type { School } from '../types.ts';

export interface MyAccount {
  readonly userName: string;
  readonly hasAuthenticator: boolean;
}

export async function myAccount(tx: Tx): Promise<MyAccount | undefined> {
  const { rows } = await sql<{ mine: MyAccount | null }>`select signin.my_account() as mine`.execute(tx.db);
  return rows[0]?.mine ?? undefined;
}

export function schoolsNamed(tx: Tx, ids: readonly string[]): Promise<School[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.db
    .selectFrom('people.school')
    .select(['id', 'name'])
    .where('id', 'in', ids)
    .orderBy('name')
    .execute();
}
