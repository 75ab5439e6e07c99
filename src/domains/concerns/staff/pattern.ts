import type { LocalDate } from '#platform/clock';
import type { KindId } from '../types.ts';
import type { FiledConcern } from './types.ts';

/** What one concern about an adult looks like beside those before it. One alone says little; together they may say more. */
export interface Pattern {
  /** How many low-level concerns of the last twelve months, this one included. */
  readonly inYear: number;
  readonly sameKind: number;
  readonly sameChild: number;
}

const MANY = 3;

type Weighed = Pick<FiledConcern, 'reportedOn' | 'kinds' | 'childIds'>;

const shares = <T>(a: readonly T[], b: readonly T[]) => a.some((one) => b.includes(one));

/** "Something else" is no kind that two concerns could share. */
const telling = (kinds: readonly KindId[]) => kinds.filter((kind) => kind !== 'other');

/** `others` are low-level concerns about the same adult. */
export function patternOf(one: Weighed, others: readonly Weighed[], today: LocalDate): Pattern {
  const yearAgo = today.subtract({ years: 1 });
  const recent = [one, ...others].filter(({ reportedOn }) => yearAgo.until(reportedOn).sign > 0);
  return {
    inYear: recent.length,
    sameKind: others.filter(({ kinds }) => shares(telling(kinds), telling(one.kinds))).length,
    sameChild: others.filter(({ childIds }) => shares(childIds, one.childIds)).length,
  };
}

const times = (n: number) => (n === 1 ? 'once before' : `${n} times before`);

/** What of it a tired reader should notice; nothing where there is nothing. */
export function patternWords({ inYear, sameKind, sameChild }: Pattern): readonly string[] {
  return [
    inYear >= MANY ? `Low-level concern number ${inYear} within a year` : '',
    sameKind > 0 ? `The same kind ${times(sameKind)}` : '',
    sameChild > 0 ? `The same child ${times(sameChild)}` : '',
  ].filter((words) => words !== '');
}
