import { formatDate, localDate } from '#platform/clock';
import type { Restriction, Scope } from './types.ts';

export const scopeWords: Readonly<Record<Scope, string>> = {
  internet: 'the internet',
  device: 'a device',
  online_learning: 'group online learning',
  email: 'school e-mail',
};

const whatOf = ({ scope, device }: Pick<Restriction, 'scope' | 'device'>) => device ?? scopeWords[scope];

/** The last day of a restriction ends with it, so its end is the midnight after. */
const lastDay = ({ until }: Pick<Restriction, 'until'>) =>
  until === null ? 'until it is lifted' : `to ${formatDate(localDate(until.subtract({ seconds: 1 })))}`;

/** "May not use the internet, 3 Mar 2026 to 10 Mar 2026". */
export const restrictionWords = (one: Pick<Restriction, 'scope' | 'device' | 'from' | 'until'>): string =>
  `May not use ${whatOf(one)}, ${formatDate(localDate(one.from))} ${lastDay(one)}`;
