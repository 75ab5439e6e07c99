import type { Me } from '#platform/db';

/** The trust's IT team and Heads, as `app.sees_backups` says in the database: for the way there alone. */
export const seesBackups = (me: Pick<Me, 'appointments'>): boolean =>
  me.appointments.some(({ role }) => role === 'trust_it' || role === 'head');
