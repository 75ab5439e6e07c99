import type {
  CategoryId,
  ChildInvolvement,
  Intent,
  KindId,
  Part,
  Place,
  Severity,
} from '../concern-words.ts';

/** A job that a lead gives somebody, with how the child had a part in it. */
export interface Task {
  readonly what: string;
  readonly note: string;
  readonly child: Exclude<ChildInvolvement, 'not_yet'>;
  readonly childNote: string;
}

/**
 * One kind of thing that happens, told in several ways. `{c}` is the first child's given name, `{o}` the second's.
 * Children's words are short and plain; nothing is spelled out that a reader does not need.
 */
export interface Scenario {
  readonly weight: number;
  /** Months in which it comes up more. */
  readonly season?: readonly number[];
  readonly years: readonly [youngest: number, oldest: number];
  readonly kinds: readonly KindId[];
  readonly categories: readonly CategoryId[];
  readonly places: readonly Place[];
  readonly placeDetail: readonly string[];
  readonly parts: readonly Part[];
  readonly severities: readonly Severity[];
  readonly intents: readonly Intent[];
  readonly image?: 'yes' | 'not_sure';
  /** The ways in which it is told: the first headline goes with the first words and the first thing seen. */
  readonly headlines: readonly string[];
  readonly words: readonly string[];
  readonly seen: readonly string[];
  readonly thought: readonly string[];
  readonly address?: readonly string[];
  readonly evidence?: readonly (readonly [
    what: string,
    where: string,
    available: 'yes' | 'no' | 'unknown',
  ])[];
  readonly tasks: readonly Task[];
  readonly outcomes: readonly string[];
  readonly lines: readonly string[];
}

type ChildAnswer = readonly ['involved' | 'told', string] | readonly ['not_appropriate', string];

export const task = (what: string, note: string, [child, childNote]: ChildAnswer): Task => ({
  what,
  note,
  child,
  childNote,
});
