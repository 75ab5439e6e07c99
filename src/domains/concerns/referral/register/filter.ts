import { isRecipient, type RecipientId } from '../recipients.ts';
import { type ReferralState, referralStates } from '../types.ts';

/** What the register shows: read out of the address, which names no child. */
export interface RegisterFilter {
  readonly recipient: RecipientId | null;
  readonly state: ReferralState | null;
  /** Only those whose day to check has gone by. */
  readonly late: boolean;
}

/** Anything that is not one of the words is left out. */
export function readFilter(query: unknown): RegisterFilter {
  const { recipient, state, late } = (query ?? {}) as Readonly<Record<string, unknown>>;
  return {
    recipient: typeof recipient === 'string' && isRecipient(recipient) ? recipient : null,
    state: referralStates.find((one) => one === state) ?? null,
    late: late === 'yes',
  };
}

/** The address of the register, or of its file, with this filter. */
export function registerPath(filter: RegisterFilter, path = '/referrals'): string {
  const words = new URLSearchParams({
    ...(filter.recipient === null ? {} : { recipient: filter.recipient }),
    ...(filter.state === null ? {} : { state: filter.state }),
    ...(filter.late ? { late: 'yes' } : {}),
  }).toString();
  return words === '' ? path : `${path}?${words}`;
}
