import type { RosterPlan } from '../types.ts';
import type { InboxReason } from './types.ts';

/** So few people may always move or leave: in a small school three are a large share, and an ordinary Monday. */
const ALWAYS = 3;

export interface Measure {
  /** Of the people here, in hundredths. */
  readonly share: number;
  readonly here: number;
}

/**
 * Why a person should look before a plan is applied; undefined where it is what every night brings. Children who join
 * are not counted: they are taken on, nothing is taken from them.
 */
export function reasonToWait({ counts }: RosterPlan, { share, here }: Measure): InboxReason | undefined {
  if (here === 0) return 'first';
  const most = Math.max(ALWAYS, (here * share) / 100);
  const changed = [counts.leaversProposed, counts.pupilsMoving, counts.detailsChanged, counts.postsEnding];
  return changed.some((count) => count > most) ? 'share' : undefined;
}
