import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { terms } from '../figures/periods.ts';
import { type FileFilter, isPart } from './filter.ts';
import { findPatterns } from './patterns/queries.ts';
import type { Patterns } from './patterns/types.ts';
import { findChild, findItems } from './queries.ts';
import type { FileChild, FileItem } from './types.ts';

/** The designated lead sends a file on, and the trust's. */
export const sendsFiles = ({ secondFactor, appointments }: Me): boolean =>
  secondFactor && appointments.some(({ role }) => role === 'dsl' || role === 'trust_safeguarding_lead');

/** What is older is a page further on. */
export const PAGE_SIZE = 100;

export interface ChildFile {
  readonly child: FileChild;
  readonly filter: FileFilter;
  readonly items: readonly FileItem[];
  /** Of the whole file; null where only a part of it is shown. */
  readonly patterns: Patterns | null;
  /** The filter of the page after this one, if there is more. */
  readonly older: FileFilter | null;
  /** Whether I may send it on. */
  readonly sends: boolean;
}

/** In the chain of each school whose concerns were shown, and that the child is at: who looked, and at which. */
export function recordReading(
  tx: Tx,
  page: string,
  { child, items }: Pick<ChildFile, 'child' | 'items'>,
): void {
  const schools = new Set([...items.map(({ schoolId }) => schoolId), child.schoolId]);
  for (const chain of schools) {
    if (chain === null) continue;
    const shown = items.flatMap(({ schoolId, concernId }) =>
      schoolId === chain && concernId !== null ? [concernId] : [],
    );
    tx.record({
      chain,
      type: 'child.read/1',
      subject: child.id,
      data: { page, concerns: [...new Set(shown)] },
    });
  }
}

/** A page of all that happened about a child, as far as I handle it. */
export async function readChildFile(tx: Tx, me: Me, childId: string, filter: FileFilter): Promise<ChildFile> {
  const [term] = terms(localDate(tx.at));
  const [child, found, patterns] = await Promise.all([
    findChild(tx, childId, me),
    findItems(tx, childId, filter, PAGE_SIZE + 1),
    term === undefined || isPart(filter) ? null : findPatterns(tx, childId, term.first),
  ]);
  if (child === undefined) throw new NotFound('no such child in this scope');
  const items = found.slice(0, PAGE_SIZE);
  const last = found.length > PAGE_SIZE ? items.at(-1) : undefined;
  const older = last === undefined ? null : { ...filter, before: { at: last.at, id: last.id } };
  const file = { child, filter, items, patterns, older, sends: sendsFiles(me) };
  recordReading(tx, 'chronology', file);
  return file;
}
