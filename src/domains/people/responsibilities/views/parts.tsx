import { formatDate } from '#platform/clock';
import type { Holder } from '../types.ts';

/** "since 1 Sep 2024", "24 Nov 2026 to 4 Dec 2026". */
export function period({ from, lastDay }: Pick<Holder, 'from' | 'lastDay'>): string {
  return lastDay === null ? `since ${formatDate(from)}` : `${formatDate(from)} to ${formatDate(lastDay)}`;
}

export const boardPath = (placeId: string): string => `/responsibilities?at=${placeId}`;
