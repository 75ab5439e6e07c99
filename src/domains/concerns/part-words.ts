import type { Part } from './types.ts';

/** The part that somebody has in a concern. */
export const partWords: Readonly<Record<Part, string>> = {
  affected: 'Affected',
  involved: 'Involved',
  witness: 'Witness',
  alleged: 'Alleged',
};
