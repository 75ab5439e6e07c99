import { recipients } from '../../referral/recipients.ts';
import type { Following } from './queries.ts';

/** What an entry's row of a part is called on the timeline. */
export function rowName({ referrals }: Following, row: string | undefined): string | undefined {
  const referral = referrals.find(({ id }) => id === row);
  return referral && recipients[referral.recipient].name;
}
