import type { Instant } from '#platform/clock';
import type { Sent } from './report.ts';
import type { Stage } from './stage.ts';
import type { Staff } from './world.ts';

const plans = [
  {
    steps: 'A word at the door each morning; sits with friends at lunch.',
    how: 'Settled. Comes of her own accord.',
  },
  { steps: 'Messages blocked and reported together; tells the adult if one comes.', how: 'None came again.' },
] as const;

/** Found to have done nothing. */
const cleared: ReadonlySet<unknown> = new Set(['unfounded', 'false', 'malicious']);

/** Whoever was affected or cleared in a case that was closed had a plan, or it was said why none was needed. */
export function addSupport(
  { rows, random }: Stage,
  sent: Sent,
  lead: Staff,
  from: Instant,
  to: Instant,
): void {
  const innocent = new Set(
    rows
      .of('concern.finding')
      .filter((row) => row.concern_id === sent.id && cleared.has(row.finding))
      .map((row) => row.party_id),
  );
  const supported = rows
    .of('concern.party')
    .filter((row) => row.concern_id === sent.id && (row.part === 'affected' || innocent.has(row.id ?? null)));
  for (const [index, party] of supported.entries()) {
    const plan = plans[(index + sent.reference.charCodeAt(3)) % (plans.length + 1)];
    rows.add('concern.support', {
      id: random.uuid(from),
      concern_id: sent.id,
      caseload_id: sent.caseloadId,
      party_id: party.id ?? null,
      named_adult_id: plan === undefined ? null : lead.id,
      steps: plan?.steps ?? null,
      none_because: plan === undefined ? 'Asked, and wants none: it is dealt with.' : null,
      made_at: from.toString(),
      made_by: lead.id,
      ended_at: plan === undefined ? null : to.toString(),
      ended_by: plan === undefined ? null : lead.id,
      ended_how: plan?.how ?? null,
    });
  }
}
