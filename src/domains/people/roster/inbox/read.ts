import type { Tx } from '#platform/db';
import { fits, type ListKind, problemsOf, readList, readTable } from '../../csv/index.ts';
import { type RosterReading, readRoster } from '../../oneroster/index.ts';
import { findMapping } from '../columns/queries.ts';
import { findHeld } from '../held/queries.ts';
import type { RosterSchool } from '../types.ts';
import type { LyingFile } from './folder.ts';

export type InboxFormat = 'oneroster' | ListKind;

/** By its name: a list of staff says so. */
export function formatOf(name: string): InboxFormat | undefined {
  if (/\.zip$/i.test(name)) return 'oneroster';
  if (!/\.(csv|txt)$/i.test(name)) return undefined;
  return /staff|employee/i.test(name) ? 'staff' : 'pupils';
}

type AsRoster = <T>(act: (tx: Tx) => Promise<T>) => Promise<T>;

/** Undefined where a list's columns were never said, or are others by now. */
async function readKnownList(
  file: LyingFile,
  kind: ListKind,
  school: RosterSchool,
  asRoster: AsRoster,
): Promise<RosterReading | undefined> {
  const mapping = await asRoster((tx) => findMapping(tx, school.id, kind));
  const { headers } = await readTable(file.path, { label: file.name });
  if (mapping === null || !fits(mapping, headers) || problemsOf(kind, headers, mapping).length > 0)
    return undefined;
  return readList(file.path, { label: file.name, kind, mapping, school });
}

export async function readLying(
  file: LyingFile,
  format: InboxFormat,
  school: RosterSchool,
  asRoster: AsRoster,
): Promise<RosterReading | undefined> {
  if (format !== 'oneroster') return readKnownList(file, format, school, asRoster);
  const held = await asRoster((tx) => findHeld(tx, school));
  return readRoster(file.path, { held, label: file.name });
}
