import { localDate } from '#platform/clock';
import type { Me, Tx } from '#platform/db';
import { NotFound } from '#platform/errors';
import { patternOf, patternWords } from '../pattern.ts';
import { type Filed, findFiled } from './queries.ts';

/** One adult's concerns, as the register lists them and their file shows them. */
export interface StaffFile {
  readonly personId: string | null;
  readonly name: string;
  readonly school: string;
  /** The latest first. */
  readonly concerns: readonly Filed[];
  readonly pattern: readonly string[];
}

function mustHandleAdults(me: Me): void {
  if (me.adultSchoolIds.length + me.headSchoolIds.length === 0) throw new NotFound('handles no adults');
}

function fileOf(tx: Tx, concerns: readonly Filed[]): StaffFile[] {
  const [first] = concerns;
  if (first === undefined) return [];
  const [latest, ...before] = concerns.filter(({ level }) => level === 'low_level');
  const pattern = latest === undefined ? [] : patternWords(patternOf(latest, before, localDate(tx.at)));
  return [{ personId: first.personId, name: first.name, school: first.school, concerns, pattern }];
}

/** Every adult of whom a case that I may open says something. A list is no read (ADR 0026). */
export async function readStaffRegister(tx: Tx, me: Me): Promise<readonly StaffFile[]> {
  mustHandleAdults(me);
  const all = await findFiled(tx, null);
  const files = Object.groupBy(
    all,
    ({ personId, schoolId, concernId }) => `${schoolId} ${personId ?? concernId}`,
  );
  return Object.values(files).flatMap((concerns) => fileOf(tx, concerns ?? []));
}

/** One adult's file. Each case that it tells of is read by it, and says so; nothing names the adult in the chain. */
export async function readStaffFile(tx: Tx, me: Me, personId: string): Promise<StaffFile> {
  mustHandleAdults(me);
  const concerns = await findFiled(tx, personId);
  const [file] = fileOf(tx, concerns);
  if (file === undefined) throw new NotFound('no file of this adult in this scope');
  for (const { concernId, schoolId } of concerns)
    tx.record({
      chain: schoolId,
      type: 'concern.read/1',
      subject: concernId,
      data: { page: 'staff-file' },
    });
  return file;
}
