import type { RecipientId } from '../referral/recipients.ts';
import type { CategoryId, KindId } from '../types.ts';

/** What a pathway is made of. A definition is data and is never edited once it was released: a change is a new version. */

export interface Choice {
  readonly id: string;
  readonly text: string;
  /** Nobody answers this without saying why. */
  readonly reason?: true;
}

/** An answer to an earlier step: any of these choices. */
export interface Condition {
  readonly step: string;
  readonly is: readonly string[];
}

interface AnyStep {
  readonly id: string;
  readonly text: string;
  readonly help?: string;
  /** Asked where any of these holds; without it, always. */
  readonly when?: readonly Condition[];
  /** Never asked before all of these hold. */
  readonly onlyIf?: readonly Condition[];
  /** The case is not closed without it. */
  readonly required?: true;
  readonly due?: 'at_once' | 'same_day';
}

export type Step = AnyStep &
  (
    | { readonly kind: 'question' | 'decision'; readonly choices: readonly Choice[] }
    /** Done, or not needed and why. */
    | { readonly kind: 'deed' }
    /** Rows, or declared empty. */
    | { readonly kind: 'log'; readonly log: 'viewing' | 'device_custody' }
    /** Made, or decided against and why. */
    | { readonly kind: 'referral'; readonly recipient: RecipientId }
    /** The days of a suspension from group online learning: a sanction of the case, which withdraws it. */
    | { readonly kind: 'dates' }
  );

export interface PathwayDefinition {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** Opens by itself; one that no kind, category or answer opens is opened by hand. */
  readonly opens: {
    readonly kinds?: readonly KindId[];
    readonly categories?: readonly CategoryId[];
    /** The guard's answer: an image that could show somebody under 18. */
    readonly guard?: true;
  };
  /** Entries of the reference register, by slug, and the edition that was followed when this was written. */
  readonly follows: readonly { readonly slug: string; readonly edition: string }[];
  readonly steps: readonly Step[];
}

export const yesNo = [
  { id: 'yes', text: 'Yes' },
  { id: 'no', text: 'No' },
] as const satisfies readonly Choice[];

/** For what may turn out either way: not to know is an answer, and counts as yes. */
export const yesNoUnsure = [
  ...yesNo,
  { id: 'unsure', text: 'Not sure' },
] as const satisfies readonly Choice[];

/** The step was answered yes, or nobody could rule it out. */
export const mayBe = (step: string): Condition => ({ step, is: ['yes', 'unsure'] });
