import type { PartyFinding } from '../finding/types.ts';
import type { Party } from '../types.ts';

type Facts = Pick<PartyFinding, 'finding' | 'intent' | 'selfReported'>;

/** Found to have done nothing wrong. */
export const isCleared = ({ finding }: Facts): boolean =>
  finding === 'unfounded' || finding === 'false' || finding === 'malicious';

/**
 * Why somebody may be given no sanction; undefined where they may. The database says the same at the end of every
 * transaction (concern.sanctions_are_fair). `neutral` is for a step that is no judgement.
 */
export function sanctionRefusal(
  { part, personId, name }: Pick<Party, 'part' | 'personId' | 'name'>,
  found: Facts | undefined,
  neutral = false,
): string | undefined {
  if (part === 'affected') return `${name} was affected: for them there is support, never a sanction.`;
  if (part === 'witness') return `${name} is a witness: for a witness there is no sanction.`;
  if (personId === null) return 'First say who it is: press “Name somebody” on the case.';
  if (found === undefined) return neutral ? undefined : 'First record what was found about them.';
  if (found.intent === 'accidental' && found.selfReported)
    return 'It was an accident, and they told of it themselves: that carries no sanction. If that is not how it was, change the finding first, with the reason.';
  return found.finding === 'substantiated' ? undefined : 'What was found about them allows no sanction.';
}
