import { formatDay, formatInstant, type Instant } from '#platform/clock';
import type { Concern, OutsideTold } from './types.ts';

/** What is shown of whoever told a concern from outside, the same on every page and paper. */

export const toldAsWords: Readonly<Record<OutsideTold['toldAs'], string>> = {
  named: 'Gave a name. Nobody has checked it',
  in_confidence: 'In confidence: the name is sealed',
  anonymous: 'Did not say who they are',
};

export const wayInWords: Readonly<Record<OutsideTold['wayIn'], string>> = {
  pupil: 'The pupils’ page, Tell someone',
  parent: 'The page for parents and visitors',
  hirer: 'The link of somebody who hires rooms',
};

function outsiderName({ toldAs, name, className }: OutsideTold): string {
  if (toldAs === 'in_confidence') return 'Somebody of the school, in confidence';
  if (toldAs === 'anonymous') return 'Somebody who did not say who they are';
  return [name ?? 'No name given', className].filter((part) => part !== null).join(', ');
}

/** Who told it: `known` is what its reporter is called, where they have an account. */
export const toldBy = ({ outside }: Pick<Concern, 'outside'>, known: string | undefined): string =>
  outside === null ? (known ?? 'Somebody who has left') : outsiderName(outside);

/** When something of it was said; of what was told without a name the day alone is kept. */
export const whenSaid = ({ outside }: Pick<Concern, 'outside'>, at: Instant): string =>
  outside?.toldAs === 'anonymous' ? formatDay(at) : formatInstant(at);
