import type { Me } from '#platform/db';
import type { Quota } from './types.ts';

/** Above this part of its limit a school is warned: there is time to make room. */
const NEARLY = 0.8;

export const stateOf = ({ held, limit }: Pick<Quota, 'held' | 'limit'>): 'room' | 'nearly' | 'full' =>
  held >= limit ? 'full' : held > limit * NEARLY ? 'nearly' : 'room';

/** The trust's IT team, which sees to disks; leads of a school find the page from their settings. */
export const looksAfterDisks = (me: Pick<Me, 'appointments'>): boolean =>
  me.appointments.some(({ role }) => role === 'trust_it');

/** As `evidence.quota_schools` says in the database: for what is shown alone. */
export const setsQuotas = (me: Pick<Me, 'appointments' | 'leadSchoolIds'>): boolean =>
  me.leadSchoolIds.length > 0 || looksAfterDisks(me);
