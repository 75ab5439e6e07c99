import type { Linked, Patterns } from './types.ts';

/** From this many concerns in a term on it is said. */
const MANY = 3;

const ordinals = ['Third', 'Fourth', 'Fifth', 'Sixth'];
const times = (n: number) => (n === 2 ? 'twice' : `${n} times`);

/** What comes again, one line each; nothing where nothing does. */
export function patternLines({ inTerm, addresses, places, linked }: Patterns): readonly string[] {
  const ordinal = ordinals[inTerm - MANY];
  return [
    ...(inTerm < MANY
      ? []
      : [ordinal === undefined ? `${inTerm} concerns this term` : `${ordinal} concern this term`]),
    ...linked
      .filter(({ together }) => together > 1)
      .map(({ name, together }) => `Named ${times(together)} together with ${name}`),
    ...addresses.map(({ text, n }) => `The same address ${times(n)}: ${text}`),
    ...places.map(({ text, n }) => `The same place ${times(n)}: ${text}`),
  ];
}

/** "Shares a parent or carer · in 2 of these concerns". */
export const linkWords = ({ sameCarer, together }: Linked): string =>
  [
    ...(sameCarer ? ['shares a parent or carer'] : []),
    ...(together > 0 ? [`in ${together} of these concerns`] : []),
  ].join(' · ');
