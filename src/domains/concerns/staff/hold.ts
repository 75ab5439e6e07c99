import type { StaffSide, Telling } from './types.ts';

/** That nothing may be told to the adult, since when and why; undefined where nobody asks for it any more. */
export function holdOf({ tellings }: Pick<StaffSide, 'tellings'>): Telling | undefined {
  const latest = tellings.find(({ kind }) => kind === 'hold' || kind === 'released');
  return latest?.kind === 'hold' ? latest : undefined;
}
