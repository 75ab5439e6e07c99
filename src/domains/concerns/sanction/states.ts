import type { SanctionState } from './types.ts';

/** In which states of a sanction each deed may be done; the database holds the same way. */
export const deedStates = {
  sanction_decide: ['proposed'],
  sanction_drop: ['proposed'],
  sanction_tell: ['decided', 'appealed', 'served', 'reversed'],
  sanction_appeal: ['decided'],
  sanction_answer: ['appealed'],
  sanction_serve: ['decided'],
  sanction_reverse: ['decided', 'appealed', 'served'],
} as const satisfies Readonly<Record<string, readonly SanctionState[]>>;
export type SanctionDeed = keyof typeof deedStates;
export const sanctionDeedIds = Object.keys(deedStates) as SanctionDeed[];

export function allowsDeed(state: SanctionState, deed: SanctionDeed): boolean {
  const states: readonly SanctionState[] = deedStates[deed];
  return states.includes(state);
}
