import { formatDate, localDate } from '#platform/clock';
import { partWords } from '../part-words.ts';
import type { Cleared, PartyFinding } from './types.ts';

/** What the timeline says was done. */
export const findingDeeds = { find: 'Finding about somebody recorded' } as const;

/** "told of it themselves", where they did. */
export const selfWords = ({ selfReported }: Pick<PartyFinding, 'selfReported'>): string =>
  selfReported ? 'told of it themselves' : 'did not tell of it themselves';

export const clearedWords = ({ part, on }: Cleared): string =>
  `Wrongly named as “${partWords[part].toLowerCase()}”; cleared on ${formatDate(localDate(on))}`;
