import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { type ListKind, type Mapping, mappingFor } from '../../csv/index.ts';
import { openImport } from '../imports/service.ts';
import type { RosterImport } from '../imports/types.ts';
import { chooseColumns, findMapping, saveMapping } from './queries.ts';

export interface ListImport {
  readonly found: RosterImport;
  readonly kind: ListKind;
  readonly remembered: Mapping | null;
}

/** An import of a list, with the columns that were chosen for the last one like it. */
export async function openList(tx: Tx, me: Me, id: string): Promise<ListImport> {
  const found = await openImport(tx, me, id);
  if (found.format === 'oneroster') throw new NotFound('not a list');
  const remembered = await findMapping(tx, found.schoolId, found.format);
  return { found, kind: found.format, remembered };
}

/** What the page begins with: what was said last time where it still fits, else what the names suggest. */
export const suggested = ({ kind, remembered }: ListImport, headers: readonly string[]): Mapping =>
  mappingFor(kind, headers, remembered);

/** Remembers the columns for this school, the next list and the folder too; true when the reading may begin. */
export async function setColumns(tx: Tx, me: Me, id: string, mapping: Mapping): Promise<boolean> {
  const { found, kind } = await openList(tx, me, id);
  if (!(await chooseColumns(tx, id, mapping))) return false;
  await rememberColumns(tx, found.schoolId, kind, mapping);
  return true;
}

export async function rememberColumns(
  tx: Tx,
  schoolId: string,
  kind: ListKind,
  mapping: Mapping,
): Promise<void> {
  await saveMapping(tx, schoolId, kind, mapping);
  tx.record({
    chain: schoolId,
    type: 'roster.columns/1',
    subject: schoolId,
    data: { list: kind, fields: Object.keys(mapping) },
  });
}
