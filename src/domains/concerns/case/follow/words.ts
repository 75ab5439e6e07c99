import { recipients } from '../../referral/recipients.ts';
import type { Following } from './queries.ts';

/** What an entry's row of a part is called on the timeline. */
export function rowName({ referrals, sanctions, supports }: Following, row: string | undefined) {
  const referral = referrals.find(({ id }) => id === row);
  if (referral !== undefined) return recipients[referral.recipient].name;
  const sanction = sanctions.find(({ id }) => id === row);
  if (sanction !== undefined) return `${sanction.called}: ${sanction.name}`;
  return supports.find(({ id }) => id === row)?.name;
}
