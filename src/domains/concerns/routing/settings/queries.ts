import type { Tx } from '#platform/db';
import type { KindId, Stream } from '../../types.ts';
import type { RouteRole, RouteRule } from '../types.ts';
import type { SchoolSettings } from './types.ts';

export interface OwnRoute {
  readonly stream: Stream;
  readonly kind: KindId | null;
  readonly rules: readonly RouteRule[];
}

const settingsColumns = [
  'acknowledge_within_minutes as acknowledgeWithinMinutes',
  'record_of_truth as recordOfTruth',
  'phone',
  'lado_contact as lado',
] as const;

export async function findSettings(tx: Tx, schoolId: string): Promise<SchoolSettings | undefined> {
  const row = await tx.db
    .selectFrom('people.school')
    .select(settingsColumns)
    .where('id', '=', schoolId)
    .executeTakeFirst();
  return row && { ...row, recordOfTruth: row.recordOfTruth === 'myconcern' ? 'myconcern' : 'gatehouse' };
}

/** Holds the school's row until the end, so that two people change its settings one after the other. */
export async function lockSchool(tx: Tx, schoolId: string): Promise<void> {
  await tx.db.selectFrom('people.school').select('id').where('id', '=', schoolId).forUpdate().execute();
}

export async function saveSettings(tx: Tx, schoolId: string, settings: SchoolSettings): Promise<void> {
  await tx.db
    .updateTable('people.school')
    .set({
      acknowledge_within_minutes: settings.acknowledgeWithinMinutes,
      record_of_truth: settings.recordOfTruth,
      phone: settings.phone,
      lado_contact: settings.lado,
    })
    .where('id', '=', schoolId)
    .execute();
}

/** Every route that the school has set itself, general ones before those of single kinds. */
export async function findOwnRoutes(tx: Tx, schoolId: string): Promise<OwnRoute[]> {
  const rows = await tx.db
    .selectFrom('concern.route')
    .select(['stream', 'kind', 'role', 'at_once as atOnce'])
    .where('school_id', '=', schoolId)
    .orderBy('kind', (order) => order.nullsFirst())
    .orderBy('stream')
    .orderBy('position')
    .execute();
  const routes = new Map<string, { stream: Stream; kind: KindId | null; rules: RouteRule[] }>();
  for (const { stream, kind, role, atOnce } of rows) {
    const key = `${stream} ${kind ?? ''}`;
    const route = routes.get(key) ?? { stream: stream as Stream, kind: kind as KindId | null, rules: [] };
    route.rules.push({ role: role as RouteRole, atOnce });
    routes.set(key, route);
  }
  return [...routes.values()];
}

export async function deleteRoute(
  tx: Tx,
  schoolId: string,
  stream: Stream,
  kind: KindId | null,
): Promise<void> {
  await tx.db
    .deleteFrom('concern.route')
    .where('school_id', '=', schoolId)
    .where('stream', '=', stream)
    .where('kind', 'is not distinct from', kind)
    .execute();
}

export async function insertRoute(
  tx: Tx,
  schoolId: string,
  route: { readonly stream: Stream; readonly kind: KindId | null; readonly rules: readonly RouteRule[] },
): Promise<void> {
  await tx.db
    .insertInto('concern.route')
    .values(
      route.rules.map(({ role, atOnce }, index) => ({
        id: tx.ids.uuid(),
        school_id: schoolId,
        stream: route.stream,
        kind: route.kind,
        position: index + 1,
        role,
        at_once: atOnce,
      })),
    )
    .execute();
}
