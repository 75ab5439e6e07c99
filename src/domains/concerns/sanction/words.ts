import { formatDate, type LocalDate, Temporal } from '#platform/clock';
import type { SanctionDeed } from './states.ts';
import type { Decider, Sanction, SanctionState, Tellable } from './types.ts';

/** What the timeline says was done. */
export const sanctionDeeds = {
  sanction_propose: 'Sanction proposed',
  sanction_decide: 'Sanction decided',
  sanction_drop: 'Proposed sanction not taken',
  sanction_tell: 'Told of a sanction',
  sanction_appeal: 'Appeal against a sanction',
  sanction_answer: 'Appeal answered',
  sanction_serve: 'Sanction served',
  sanction_reverse: 'Sanction reversed',
} as const satisfies Readonly<Record<SanctionDeed | 'sanction_propose', string>>;

export const deedLinks: Readonly<Record<SanctionDeed, string>> = {
  sanction_decide: 'Decide',
  sanction_drop: 'Do not take it',
  sanction_tell: 'Told',
  sanction_appeal: 'Appeal',
  sanction_answer: 'Answer the appeal',
  sanction_serve: 'Served',
  sanction_reverse: 'Reverse',
};

export const deciderWords: Readonly<Record<Decider, string>> = {
  handler: 'whoever handles the case',
  head: 'the Head',
};

export const tellableWords: Readonly<Record<Tellable, string>> = {
  person: 'The child or adult themselves',
  parents: 'Parents or carers',
  staff: 'Staff who need to know',
  others: 'Somebody else',
};

export const appealWords = {
  upheld: 'It stands as it was',
  changed: 'It stands, with another end',
  reversed: 'It is reversed',
} as const;

export const stateNames: Readonly<Record<SanctionState, string>> = {
  proposed: 'Proposed',
  decided: 'In force',
  appealed: 'Appealed',
  served: 'Served',
  reversed: 'Reversed',
  dropped: 'Not taken',
};

/** "Begins", "In force" or "Over" for one that was decided; else what its state is called. */
export function stateWord(
  { state, startsOn, endsOn }: Pick<Sanction, 'state' | 'startsOn' | 'endsOn'>,
  today: LocalDate,
): string {
  if (state !== 'decided') return stateNames[state];
  if (startsOn !== null && Temporal.PlainDate.compare(startsOn, today) > 0) return 'Decided';
  return endsOn !== null && Temporal.PlainDate.compare(endsOn, today) < 0 ? 'Over' : 'In force';
}

/** "3 Mar 2026 to 10 Mar 2026", "from 3 Mar 2026". */
export function spanWords({ startsOn, endsOn }: Pick<Sanction, 'startsOn' | 'endsOn'>): string | null {
  if (startsOn === null) return null;
  return endsOn === null
    ? `from ${formatDate(startsOn)}`
    : `${formatDate(startsOn)} to ${formatDate(endsOn)}`;
}

export const toldWords = ({ told }: Pick<Sanction, 'told'>): string =>
  told.map(({ names, on }) => `${names} (${formatDate(on)})`).join(', ');
