import { formatDate } from '#platform/clock';
import type { Reference } from './types.ts';

/** "in force since 1 September 2025", "not in force, as far as was found on 20 November 2026". */
export function forceWords({
  inForce,
  inForceFrom,
  checkedOn,
}: Pick<Reference, 'inForce' | 'inForceFrom' | 'checkedOn'>): string {
  if (!inForce) return `not in force, as far as was found on ${formatDate(checkedOn)}`;
  return inForceFrom === null ? 'in force' : `in force since ${formatDate(inForceFrom)}`;
}
