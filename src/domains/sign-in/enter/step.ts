import { z } from 'zod';
import { hashToken } from '#platform/crypto';
import type { Tx } from '#platform/db';
import { SignInAgain } from './again.ts';
import { findStep, insertPass, markUsed } from './queries.ts';

/**
 * The step between a right password and a session: a row that a short-lived cookie points to. It gives no access to
 * anything; it only remembers what is still to be proved.
 */
const stepState = z.object({
  need: z.enum(['code', 'set_up']),
  next: z.string().optional(),
  kept: z.boolean().optional(),
  /** The new authenticator's secret, sealed, until its first code has been typed. */
  secret: z.base64().optional(),
  /** The invitation or recovery that this uses up, and the password chosen with it. */
  passId: z.string().optional(),
  passwordHash: z.string().optional(),
});
export type StepState = z.output<typeof stepState>;

export const STEP_MINUTES = 15;

export interface Step {
  readonly id: string;
  readonly personId: string;
  readonly state: StepState;
}

export async function beginStep(tx: Tx, personId: string, state: StepState): Promise<string> {
  const token = tx.ids.token();
  await insertPass(tx, {
    id: tx.ids.uuid(),
    tokenHash: hashToken(token),
    personId,
    purpose: 'second_step',
    expiresAt: tx.at.add({ minutes: STEP_MINUTES }),
    state,
  });
  return token;
}

export async function requireStep(tx: Tx, token: string | undefined, need: StepState['need']): Promise<Step> {
  const found = token === undefined ? undefined : await findStep(tx, hashToken(token));
  const state = stepState.safeParse(found?.state);
  if (found === undefined || !state.success || state.data.need !== need) throw new SignInAgain();
  return { id: found.id, personId: found.personId, state: state.data };
}

/** Once only: of two requests with the same step, one gets in. */
export async function spendStep(tx: Tx, step: Step): Promise<void> {
  if (!(await markUsed(tx, step.id))) throw new SignInAgain();
}
