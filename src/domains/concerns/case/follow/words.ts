import { pathwayNames } from '../../pathway/words.ts';
import { recipients } from '../../referral/recipients.ts';
import type { Following } from './queries.ts';

/** What an entry's row of a part is called on the timeline. */
export function rowName({ referrals, sanctions, supports, pathways }: Following, row: string | undefined) {
  const referral = referrals.find(({ id }) => id === row);
  if (referral !== undefined) return recipients[referral.recipient].name;
  const sanction = sanctions.find(({ id }) => id === row);
  if (sanction !== undefined) return `${sanction.called}: ${sanction.name}`;
  const pathway = pathways.find(({ id }) => id === row);
  if (pathway !== undefined) return pathwayNames[pathway.definition];
  return supports.find(({ id }) => id === row)?.name;
}
