import type { Stream } from '../types.ts';
import type { Shown } from './small-numbers.ts';
import type { Figures } from './types.ts';

/** The same words on the page and in the file. */

export const aboutWords: Readonly<Record<Stream, string>> = {
  child: 'Children',
  adult: 'Adults who work or volunteer here',
  head: 'The Head',
};

export const HIDDEN = 'hidden';

export const said = (n: Shown): string => (n === null ? HIDDEN : n.toLocaleString('en-GB'));

/** "40 minutes", "3.5 hours", "12 days". */
export function duration(minutes: number | null): string {
  if (minutes === null) return 'not known';
  const [n, unit] =
    minutes < 120
      ? [Math.round(minutes), 'minute']
      : minutes < 48 * 60
        ? [Math.round(minutes / 30) / 2, 'hour']
        : [Math.round(minutes / (12 * 60)) / 2, 'day'];
  return `${n} ${unit}${n === 1 ? '' : 's'}`;
}

export const whereWords = ({ school }: Pick<Figures, 'school'>): string =>
  school === null ? 'All schools that I handle' : school.name;
