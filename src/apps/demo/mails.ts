import type { Instant } from '#platform/clock';
import type { Stage } from './stage.ts';

/** What left by mail lately: the outbox of the demo shows it. */
export function addMail(
  stage: Stage,
  at: Instant,
  toPersonId: string,
  template: 'waits' | 'urgent' | 'update',
  link: string,
): void {
  if (at.until(stage.now, { largestUnit: 'hours' }).hours > 24 * 10) return;
  stage.rows.add('mail.outbox', {
    id: stage.random.uuid(at),
    to_person_id: toPersonId,
    template,
    link,
    queued_at: at.toString(),
    attempts: 0,
    next_attempt_at: at.toString(),
  });
}
